// Which language one is in, and how far the others are: the name with a way forward and back, and one mark a language.
// The marks are one stop for the Tab key; arrows move among them, Enter opens.

import { ChevronDown20Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronLeft20Regular } from "@fluentui/react-icons/svg/chevron-left";
import { ChevronRight20Regular } from "@fluentui/react-icons/svg/chevron-right";
import { type KeyboardEvent, memo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./listing.module.css";
import type { Mark, Progress } from "./progress.ts";

/** Up to so many languages the marks carry their codes. */
const WITH_CODES = 14;

export interface LanguageStripProps {
  progress: readonly Progress[];
  language: string;
  reference: string | undefined;
  onGo(language: string): void;
  onPick(): void;
}

export function LanguageStrip({ progress, language, reference, onGo, onPick }: LanguageStripProps) {
  const { t } = useTranslation("listing");
  const format = useFormat();
  const at = progress.findIndex((one) => one.language === language);
  const [before, after] = [progress[at - 1], progress[at + 1]];
  return (
    <div className={styles.languages}>
      <div className={styles.switcher}>
        {before && (
          <button
            type="button"
            className={styles.turn}
            aria-label={t("previous", { name: format.languageName(before.language) })}
            aria-keyshortcuts="Alt+PageUp"
            onClick={() => onGo(before.language)}
          >
            <ChevronLeft20Regular aria-hidden />
          </button>
        )}
        <button type="button" className={styles.present} aria-haspopup="dialog" onClick={onPick}>
          <span className={styles.presentName}>{format.languageName(language)}</span>
          {language === reference && <span className={styles.quiet}>{t("reference")}</span>}
          <span className={styles.place}>{t("place", { n: at + 1, m: progress.length })}</span>
          <ChevronDown20Regular aria-hidden />
        </button>
        {after && (
          <button
            type="button"
            className={styles.turn}
            aria-label={t("next", { name: format.languageName(after.language) })}
            aria-keyshortcuts="Alt+PageDown"
            onClick={() => onGo(after.language)}
          >
            <ChevronRight20Regular aria-hidden />
          </button>
        )}
      </div>
      {progress.length > 1 && <Marks progress={progress} language={language} onGo={onGo} />}
    </div>
  );
}

function Marks({ progress, language, onGo }: Pick<LanguageStripProps, "progress" | "language" | "onGo">) {
  const { t } = useTranslation("listing");
  const bar = useRef<HTMLDivElement>(null);
  function keys(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY }[
      event.key
    ];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    const marks = [...(bar.current?.querySelectorAll("button") ?? [])];
    const here = marks.indexOf(document.activeElement as HTMLButtonElement);
    marks[Math.max(0, Math.min(marks.length - 1, here + step))]?.focus();
  }
  return (
    <div
      ref={bar}
      className={styles.marks}
      role="toolbar"
      aria-label={t("marks")}
      data-codes={progress.length <= WITH_CODES}
      onKeyDown={keys}
    >
      {progress.map((one) => (
        <LanguageMark key={one.language} {...one} current={one.language === language} onGo={onGo} />
      ))}
    </div>
  );
}

type MarkProps = Pick<Progress, "language" | "mark" | "musts" | "missing"> & {
  current: boolean;
  onGo(language: string): void;
};

/** Redrawn only when its own language changes: there may be a hundred of them beside a field that is typed in. */
const LanguageMark = memo(function LanguageMark({ language, mark, musts, missing, current, onGo }: MarkProps) {
  const format = useFormat();
  const words = useMarkWords();
  // The code is what the mark shows, so it is part of what the mark is called (WCAG 2.5.3).
  const name = `${format.languageName(language)}, ${language}, ${words({ mark, musts, missing })}`;
  return (
    <button
      type="button"
      className={styles.mark}
      data-mark={mark}
      tabIndex={current ? 0 : -1}
      aria-current={current ? "true" : undefined}
      aria-label={name}
      title={name}
      onClick={() => onGo(language)}
    >
      <MarkGlyph mark={mark} />
      <span className={styles.code}>{language}</span>
    </button>
  );
});

/** "2 to fix", "3 texts missing", "Complete", "Not started". */
export function useMarkWords(): (progress: Pick<Progress, "mark" | "musts" | "missing">) => string {
  const { t } = useTranslation("listing");
  return ({ mark, musts, missing }) => {
    if (mark === "problem") return t("mark.problem", { count: musts });
    if (mark === "part") return t("mark.part", { count: missing });
    return t(`mark.${mark}`);
  };
}

/** Filled: complete. Half: a problem. A dot: a part. Hollow: not started. Never told apart by colour alone. */
export function MarkGlyph({ mark }: { mark: Mark }) {
  return (
    <svg className={styles.glyph} data-mark={mark} viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="5" className={styles.ring} />
      {mark === "complete" && <circle cx="6" cy="6" r="5" className={styles.fill} />}
      {mark === "problem" && <path d="M1 6a5 5 0 0 0 10 0z" className={styles.fill} />}
      {mark === "part" && <circle cx="6" cy="6" r="2" className={styles.fill} />}
    </svg>
  );
}
