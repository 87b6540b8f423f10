// One field of a language, with what the reference language says beside it.

import { memo } from "react";
import { useTranslation } from "react-i18next";
import { baseOf } from "@/app/language.ts";
import type { FieldLimit } from "@/bindings";
import { DraftText } from "@/components/DraftText.tsx";
import { DraftWords } from "@/components/WordsField.tsx";
import { useField } from "@/data/drafts.tsx";
import { fieldName } from "@/i18n/place.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import type { ListingField } from "./fields.ts";
import styles from "./listing.module.css";

export interface FieldRowProps {
  field: ListingField;
  language: string;
  limit: FieldLimit | undefined;
  /** The language to show beside; absent when this is the reference or it is switched off. */
  beside: string | undefined;
}

export const FieldRow = memo(function FieldRow({ field, language, limit, beside }: FieldRowProps) {
  const { t } = useTranslation(["listing", "states"]);
  const { name, kind, lines } = field;
  const common = {
    pointer: baseOf(language, name),
    label: fieldName(name, t),
    // The figures in it are the core's: without them there is no hint.
    ...(limit
      ? { hint: t(`hint.${name}`, { items: limit.items ?? 0, shown: limit.shown ?? 0, words: limit.words ?? 0 }) }
      : {}),
    limit,
    language,
  };
  return (
    <div className={styles.row} data-beside={beside !== undefined}>
      {kind === "words" ? (
        <DraftWords {...common} />
      ) : (
        <DraftText {...common} {...(lines === undefined ? {} : { lines })} />
      )}
      {beside !== undefined && <Beside at={baseOf(beside, name)} label={fieldName(name, t)} language={beside} />}
    </div>
  );
});

export interface BesideProps {
  /** The pointer of the same field in the reference language. */
  at: string;
  label: string;
  language: string;
}

/** What the reference language says in a field. */
export function Beside({ at, label: field, language }: BesideProps) {
  const { t } = useTranslation("listing");
  const format = useFormat();
  const { value } = useField<unknown>(at);
  const label = t("besideLabel", { field, name: format.languageName(language) });
  const items = Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
  const empty = items ? items.length === 0 : typeof value !== "string" || value === "";
  return (
    <section className={styles.beside} aria-label={label}>
      <p className={styles.besideName}>{format.languageName(language)}</p>
      {empty && <p className={styles.quiet}>{t("besideEmpty")}</p>}
      {!empty && items && (
        <ul lang={language} dir="auto">
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
            <li key={index}>{item}</li>
          ))}
        </ul>
      )}
      {!empty && !items && (
        <p lang={language} dir="auto" className={styles.besideText}>
          {String(value)}
        </p>
      )}
    </section>
  );
}
