// Texts of this language for versions of Windows that are no longer made: kept, sent back as they are, shown to be read.

import { useTranslation } from "react-i18next";
import { Folded } from "@/components/Folded.tsx";
import { useField } from "@/data/drafts.tsx";
import { pointer } from "@/data/pointer.ts";
import { fieldName } from "@/i18n/place.ts";
import styles from "./listing.module.css";

type Words = Record<string, unknown>;

const isWords = (value: unknown): value is Words =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function OldWindows({ language }: { language: string }) {
  const { t } = useTranslation(["listing", "states"]);
  const at = pointer("listings", language, "platformOverrides");
  const { value } = useField<unknown>(at);
  const platforms = isWords(value) ? Object.entries(value).filter(([, words]) => isWords(words)) : [];
  if (platforms.length === 0) return null;
  const platformName = (name: string) =>
    (t as unknown as (key: string, options: object) => string)(`older.platform.${name}`, { defaultValue: name });
  return (
    <Folded title={t("older.title")} pointers={[at]}>
      <p className={styles.quiet}>{t("older.note")}</p>
      {platforms.map(([name, words]) => (
        <section key={name} data-pointer={at + pointer(name)} tabIndex={-1} className={styles.oldWindows}>
          <h3>{platformName(name)}</h3>
          <dl>
            {Object.entries(words as Words).map(([field, text]) => {
              const shown =
                field === "images"
                  ? Array.isArray(text) && text.length > 0
                    ? [t("older.images", { count: text.length })]
                    : []
                  : linesOf(text);
              return shown.length === 0 ? null : (
                <div key={field}>
                  <dt>{fieldName(field, t)}</dt>
                  <dd lang={field === "images" ? undefined : language} dir="auto">
                    {shown.join("\n")}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </Folded>
  );
}

const linesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string" && one !== "");
