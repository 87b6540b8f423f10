// A text of the draft, bound to its pointer: one line or several, counted in UTF-16 units as the limits are.

import { Input, Textarea } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FieldLimit } from "@/bindings";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import styles from "./DraftText.module.css";
import { FormField } from "./FormField.tsx";

/** Characters shown before the limit, to find the place, and behind it. */
const AROUND = 40;
const SHOWN = 280;

export interface DraftTextProps {
  pointer: string;
  label: string;
  hint?: ReactNode;
  limit?: FieldLimit | undefined;
  /** Lines to begin with; one line of text when absent and the limit allows no line breaks. */
  lines?: number;
  /** The language of the text, for spelling and for readers. */
  language?: string;
  side?: ReactNode;
  placeholder?: string;
}

export function DraftText({ pointer, label, hint, limit, lines, language, side, placeholder }: DraftTextProps) {
  const field = useField<string>(pointer);
  const { t } = useTranslation();
  const { locked } = useDraftView();
  const value = typeof field.value === "string" ? field.value : "";
  const many = lines !== undefined || (limit?.lines ?? false);
  return (
    <FormField
      label={label}
      hint={hint}
      pointer={pointer}
      problems={field.problems}
      difference={field.difference}
      onPutBack={() => field.set(field.difference?.before as string | undefined)}
      required={limit?.required ?? false}
      locked={locked ? problemText(locked, t).title : undefined}
      count={limit?.max ? { now: value.length, max: limit.max, warn: limit.warn } : undefined}
      side={side}
    >
      {(control) => {
        const common = {
          ...control,
          value,
          lang: language,
          dir: "auto",
          spellCheck: spells(language),
          onBlur: field.flush,
          placeholder,
        };
        const editor = many ? (
          <Textarea
            {...common}
            className={styles.text}
            resize="vertical"
            textarea={{ rows: lines ?? 6, className: styles.editor }}
            onChange={(_, data) => field.set(data.value)}
          />
        ) : (
          <Input {...common} className={styles.text} onChange={(_, data) => field.set(data.value)} />
        );
        return (
          <>
            {editor}
            {limit?.max && value.length > limit.max ? (
              <Excess text={value} max={limit.max} language={language} />
            ) : null}
          </>
        );
      }}
    </FormField>
  );
}

/** The webview checks English and French; a text in another language would be underlined from end to end. */
function spells(language: string | undefined): boolean {
  return language === undefined || /^(en|fr)\b/i.test(language);
}

/** What stands behind the limit, marked: a text area cannot mark a part of its own text. */
function Excess({ text, max, language }: { text: string; max: number; language: string | undefined }) {
  const { t } = useTranslation("common");
  const [start, end] = [Math.max(0, max - AROUND), Math.min(text.length, max + SHOWN)];
  return (
    <p className={styles.excess}>
      <span className={styles.excessLabel}>{t("excess")} </span>
      <span lang={language} dir="auto">
        {start > 0 && "…"}
        {text.slice(start, max)}
        <mark>{text.slice(max, end)}</mark>
        {end < text.length && "…"}
      </span>
    </p>
  );
}
