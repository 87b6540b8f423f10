// The frame of a field: label above, hint under it, the problem between hint and field, the counter below, and what is
// live now with the way back to it. The control itself is given the ids that bind it to all of these.

import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { type ReactNode, useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import { polite } from "@/app/live.ts";
import type { Difference, Problem } from "@/bindings";
import { ChangedDot, FieldProblems, LiveRow, type Say } from "./FieldParts.tsx";
import styles from "./FormField.module.css";

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
  "aria-required": boolean | undefined;
  readOnly: boolean;
}

export interface FormFieldProps {
  label: string;
  hint?: ReactNode;
  /** The pointer that jump links and `?field=` look for. */
  pointer?: string;
  problems?: readonly Problem[];
  /** Against what is live. */
  difference?: Difference | undefined;
  onPutBack?: (() => void) | undefined;
  /** What is live, in words, where the value does not speak for itself. */
  say?: Say | undefined;
  required?: boolean;
  /** Why nothing can be edited, in words; the control becomes read-only. */
  locked?: string | undefined;
  count?: { now: number; max: number | null; warn?: number | null } | undefined;
  /** At the right of the label, for example *Copy from English*. */
  side?: ReactNode;
  children: (control: ControlProps) => ReactNode;
}

export function FormField(props: FormFieldProps) {
  const {
    label,
    hint,
    pointer,
    problems = [],
    difference,
    onPutBack,
    say,
    required,
    locked,
    count,
    side,
    children,
  } = props;
  const { t } = useTranslation("common");
  const id = useId();
  const ids = {
    hint: hint !== undefined ? `${id}-hint` : undefined,
    problem: problems.length > 0 ? `${id}-problem` : undefined,
    count: count?.max ? `${id}-count` : undefined,
    locked: locked !== undefined ? `${id}-locked` : undefined,
  };
  const described = Object.values(ids).filter(Boolean).join(" ");
  const wrong = problems.some((problem) => problem.severity === "must");
  return (
    <div className={styles.field} {...(pointer === undefined ? {} : { "data-pointer": pointer })}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
          {required && <span className={styles.quiet}> {t("required")}</span>}
        </label>
        {difference && <ChangedDot />}
        {side !== undefined && <span className={styles.side}>{side}</span>}
      </div>
      {hint !== undefined && (
        <p id={ids.hint} className={styles.hint}>
          {hint}
        </p>
      )}
      {locked !== undefined && (
        <p id={ids.locked} className={styles.hint}>
          <LockClosed16Regular aria-hidden /> {locked}
        </p>
      )}
      <FieldProblems id={ids.problem} problems={problems} />
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": wrong || undefined,
        "aria-required": required || undefined,
        readOnly: locked !== undefined,
      })}
      {count?.max ? <Counter id={ids.count} now={count.now} max={count.max} warn={count.warn ?? null} /> : null}
      {difference && (
        <LiveRow difference={difference} onPutBack={locked === undefined ? onPutBack : undefined} say={say} />
      )}
    </div>
  );
}

/** "7,412 of 10,000" and a thin bar; from the warning on also in words, spoken once a change of state. */
export function Counter({
  id,
  now,
  max,
  warn,
}: {
  id?: string | undefined;
  now: number;
  max: number;
  warn?: number | null;
}) {
  const { t } = useTranslation("common");
  const over = now - max;
  const state = over > 0 ? "over" : now >= (warn ?? max) ? "near" : "room";
  const sentence = over > 0 ? t("overSay", { count: over }) : t("counterSay", { count: -over });
  useEffect(() => {
    if (state !== "room") polite.state(sentence);
  }, [state, sentence]);
  return (
    <div className={styles.counter} data-state={state}>
      <progress className={styles.full} value={Math.min(now, max)} max={max} aria-hidden />
      <span id={id} className={styles.count}>
        {t("counter", { count: now, limit: max })}
        {over > 0 && <span className={styles.over}> {sentence}</span>}
      </span>
    </div>
  );
}
