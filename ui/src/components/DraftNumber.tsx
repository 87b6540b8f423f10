// A number of the draft, bound to its pointer. What is typed and is no number within the bounds never reaches the
// document; the field says so and shows the stored number again when it is left.

import { Input } from "@fluentui/react-components";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./DraftNumber.module.css";
import { FormField } from "./FormField.tsx";

export interface DraftNumberProps {
  pointer: string;
  label: string;
  hint?: ReactNode;
  min: number;
  max: number;
  /** Decimals that may be written; whole numbers when absent. */
  decimals?: number;
  /** The number by which the service says that there is none: shown as an empty field, and written by one. */
  nothing?: number;
  /** Behind the number, for example "%". */
  unit?: string;
  /** Whether the live number can be compared with this one; without, what is live is not shown. */
  comparable?: boolean;
  /** Under the field, for example a slider on the same number. */
  children?: ReactNode;
}

/** The number written, with a comma or a point; null for nothing, undefined for what is no such number. */
export function numberOf(typed: string, min: number, max: number, decimals = 0): number | null | undefined {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  if (!/^\d+(\.\d*)?$/.test(text) || (text.split(".")[1]?.length ?? 0) > decimals) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

export function DraftNumber(props: DraftNumberProps) {
  const { pointer, label, hint, min, max, decimals = 0, nothing, unit, comparable = true, children } = props;
  const { t } = useTranslation("common");
  const format = useFormat();
  const id = useId();
  const field = useField<unknown>(pointer);
  const { locked } = useDraftView();
  const [typed, setTyped] = useState<string | null>(null);
  const stored = typeof field.value === "number" && field.value !== nothing ? field.value : null;
  const written = typed === null ? undefined : numberOf(typed, min, max, decimals);
  const wrong = typed !== null && written === undefined;
  // Undo, or another hand, may bring another number while the field has the focus: that one is shown then.
  const shown = typed !== null && (wrong || written === stored) ? typed : stored === null ? "" : plain(stored, format);
  function type(text: string) {
    setTyped(text);
    const value = numberOf(text, min, max, decimals);
    if (value !== undefined) field.set(value ?? nothing);
  }
  return (
    <FormField
      pointer={pointer}
      label={label}
      hint={hint}
      problems={field.problems}
      difference={comparable ? field.difference : undefined}
      say={(value) => (value === nothing ? "" : typeof value === "number" ? format.number(value) : String(value))}
      onPutBack={() => {
        setTyped(null);
        field.set(field.difference?.before);
        field.flush();
      }}
      locked={locked ? problemText(locked, t).title : undefined}
    >
      {(control) => (
        <>
          <Input
            {...control}
            className={styles.number}
            inputMode={decimals > 0 ? "decimal" : "numeric"}
            value={shown}
            aria-invalid={wrong || control["aria-invalid"]}
            aria-describedby={
              [control["aria-describedby"], wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined
            }
            contentAfter={unit === undefined ? undefined : <span>{unit}</span>}
            onChange={(_, data) => type(data.value)}
            onBlur={() => {
              setTyped(null);
              field.flush();
            }}
          />
          {wrong && (
            <p id={`${id}-wrong`} className={styles.wrong}>
              {t("notANumber", { min, max })}
            </p>
          )}
          {children}
        </>
      )}
    </FormField>
  );
}

/** As the person would type it: no grouping, their own decimal sign. */
const plain = (value: number, { language }: { language: string }) =>
  language === "fr" ? String(value).replace(".", ",") : String(value);
