// The frame of a question that is answered by several controls: a fieldset with the question above, then the hint, the
// problems, the controls, and what is live now.

import { type ReactNode, useId } from "react";
import type { Difference, Problem } from "@/bindings";
import styles from "./FieldGroup.module.css";
import { ChangedDot, FieldProblems, LiveRow, type Say } from "./FieldParts.tsx";

export interface FieldGroupProps {
  label: string;
  hint?: ReactNode;
  /** The pointer that jump links and `?field=` look for. */
  pointer: string;
  problems?: readonly Problem[];
  /** Against what is live. */
  difference?: Pick<Difference, "before" | "after"> | undefined;
  onPutBack?: (() => void) | undefined;
  say?: Say | undefined;
  /** Nothing inside can be focused: jump links come to the group itself. */
  locked?: boolean;
  children: ReactNode;
}

export function FieldGroup(props: FieldGroupProps) {
  const { label, hint, pointer, problems = [], difference, onPutBack, say, locked = false, children } = props;
  const id = useId();
  const ids = {
    hint: hint !== undefined ? `${id}-hint` : undefined,
    problem: problems.length > 0 ? `${id}-problem` : undefined,
  };
  const described = Object.values(ids).filter(Boolean).join(" ");
  return (
    <fieldset
      className={styles.group}
      data-pointer={pointer}
      aria-describedby={described === "" ? undefined : described}
      {...(locked ? { tabIndex: -1 } : {})}
    >
      <legend className={styles.legend}>
        {label}
        {difference && <ChangedDot />}
      </legend>
      {hint !== undefined && (
        <p id={ids.hint} className={styles.hint}>
          {hint}
        </p>
      )}
      <FieldProblems id={ids.problem} problems={problems} />
      {children}
      {difference && <LiveRow difference={difference} onPutBack={locked ? undefined : onPutBack} say={say} />}
    </fieldset>
  );
}
