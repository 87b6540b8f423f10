// The overview of a product: the three places, what happens now and what can still be done, the way from sent to live, and
// the draft. The core says what can be done; the page shows it.

import { ArrowClockwise20Regular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { StopSaleButton } from "@/app/acts/StopSaleButton.tsx";
import { useNextStep } from "@/app/NextStepButton.tsx";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import { PendingCard } from "@/app/pending/PendingCard.tsx";
import { usePending } from "@/app/pending/usePending.ts";
import type { ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { keyOf, useAsk, useDo, useSession } from "@/data/ask.ts";
import { HandOffs } from "./HandOffs.tsx";
import { Now } from "./Now.tsx";
import { PartCard } from "./Part.tsx";
import { PartsCard } from "./Parts.tsx";
import styles from "./Product.module.css";
import { RolloutCard } from "./RolloutCard.tsx";
import { CustomersCard, DraftCard } from "./Side.tsx";
import { Way } from "./Way.tsx";

export function ProductPage() {
  const { product } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("shell");
  const view = useAsk("product", product);
  const look = useDo("products_look");
  const { mutate } = look;
  // What was read a moment ago is not read again: the core knows.
  useEffect(() => mutate([product]), [mutate, product]);
  if (view.data) return <Overview view={view.data} />;
  return (
    <Page title={t("nav.overview")}>
      {view.error ? (
        <ProblemBar problem={view.error.problem} onRetry={() => void view.refetch()} />
      ) : (
        <Skeleton kind="cards" rows={2} />
      )}
    </Page>
  );
}

function Overview({ view }: { view: ProductView }) {
  const { t } = useTranslation(["product", "common"]);
  const { row } = view;
  const { pending, error } = usePending(view);
  // A draft that stands open at Microsoft is all there is to tell: its card says it, with what can become of it.
  const open = row.state?.state === "draft" ? pending : null;
  const again = useDo("product_read", (read, client) => client.setQueryData(keyOf("product", row.id), read));
  return (
    <Page
      title={row.name}
      product={row.name}
      mark={<ProductMark name={row.name} size={48} />}
      problems={row.next === "seeWhatToFix" ? 1 : 0}
      subtitle={
        <span className={styles.who}>
          <span>{t(`common:kind.${row.kind}`)}</span>
          <code>{row.store_id}</code>
          <span>{view.account_name}</span>
        </span>
      }
      actions={
        <>
          <StopSaleButton view={view} />
          <Button
            appearance="transparent"
            icon={<ArrowClockwise20Regular />}
            disabledFocusable={again.isPending}
            onClick={() => again.mutate(row.id)}
          >
            {t(again.isPending ? "reading" : "readAgain")}
          </Button>
          <Primary view={view} />
        </>
      }
      ribbon={<Ribbon ribbon={view.ribbon} />}
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          {again.error && (
            <ProductProblem
              problem={again.error.problem}
              product={row.id}
              account={row.account}
              onRetry={() => again.mutate(row.id)}
            />
          )}
          {row.closed && <ProductProblem problem={row.closed} product={row.id} account={row.account} />}
          {open ? (
            <PendingCard
              pending={open}
              productName={row.name}
              lead={`${t("now.draft.body")} ${t("since", { moment: row.state?.first_seen_at })}`}
            />
          ) : (
            <Now view={view} />
          )}
          {error && <ProductProblem problem={error.problem} product={row.id} account={row.account} />}
          <RolloutCard view={view} />
          <HandOffs view={view} />
          <Way view={view} />
        </div>
        <div className={styles.side}>
          <CustomersCard view={view} />
          <DraftCard view={view} />
          {row.kind === "storeApp" ? <PartsCard row={row} /> : <PartCard view={view} />}
        </div>
      </div>
    </Page>
  );
}

/** The one filled button: what leads on from here. Steps whose place is this page have their card instead. */
function Primary({ view }: { view: ProductView }) {
  const { t } = useTranslation(["product", "common"]);
  const { row } = view;
  const navigate = useNavigate();
  const session = useSession();
  const next = useNextStep();
  const run = () => next.run(row);
  const params = { product: row.id };
  const job = session?.jobs.find((one) => one.id === row.job);
  const can = (name: string) => view.commands.find((command) => command.name === name)?.can.state === "available";
  const act =
    row.next === "resumeJob"
      ? { label: t(job?.can_resume === false ? "primary.stopped" : "primary.resume"), run }
      : row.next === "follow" && row.job !== null
        ? { label: t("primary.follow"), run }
        : row.draft && row.draft.changes > 0 && can("submit")
          ? { label: t("primary.review"), run: () => void navigate({ to: "/products/$product/review", params }) }
          : !row.draft && row.next === "startDraft" && can("editDraft")
            ? { label: t(row.published ? "primary.start" : "common:nextAction.startFirst"), run }
            : null;
  if (!act) return null;
  return (
    <Button appearance="primary" disabledFocusable={next.starting !== null} onClick={act.run}>
      {next.starting === null ? act.label : t("common:nextAction.starting")}
    </Button>
  );
}
