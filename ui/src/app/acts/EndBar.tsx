// How an act ended: a bar that stays until it is read, on the pages of its product, and of the last one wherever the person
// is. What a person confirmed by mistake is taken back from here; what Microsoft did is not.

import { CheckmarkCircle20Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ActName, ProductId, ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { type Ending, endings, read } from "@/data/acts.ts";
import { keyOf } from "@/data/ask.ts";
import { useSignal } from "@/data/signals.ts";
import { type AnyT, problemText } from "@/i18n/problem.ts";
import { announce, assertive } from "../live.ts";
import { ProductProblem } from "../ProductProblem.tsx";
import { useAct } from "./act.ts";
import styles from "./EndBar.module.css";

/** What takes an act back when it was only said, not sent. */
const INVERSE: Partial<Record<ActName, ActName>> = {
  stopSaleByHand: "resumeSaleByHand",
  resumeSaleByHand: "stopSaleByHand",
};

export function EndBar() {
  const { t } = useTranslation("acts");
  const { product } = useParams({ strict: false }) as { product?: ProductId };
  const all = useSignal(endings);
  const shown = all.find(({ act }) => act.product === product) ?? all[0];
  useSaid(all[0]);
  useLeaveDeleted(all[0], product);
  return (
    <section className={styles.holder} data-pane aria-label={t("end.label")} hidden={shown === undefined}>
      {shown && <Told ending={shown} here={shown.act.product === product} />}
    </section>
  );
}

function Told({ ending, here }: { ending: Ending; here: boolean }) {
  const { t } = useTranslation(["acts", "common"]);
  const { act, product_name: product, job, problem } = ending;
  const { ask } = useAct();
  const inverse = INVERSE[act.name];
  const close = () => {
    document.querySelector<HTMLElement>("#page h1")?.focus();
    read(ending);
  };
  if (problem) {
    return (
      <ProductProblem problem={problem} product={act.product} onClose={close}>
        <p>{t("end.of", { act: t(`name.${act.name}`, { product }) })}</p>
      </ProductProblem>
    );
  }
  const gone = act.name === "deleteAddOn" || act.name === "deleteFlight";
  return (
    <div className={styles.bar}>
      <CheckmarkCircle20Regular className={styles.icon} aria-hidden />
      <p className={styles.words}>{sentence(ending, t)}</p>
      <div className={styles.acts}>
        {job !== undefined ? (
          <Link className="link" to="/products/$product/publish" params={{ product: act.product }}>
            {t("end.progress")}
          </Link>
        ) : (
          !here &&
          !gone && (
            <Link className="link" to="/products/$product" params={{ product: act.product }}>
              {t("end.open")}
            </Link>
          )
        )}
        {inverse && (
          <Button
            size="small"
            onClick={() => {
              close();
              ask({ name: inverse, product: act.product }, product);
            }}
          >
            {t("end.undo")}
          </Button>
        )}
        <Button
          size="small"
          appearance="transparent"
          icon={<Dismiss16Regular />}
          aria-label={t("common:close")}
          onClick={close}
        />
      </div>
    </div>
  );
}

function sentence({ act, product_name: product }: Ending, t: AnyT): string {
  const say = t as unknown as (key: string, values: Record<string, unknown>) => string;
  return say(`acts:done.${act.name}`, {
    product,
    ...(act.percentage === undefined ? {} : { percentage: act.percentage }),
  });
}

/** Heard once, wherever the person is. */
function useSaid(ending: Ending | undefined): void {
  const { t } = useTranslation("acts");
  useEffect(() => {
    if (!ending) return;
    if (ending.problem) assertive.answer(problemText(ending.problem, t).title);
    else announce(sentence(ending, t));
  }, [ending, t]);
}

/** The page of what is deleted has nothing to show: its app has. */
function useLeaveDeleted(ending: Ending | undefined, product: ProductId | undefined): void {
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    if (!ending || ending.problem || ending.act.product !== product) return;
    if (ending.act.name !== "deleteAddOn" && ending.act.name !== "deleteFlight") return;
    const parent = client.getQueryData<ProductView>(keyOf("product", product))?.parent;
    if (parent) void navigate({ to: "/products/$product", params: { product: parent.id }, replace: true });
    else void navigate({ to: "/products", replace: true });
  }, [ending, product, client, navigate]);
}
