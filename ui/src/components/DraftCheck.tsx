// A statement of the draft that is ticked or not, bound to its pointer, with its consequence under it.

import { Checkbox } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useDraft, useField } from "@/data/drafts.tsx";
import styles from "./DraftCheck.module.css";
import { ChangedDot, FieldProblems, FixedValue, LiveRow } from "./FieldParts.tsx";

export interface DraftCheckProps {
  pointer: string;
  label: string;
  hint?: ReactNode;
  /** Instead of writing at once: for a statement that asks first. */
  onAsk?: ((checked: boolean) => void) | undefined;
}

/** A member that is absent reads as not ticked and stays absent until the person ticks it. */
export function DraftCheck({ pointer, label, hint, onAsk }: DraftCheckProps) {
  const { t } = useTranslation("common");
  const id = useId();
  const draft = useDraft();
  const field = useField<unknown>(pointer);
  const checked = field.value === true;
  const write = (value: unknown) => {
    draft.set(pointer, value);
    field.flush();
  };
  // Not ticked again is what was there before: false, null or nothing at all.
  const notTicked = field.difference && field.difference.before !== true ? field.difference.before : false;
  const change = (next: boolean) => (onAsk ? onAsk(next) : write(next || notTicked));
  // A missing value and `false` are the same to a person.
  const difference = field.difference && (field.difference.before === true) !== checked ? field.difference : undefined;
  const describedBy = [hint !== undefined && `${id}-hint`, field.problems.length > 0 && `${id}-problem`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className={styles.check} data-pointer={pointer} {...(field.locked ? { tabIndex: -1 } : {})}>
      {field.locked ? (
        <FixedValue text={t("said", { name: label, value: t(checked ? "ticked" : "notTicked") })} />
      ) : (
        <Checkbox
          checked={checked}
          aria-describedby={describedBy === "" ? undefined : describedBy}
          label={
            <span className={styles.label}>
              {label}
              {difference && <ChangedDot />}
            </span>
          }
          onChange={(_, data) => change(data.checked === true)}
        />
      )}
      <div className={styles.under}>
        {hint !== undefined && (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        )}
        <FieldProblems id={`${id}-problem`} problems={field.problems} />
        {difference && (
          <LiveRow
            difference={{ before: difference.before === true, after: checked }}
            say={(value) => t(value === true ? "ticked" : "notTicked")}
            onPutBack={field.locked ? undefined : () => write(difference.before)}
          />
        )}
      </div>
    </div>
  );
}
