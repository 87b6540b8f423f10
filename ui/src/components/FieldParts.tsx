// What stands around every field, whatever its control: its problems, what is live now with the way back to it, and the
// value in words where nothing can be edited.

import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Difference, Problem } from "@/bindings";
import { problemText } from "@/i18n/problem.ts";
import { DiffText } from "./DiffText.tsx";
import styles from "./FieldParts.module.css";
import { SEVERITY_ICON } from "./ProblemBar.tsx";

export function FieldProblems({ id, problems }: { id?: string | undefined; problems: readonly Problem[] }) {
  const { t } = useTranslation("problems");
  if (problems.length === 0) return null;
  return (
    <ul id={id} className={styles.problems}>
      {problems.map((problem, index) => {
        const Icon = SEVERITY_ICON[problem.severity];
        const text = problemText(problem, t);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal problems may stand at one field
          <li key={`${problem.code} ${index}`} data-severity={problem.severity}>
            <Icon aria-hidden />
            <span>
              <strong>{text.title}.</strong> {text.fix}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The dot beside the name of a field that differs from what is live. */
export function ChangedDot() {
  const { t } = useTranslation("common");
  return (
    <span className={styles.changed}>
      <span className="hidden-text">, {t("changed")}</span>
    </span>
  );
}

/** A value that cannot be edited now, in words: choices have no read-only state of their own. */
export function FixedValue({ text }: { text: string }) {
  return (
    <p className={styles.fixed}>
      <LockClosed16Regular aria-hidden /> {text}
    </p>
  );
}

/** A value of the document in the words of a person. */
export type Say = (value: unknown) => string;

export interface LiveRowProps {
  difference: Pick<Difference, "before" | "after">;
  onPutBack: (() => void) | undefined;
  /** Absent for texts, which speak for themselves. */
  say?: Say | undefined;
}

/** What customers have now, and the way back to it. Long texts show the difference on demand. */
export function LiveRow({ difference, onPutBack, say = plain }: LiveRowProps) {
  const { t } = useTranslation("common");
  const [open, setOpen] = useState(false);
  const [before, after] = [said(difference.before, say), said(difference.after, say)];
  const long = before.length > 80 || before.includes("\n");
  return (
    <div className={styles.live}>
      <div className={styles.liveLine}>
        <span className={styles.liveText}>
          {before === "" ? t("liveEmpty") : t("live", { text: long ? shortened(before) : before })}
        </span>
        {long && (
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("showDifference")}
          </button>
        )}
        {onPutBack && (
          <button type="button" className="link" onClick={onPutBack}>
            {t("putBack")}
          </button>
        )}
      </div>
      {open && <DiffText before={before} after={after} />}
    </div>
  );
}

const said = (value: unknown, say: Say) => (value === undefined || value === null ? "" : say(value));

function plain(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(plain).join("\n");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function shortened(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 79)}…` : `${line} …`;
}
