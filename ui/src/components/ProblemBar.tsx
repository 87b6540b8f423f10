// A problem as a bar: what happened, why, how to put it right, the buttons, and the details that support asks for,
// folded. One component for every page, so that an error reads the same everywhere.

import { Copy16Regular } from "@fluentui/react-icons/svg/copy";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { ErrorCircle20Filled } from "@fluentui/react-icons/svg/error-circle";
import { Info20Filled } from "@fluentui/react-icons/svg/info";
import { Warning20Filled } from "@fluentui/react-icons/svg/warning";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { askForHelp } from "@/app/helpRequest.ts";
import { announce } from "@/app/live.ts";
import type { JobId, Problem, ProductId, Severity } from "@/bindings";
import { problemText } from "@/i18n/problem.ts";
import { Button } from "./Button.tsx";
import styles from "./ProblemBar.module.css";

export interface ProblemBarProps {
  problem: Problem;
  /** What the first button does; without it the code's own label is not shown. */
  onAction?: (() => void) | undefined;
  onSecond?: (() => void) | undefined;
  /** Shown as *Try again*, for what can simply be asked again. */
  onRetry?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
  /** What *Get help* is about, beside the problem itself. */
  about?: { product?: ProductId; job?: JobId };
  children?: ReactNode;
}

export const SEVERITY_ICON = { must: ErrorCircle20Filled, check: Warning20Filled, tip: Info20Filled } as const;

export function ProblemBar({ problem, onAction, onSecond, onRetry, onClose, about, children }: ProblemBarProps) {
  const { t } = useTranslation("common");
  const text = problemText(problem, t);
  const title = useId();
  const Icon = SEVERITY_ICON[problem.severity];
  return (
    <section className={styles.bar} data-severity={problem.severity} aria-labelledby={title}>
      <Icon className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <p id={title} className={styles.title}>
          <span className="hidden-text">{t(`severity.${problem.severity as Severity}`)}: </span>
          {text.title}
        </p>
        <p>{text.body}</p>
        <p>{text.fix}</p>
        {children}
        <Details problem={problem} />
      </div>
      <div className={styles.acts}>
        {onAction && text.action !== undefined && (
          <Button size="small" onClick={onAction}>
            {text.action}
          </Button>
        )}
        {onSecond && text.second !== undefined && (
          <Button size="small" appearance="transparent" onClick={onSecond}>
            {text.second}
          </Button>
        )}
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
        {problem.details && (
          <Button size="small" appearance="transparent" onClick={() => askForHelp({ ...about, problem })}>
            {t("getHelp")}
          </Button>
        )}
        {onClose && (
          <Button
            size="small"
            appearance="transparent"
            icon={<Dismiss16Regular />}
            aria-label={t("close")}
            onClick={onClose}
          />
        )}
      </div>
    </section>
  );
}

function Details({ problem }: { problem: Problem }) {
  const { t } = useTranslation("common");
  const lines = detailLines(problem);
  if (!problem.details) return null;
  return (
    <details className={styles.details}>
      <summary>{t("details")}</summary>
      <pre>{lines.join("\n")}</pre>
      <Button
        size="small"
        icon={<Copy16Regular />}
        onClick={() => void navigator.clipboard.writeText(lines.join("\n")).then(() => announce(t("copied")))}
      >
        {t("copyDetails")}
      </Button>
    </details>
  );
}

/** The details as lines of `name: value`, as they are copied; the core has cut every secret out already. */
export function detailLines(problem: Problem): string[] {
  const { details } = problem;
  const rows = [
    ["code", problem.code],
    ["operation", details?.operation],
    ["status", details?.status],
    ["correlation", details?.correlation_id],
    ["answer", details?.answer],
  ] as const;
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
}
