// A gradual rollout of what is live: to whom it goes now, further, to everyone, or no further. Only what the person applies
// is sent. What Partner Center's words hide (100% is not everyone, halting takes nothing back) stands beside the controls.

import { ArrowClockwise20Regular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useUnderWay } from "@/app/acts/act.ts";
import { Reason } from "@/app/acts/Reason.tsx";
import { useCan } from "@/app/acts/useCan.ts";
import { useWho } from "@/app/acts/useWho.ts";
import { useNextStep } from "@/app/NextStepButton.tsx";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { Act, Problem, ProductView, RolloutView } from "@/bindings";
import { AsOf } from "@/components/AsOf.tsx";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { keyOf, useAsk, useDo, useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./rollout.module.css";
import { Share } from "./Share.tsx";

export function RolloutPage() {
  const { product } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("rollout");
  const view = useAsk("product", product);
  if (view.data) return <Rollout view={view.data} />;
  return (
    <Page title={t("title")}>
      {view.error ? (
        <ProblemBar problem={view.error.problem} onRetry={() => void view.refetch()} />
      ) : (
        <Skeleton kind="cards" rows={2} />
      )}
    </Page>
  );
}

function Rollout({ view }: { view: ProductView }) {
  const { t } = useTranslation(["rollout", "product"]);
  const { row, rollout } = view;
  const again = useDo("product_read", (read, client) => client.setQueryData(keyOf("product", row.id), read));
  return (
    <Page
      title={t("title")}
      product={row.name}
      mark={<ProductMark name={row.name} size={40} />}
      subtitle={rollout && <Headline rollout={rollout} />}
      ribbon={<Ribbon ribbon={view.ribbon} compact />}
      actions={
        <Button
          appearance="transparent"
          icon={<ArrowClockwise20Regular />}
          disabledFocusable={again.isPending}
          onClick={() => again.mutate(row.id)}
        >
          {t(again.isPending ? "product:reading" : "product:readAgain")}
        </Button>
      }
    >
      <div className={styles.page}>
        {again.error && <ProductProblem problem={again.error.problem} product={row.id} account={row.account} />}
        {rollout ? <Stands view={view} rollout={rollout} /> : <None view={view} />}
      </div>
    </Page>
  );
}

function Headline({ rollout }: { rollout: RolloutView }) {
  const { t } = useTranslation("rollout");
  const { version, since, seen_at: seen } = rollout;
  return (
    <span className={styles.headline}>
      {version !== null && <span>{t("version", { version })}</span>}
      {since !== null && <span>{t("since", { moment: since })}</span>}
      <AsOf at={seen} />
    </span>
  );
}

function Stands({ view, rollout }: { view: ProductView; rollout: RolloutView }) {
  const { t } = useTranslation("rollout");
  const who = useWho(view.row.id);
  const version = rollout.version ?? t("thisVersion");
  switch (rollout.state) {
    case "running":
      return <Running view={view} rollout={rollout} />;
    case "halted":
      return <Halted view={view} rollout={rollout} />;
    case "finalized":
      return <Word title={t("finalized.title", { version, who })} body={t("finalized.body")} />;
    case "unknown":
      return <Word title={t("unknown.title")} body={t("unknown.body", { raw: rollout.raw })} />;
  }
}

function Running({ view, rollout }: { view: ProductView; rollout: RolloutView }) {
  const { t } = useTranslation("rollout");
  const session = useSession();
  const can = useCan(view);
  const { row } = view;
  const working = useUnderWay(row.id).length > 0;
  const waiting = session?.held.some(({ act }) => act.product === row.id) ?? false;
  const id = useId();
  const because = can("changeRollout") ?? can("finalizeRollout") ?? can("haltRollout") ?? null;
  return (
    <>
      {because && <Reason id={id} problem={because} product={row.id} />}
      <div className={styles.columns}>
        <Share
          // A share that was applied, here or elsewhere, is where the next one begins.
          key={rollout.percentage}
          now={rollout.percentage}
          because={because || waiting || working ? id : undefined}
          view={view}
        />
        <End view={view} rollout={rollout} because={because || waiting || working ? id : undefined} />
      </div>
      {!because && (waiting || working) && (
        <p id={id} className={styles.waiting}>
          {t(waiting ? "waiting" : "working")}
        </p>
      )}
      <Truths view={view} rollout={rollout} />
    </>
  );
}

/** The two ends of a rollout. */
function End({ view, rollout, because }: { view: ProductView; rollout: RolloutView; because: string | undefined }) {
  const { t } = useTranslation("rollout");
  const { ask } = useAct();
  const { row } = view;
  const stuck = because === undefined ? {} : { disabledFocusable: true, "aria-describedby": because };
  const version = rollout.version ?? t("thisVersion");
  const older = rollout.fallback_version;
  const who = useWho(row.id);
  return (
    <section className={styles.card} aria-label={t("end.title")}>
      <h2>{t("end.title")}</h2>
      <p>{t("end.everyone", { version, who })}</p>
      <div>
        <Button {...stuck} onClick={() => because === undefined && ask(everyone(view, rollout), row.name)}>
          {t(row.kind === "flight" ? "end.finalizeTesters" : "end.finalize")}
        </Button>
      </div>
      <p>{older === null ? t("end.halting", { who }) : t("end.haltingTo", { version: older, who })}</p>
      <div>
        <Button
          {...stuck}
          onClick={() => because === undefined && ask({ name: "haltRollout", product: row.id }, row.name)}
        >
          {t("end.halt")}
        </Button>
      </div>
    </section>
  );
}

/** To everyone, as one choice: what is not at 100% yet goes there first, then the rollout is finalized. */
function everyone({ row }: ProductView, { percentage }: RolloutView): Act {
  return { name: "finalizeRollout", product: row.id, ...(percentage < 100 ? { percentage: 100 } : {}) };
}

function Truths({ view, rollout }: { view: ProductView; rollout: RolloutView }) {
  const { t } = useTranslation("rollout");
  const who = useWho(view.row.id);
  const truths = [
    t("truth.notEveryone", { who }),
    // A flight has no texts of its own.
    ...(view.row.kind === "storeApp" ? [t("truth.texts")] : []),
    t("truth.halt", { version: rollout.version ?? t("thisVersion"), who }),
    t("truth.next"),
  ];
  return (
    <Section title={t("truth.title")}>
      <ul className={styles.truths}>
        {truths.map((truth) => (
          <li key={truth}>{truth}</li>
        ))}
      </ul>
    </Section>
  );
}

function Halted({ view, rollout }: { view: ProductView; rollout: RolloutView }) {
  const { t } = useTranslation(["rollout", "common"]);
  const format = useFormat();
  const navigate = useNavigate();
  const next = useNextStep();
  const can = useCan(view);
  const id = useId();
  const { row } = view;
  const who = useWho(row.id);
  const version = rollout.version ?? t("thisVersion");
  const because: Problem | null = row.draft ? null : (can("editDraft") ?? null);
  const prepare = () => {
    if (row.draft) void navigate({ to: "/products/$product/packages", params: { product: row.id } });
    else next.run({ ...row, next: "startDraft" });
  };
  return (
    <Word
      // Microsoft says 0% afterwards; how far it had come is known when this computer halted it.
      title={
        rollout.percentage > 0 ? t("halted.at", { percent: format.percent(rollout.percentage) }) : t("halted.title")
      }
      body={t("halted.body", { version, who })}
    >
      {because && <Reason id={id} problem={because} product={row.id} />}
      <div>
        <Button
          appearance="primary"
          disabledFocusable={because !== null || next.starting !== null}
          {...(because ? { "aria-describedby": id } : {})}
          onClick={() => because === null && prepare()}
        >
          {next.starting === null ? t("halted.prepare") : t("common:nextAction.starting")}
        </Button>
      </div>
    </Word>
  );
}

function Word({ title, body, children }: { title: string; body: string; children?: ReactNode }) {
  const heading = useId();
  return (
    <section className={styles.card} data-alone aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <p>{body}</p>
      {children}
    </section>
  );
}

function None({ view }: { view: ProductView }) {
  const { t } = useTranslation(["rollout", "publish"]);
  const navigate = useNavigate();
  return (
    <EmptyState
      body={t("none")}
      action={
        <Button onClick={() => void navigate({ to: "/products/$product", params: { product: view.row.id } })}>
          {t("publish:toOverview")}
        </Button>
      }
    />
  );
}
