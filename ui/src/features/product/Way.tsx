// From sent to live. The service gives no times of these steps, so only the present one says since when Vitrine has seen
// it; the others say how long Microsoft's pages promise. What Microsoft refused stands inside the step where it stopped.

import { Open16Regular } from "@fluentui/react-icons/svg/open";
import { useTranslation } from "react-i18next";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { Problem, ProductView, Step } from "@/bindings";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Timeline } from "@/components/Timeline.tsx";
import { useDo } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Product.module.css";

export function Way({ view }: { view: ProductView }) {
  const { t } = useTranslation(["product", "states"]);
  const { row, timeline, problems, reports } = view;
  const serious = problems.some(isSerious);
  const said = serious || reports.length > 0 ? <Said view={view} /> : undefined;
  const failed = timeline.some((step) => step.mark === "failed");
  if (timeline.length === 0) return said ?? null;
  return (
    <>
      {!failed && said}
      <Section title={t("timeline.title")}>
        <Timeline
          label={t("timeline.title")}
          steps={timeline.map((step) => ({
            key: step.step,
            label: t(`states:step.${step.step}`),
            mark: step.mark,
            note: <Note step={step} since={row.state?.first_seen_at} />,
            ...(step.mark === "failed" && said ? { detail: said } : {}),
          }))}
        />
        <p className={styles.note}>{t("timeline.asSeen")}</p>
        <Remarks view={view} />
      </Section>
    </>
  );
}

const isSerious = (problem: Problem) => problem.severity !== "tip";

/** What Microsoft tells with nearly every submission and nobody has to act on: folded. */
function Remarks({ view }: { view: ProductView }) {
  const { t } = useTranslation("product");
  const tips = view.problems.filter((problem) => !isSerious(problem));
  if (tips.length === 0) return null;
  return (
    <details className={styles.remarks}>
      <summary>{t("remarks", { count: tips.length })}</summary>
      <div className={styles.said}>
        {tips.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the service repeats codes
          <ProductProblem key={`${problem.code} ${index}`} problem={problem} product={view.row.id} />
        ))}
      </div>
    </details>
  );
}

function Note({ step, since }: { step: Step; since: string | undefined }) {
  const { t } = useTranslation(["product", "states"]);
  const format = useFormat();
  if (step.mark === "done") return null;
  if ((step.mark === "current" || step.mark === "failed") && since !== undefined) {
    return <>{t("timeline.since", { when: format.when(since) })}</>;
  }
  if (!step.usual) return null;
  const { long, source, date } = step.usual;
  return (
    <span title={t("timeline.source", { source, date: format.date(date) })}>
      {t(`states:usual.${long}` as "states:usual.minutes")}
    </span>
  );
}

/** Problems and reports of the service, in plain words. */
function Said({ view }: { view: ProductView }) {
  const { t } = useTranslation(["product", "common"]);
  const open = useDo("link_open");
  const { row, problems, reports } = view;
  return (
    <section className={styles.said} aria-label={t("problems")}>
      {problems.filter(isSerious).map((problem, index) => (
        <ProductProblem
          // biome-ignore lint/suspicious/noArrayIndexKey: the service repeats codes
          key={`${problem.code} ${index}`}
          problem={problem}
          product={row.id}
          account={row.account}
          report={reports[0]?.number}
        />
      ))}
      {reports.length > 0 && (
        <div className={styles.reports}>
          <p>{t("reports")}</p>
          <ul>
            {reports.map(({ number, date, shown }) => (
              <li key={number}>
                <button
                  type="button"
                  className="link"
                  aria-describedby={`report-${number}`}
                  onClick={() => open.mutate({ to: "report", product: row.id, number })}
                >
                  {date === null ? t("reportUndated", { n: number + 1 }) : t("report", { date })}{" "}
                  <Open16Regular aria-hidden />
                  <span className="hidden-text">, {t("common:opensOutside")}</span>
                </button>{" "}
                {/* A link from a service is read before it is followed. */}
                <code id={`report-${number}`} className={styles.address}>
                  {shown}
                </code>
              </li>
            ))}
          </ul>
        </div>
      )}
      {open.error && <ProblemBar problem={open.error.problem} about={{ product: row.id }} />}
    </section>
  );
}
