// One of several values of the draft, bound to its pointer. A value that this window does not know stays in the list as
// it is, so that opening a page can never change it.

import { Input, Select } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import styles from "./DraftChoice.module.css";
import { FormField } from "./FormField.tsx";

export interface DraftChoiceProps {
  pointer: string;
  label: string;
  hint?: ReactNode;
  choices: readonly string[];
  nameOf(choice: string): string;
  /** Words for a value that is missing, null, empty or `NotSet`; it can only be left, never chosen. */
  empty: string;
}

/** Clients of the Store write `NotSet` where nothing was chosen (StoreBroker, `AppConfigTemplate.json`). */
const isUnset = (value: unknown) => value === undefined || value === null || value === "" || value === "NotSet";

export function DraftChoice({ pointer, label, hint, choices, nameOf, empty }: DraftChoiceProps) {
  const { t } = useTranslation("common");
  const field = useField<unknown>(pointer);
  const { locked } = useDraftView();
  const write = (value: unknown) => {
    field.set(value);
    field.flush();
  };
  const say = (value: unknown) => {
    if (choices.includes(String(value))) return nameOf(String(value));
    return isUnset(value) ? empty : t("unknownValue", { value: String(value) });
  };
  const present = typeof field.value === "string" ? field.value : "";
  return (
    <FormField
      pointer={pointer}
      label={label}
      hint={hint}
      problems={field.problems}
      difference={field.difference}
      say={say}
      onPutBack={() => write(field.difference?.before)}
      locked={locked ? problemText(locked, t).title : undefined}
    >
      {({ readOnly, ...control }) =>
        readOnly ? (
          <Input {...control} className={styles.choice} value={say(field.value)} readOnly />
        ) : (
          <Select {...control} className={styles.choice} value={present} onChange={(_, data) => write(data.value)}>
            {!choices.includes(present) && <option value={present}>{say(field.value)}</option>}
            {choices.map((one) => (
              <option key={one} value={one}>
                {nameOf(one)}
              </option>
            ))}
          </Select>
        )
      }
    </FormField>
  );
}
