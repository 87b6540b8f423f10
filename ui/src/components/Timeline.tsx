// The way from sent to live, as an ordered list: what is done, what is under way, what comes, and where it stopped.

import { Checkmark12Regular } from "@fluentui/react-icons/svg/checkmark";
import { Dismiss12Regular } from "@fluentui/react-icons/svg/dismiss";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Timeline.module.css";

export type StepMark = "done" | "current" | "todo" | "failed" | "skipped";

export interface TimelineStep {
  key: string;
  label: string;
  mark: StepMark;
  /** At the right: when, or how long it usually takes. */
  note?: ReactNode;
  /** Below the label: progress, or why it stopped and the way on. */
  detail?: ReactNode;
}

const SAY = {
  done: "stepDone",
  current: "stepCurrent",
  todo: "stepTodo",
  failed: "stepFailed",
  skipped: "stepSkipped",
} as const;

export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label: string }) {
  const { t } = useTranslation("common");
  return (
    <ol className={styles.timeline} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={styles.step}
          data-mark={step.mark}
          {...(step.mark === "current" ? { "aria-current": "step" as const } : {})}
        >
          <span className={styles.glyph} aria-hidden>
            {step.mark === "done" && <Checkmark12Regular />}
            {step.mark === "failed" && <Dismiss12Regular />}
          </span>
          <div className={styles.words}>
            <span className={styles.label}>{step.label}</span>
            <span className="hidden-text">, {t(SAY[step.mark])}</span>
            {step.note !== undefined && <span className={styles.note}>{step.note}</span>}
            {step.detail !== undefined && <div className={styles.detail}>{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The same way in one line, for rows: dots for the eye, one sentence for the ear. */
export function StepDots({ steps, label }: { steps: readonly Pick<TimelineStep, "key" | "mark">[]; label: string }) {
  return (
    <span className={styles.dots} role="img" aria-label={label}>
      {steps.map((step) => (
        <span key={step.key} className={styles.dot} data-mark={step.mark} />
      ))}
    </span>
  );
}
