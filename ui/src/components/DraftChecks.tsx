// A set of names of the draft (hardware, genres), bound to its pointer: one tick a name. The service gives the set as a
// list; names it knows and this window does not are shown as they are and can be taken out.

import { Checkbox } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useField } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./DraftChecks.module.css";
import { FieldGroup } from "./FieldGroup.tsx";
import { FixedValue } from "./FieldParts.tsx";

export interface DraftChecksProps {
  pointer: string;
  label: string;
  hint?: ReactNode;
  /** The names that can be chosen, in the order shown. */
  choices: readonly string[];
  nameOf(choice: string): string;
}

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/**
 * The set as a list again. A set has no order of its own, so the live one is kept where it can be: taking a tick away and
 * giving it back is then no change.
 */
export function listOf(set: ReadonlySet<string>, live: readonly string[]): string[] {
  const kept = live.filter((one) => set.has(one));
  return [...kept, ...[...set].filter((one) => !kept.includes(one))];
}

export function DraftChecks({ pointer, label, hint, choices, nameOf }: DraftChecksProps) {
  const { t } = useTranslation("common");
  const format = useFormat();
  const field = useField<unknown>(pointer);
  const chosen = words(field.value);
  const live = words(field.difference ? field.difference.before : field.value);
  const shown = [...choices, ...[...new Set([...live, ...chosen])].filter((one) => !choices.includes(one))];
  const say = (value: unknown) => format.list(words(value).map(nameOf));
  const write = (value: unknown) => {
    field.set(value);
    field.flush();
  };
  function tick(name: string, on: boolean) {
    const set = new Set(chosen);
    if (on) set.add(name);
    else set.delete(name);
    // Null or absent and nothing chosen are the same to a person: back to nothing is back to what was there.
    if (set.size === 0 && field.difference && live.length === 0) write(field.difference.before);
    else write(listOf(set, live));
  }
  return (
    <FieldGroup
      pointer={pointer}
      label={label}
      hint={hint}
      problems={field.problems}
      difference={field.difference}
      say={say}
      locked={field.locked}
      onPutBack={() => write(field.difference?.before)}
    >
      {field.locked ? (
        <FixedValue text={chosen.length === 0 ? t("noneChosen") : say(chosen)} />
      ) : (
        <div className={styles.choices}>
          {shown.map((one) => (
            <Checkbox
              key={one}
              checked={chosen.includes(one)}
              label={nameOf(one)}
              onChange={(_, data) => tick(one, data.checked === true)}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  );
}
