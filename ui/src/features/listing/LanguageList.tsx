// All languages in rows: how far each is, what it holds, in and out. A step of *Guide me*.

import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import { MarkGlyph, useMarkWords } from "./LanguageStrip.tsx";
import styles from "./listing.module.css";
import type { Progress } from "./progress.ts";

export interface LanguageListProps {
  progress: readonly Progress[];
  locked: boolean;
  onGo(language: string): void;
  onRemove(progress: Progress): void;
}

export function LanguageList({ progress, locked, onGo, onRemove }: LanguageListProps) {
  const { t } = useTranslation("listing");
  const format = useFormat();
  const words = useMarkWords();
  return (
    <ul className={styles.list} aria-label={t("marks")}>
      {progress.map((one) => {
        const name = format.languageName(one.language);
        return (
          <li key={one.language} className={styles.listRow}>
            <MarkGlyph mark={one.mark} />
            <button type="button" className={`link ${styles.listName}`} onClick={() => onGo(one.language)}>
              {name}
            </button>
            <span className={styles.quiet}>{t("holds", { texts: one.texts, images: one.images })}</span>
            <span className={styles.listState} data-mark={one.mark}>
              {words(one)}
            </span>
            {!locked && progress.length > 1 && (
              <Button size="small" appearance="transparent" onClick={() => onRemove(one)}>
                {t("removeShort")}
                <span className="hidden-text">: {name}</span>
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
