// The three kinds of rows: yours with the next step as a button, Microsoft's with the way so far, and what can wait.

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NextStepButton } from "@/app/NextStepButton.tsx";
import type { ProductRow, ShownState } from "@/bindings";
import { ProductMark } from "@/components/ProductMark.tsx";
import { StatusGlyph } from "@/components/StatusGlyph.tsx";
import { StepDots, type StepMark } from "@/components/Timeline.tsx";
import { useSeen } from "@/components/useSeen.ts";
import { useSession } from "@/data/ask.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Home.module.css";

export function YoursRow({ row, first }: { row: ProductRow; first: boolean }) {
  const { t } = useTranslation(["home", "common"]);
  const format = useFormat();
  const why = useWhy(row);
  return (
    <li className={styles.yours}>
      <ProductMark name={row.name} size={40} />
      <div className={styles.words}>
        <p>
          <Name row={row} /> <span className={styles.kind}>{t(`common:kind.${row.kind}`)}</span>
        </p>
        <p className={styles.line}>
          <State row={row} />
          <span>{why}</span>
        </p>
      </div>
      <span className={styles.when}>{row.state && t("since", { when: format.when(row.state.first_seen_at) })}</span>
      <div className={styles.act}>
        <NextStepButton row={row} appearance={first ? "primary" : "outline"} />
      </div>
    </li>
  );
}

/** Where a state stands on the way from sent to live, for the dots. */
const REACHED: Partial<Record<ShownState, number>> = {
  sending: 0,
  checks: 1,
  certification: 2,
  scheduled: 3,
  goingLive: 4,
};
const STEPS = ["sending", "checks", "certification", "release", "publishing", "live"] as const;

/** The durations that Microsoft's pages give; `domain::state::timeline` holds their sources. */
const USUAL = {
  sending: "minutes",
  checks: "minutes",
  certification: "hoursToThreeDays",
  goingLive: "quarterHour",
} as const;

export function MicrosoftRow({ row }: { row: ProductRow }) {
  const { t } = useTranslation(["home", "states"]);
  const format = useFormat();
  const { state } = row;
  const usual = state && state.state in USUAL ? USUAL[state.state as keyof typeof USUAL] : undefined;
  const reached = state && REACHED[state.state];
  const mark = (index: number, at: number): StepMark => (index < at ? "done" : index === at ? "current" : "todo");
  return (
    <Row row={row}>
      <p className={styles.line}>
        <State row={row} />
        {state && (
          <span className={styles.quiet}>
            {format.list([t("since", { when: format.when(state.first_seen_at) })])}
            {usual !== undefined && `, ${t(`states:usual.${usual}`)}`}
          </span>
        )}
      </p>
      {reached !== undefined && reached !== null && (
        <div className={styles.end}>
          <StepDots
            steps={STEPS.map((key, index) => ({ key, mark: mark(index, reached) }))}
            label={t("steps", { n: reached + 1, m: STEPS.length })}
          />
        </div>
      )}
    </Row>
  );
}

export function TimeRow({ row }: { row: ProductRow }) {
  const { t } = useTranslation(["home", "states"]);
  const format = useFormat();
  const { draft } = row;
  return (
    <Row row={row}>
      <p className={styles.line}>
        {draft ? (
          <>
            <StatusGlyph seen={{ state: "draft", raw: "", percent: null, date: null }} />
            <span className={styles.quiet}>
              {[
                t("changes", { count: draft.changes }),
                draft.problems === 0 ? t("noProblem") : t("problems", { count: draft.problems }),
                t("savedAt", { when: format.relative(draft.saved_at) }),
              ].join(", ")}
            </span>
          </>
        ) : (
          <>
            <State row={row} />
            {row.state && (
              <span className={styles.quiet}>{t("since", { when: format.when(row.state.first_seen_at) })}</span>
            )}
          </>
        )}
      </p>
      <div className={styles.end}>
        <NextStepButton row={row} />
      </div>
    </Row>
  );
}

function Row({ row, children }: { row: ProductRow; children: ReactNode }) {
  return (
    <li className={styles.row}>
      <ProductMark name={row.name} size={32} />
      <p className={styles.rowName}>
        <Name row={row} />
      </p>
      {children}
    </li>
  );
}

function Name({ row }: { row: ProductRow }) {
  return (
    <Link to="/products/$product" params={{ product: row.id }} className={styles.name}>
      {row.name}
    </Link>
  );
}

function State({ row }: { row: ProductRow }) {
  const seen = useSeen();
  return row.state ? (
    <span title={seen(row.state)}>
      <StatusGlyph seen={row.state} />
    </span>
  ) : null;
}

const REASONS = [
  "CommitFailed",
  "PreProcessingFailed",
  "CertificationFailed",
  "ReleaseFailed",
  "PublishFailed",
] as const;

/** Why it waits for the person, as one sentence. */
function useWhy(row: ProductRow): string {
  const { t } = useTranslation("home");
  const session = useSession();
  if (row.next === "resumeJob") {
    const problem = session?.jobs.find((job) => job.id === row.job)?.problem;
    return problem ? problemText(problem, t).title : t("why.interrupted");
  }
  if (row.next === "publishNow") return t("why.publishNow");
  const reason = REASONS.find((one) => one === row.state?.raw) ?? "other";
  return t(`why.${reason}`);
}
