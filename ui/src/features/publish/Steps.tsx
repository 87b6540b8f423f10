// The steps in order. Times are those of this computer: Microsoft gives none. Why it stopped stands in the step where it
// did; a problem that belongs to no step stands above.

import { useTranslation } from "react-i18next";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { Account, Job, JobStep } from "@/bindings";
import { Section } from "@/components/Page.tsx";
import { ProgressRow } from "@/components/ProgressRow.tsx";
import { Timeline, type TimelineStep } from "@/components/Timeline.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Publish.module.css";

/** What Microsoft's pages say; `domain::state::timeline` holds the sources. */
const USUAL = { checks: "minutes", certification: "hoursToThreeDays", publishing: "quarterHour" } as const;

export function Steps({
  job,
  account,
  again,
}: {
  job: Job;
  account: Account["id"] | undefined;
  again: (() => void) | undefined;
}) {
  const { t } = useTranslation(["publish", "states"]);
  const problem = job.problem && (
    <ProductProblem problem={job.problem} product={job.product} account={account} job={job.id} again={again} />
  );
  const stopped = job.steps.find((step) => step.state === "failed")?.phase ?? stoppedAt(job);
  const steps = job.steps.map((step): TimelineStep => {
    const detail =
      step.phase === stopped ? (
        problem
      ) : step.state === "current" ? (
        <Under key={step.phase} job={job} step={step} />
      ) : null;
    return {
      key: step.phase,
      label: t(`states:phase.${step.phase}`),
      mark: job.status === "interrupted" && step.phase === stopped ? "failed" : step.state,
      note: <Note step={step} />,
      ...(detail ? { detail } : {}),
    };
  });
  return (
    <>
      {stopped === undefined && problem}
      <Section title={t("steps")}>
        <Timeline label={t("steps")} steps={steps} />
      </Section>
    </>
  );
}

/** An interrupted job has a present step and no failed one. */
function stoppedAt(job: Job): JobStep["phase"] | undefined {
  if (job.status !== "interrupted" && job.status !== "failed") return undefined;
  return job.steps.find((step) => step.state === "current")?.phase;
}

function Note({ step }: { step: JobStep }) {
  const { t } = useTranslation(["publish", "states"]);
  const format = useFormat();
  const { started_at: start, ended_at: end, state, phase } = step;
  if (state === "skipped") return <>{t(phase === "archive" || phase === "upload" ? "noFiles" : "skipped")}</>;
  if (start !== null && end !== null) {
    const [from, to] = [format.when(start), format.when(end)];
    return <>{from === to ? to : t("from", { start: from, end: to })}</>;
  }
  if (state === "current" && start !== null) return <>{t("since", { when: format.when(start) })}</>;
  return state === "todo" && phase in USUAL ? t(`states:usual.${USUAL[phase as keyof typeof USUAL]}`) : null;
}

/** Below the step that is under way: how far it is. */
function Under({ job, step }: { job: Job; step: JobStep }) {
  const { t } = useTranslation(["publish", "states"]);
  const { progress, product_name: product } = job;
  if (step.phase === "upload" && progress) {
    return (
      <div className={styles.upload}>
        <ProgressRow progress={progress} label={t("upload", { product })} />
        {progress.address_ends_at !== null && (
          <p className={styles.quiet}>{t("addressEnds", { deadline: progress.address_ends_at })}</p>
        )}
      </div>
    );
  }
  return step.phase in USUAL ? (
    <span className={styles.quiet}>{t(`states:usual.${USUAL[step.phase as keyof typeof USUAL]}`)}</span>
  ) : null;
}
