// The caption of a screenshot as it stands under a print: plain ink until it is edited.

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldLimit } from "@/bindings";
import { Counter } from "@/components/FormField.tsx";
import { useField } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import styles from "./images.module.css";

export interface CaptionProps {
  pointer: string;
  /** Which picture, for readers. */
  name: string;
  language: string;
  limit: FieldLimit | undefined;
  locked: boolean;
  tabIndex: number;
}

export function Caption({ pointer, name, language, limit, locked, tabIndex }: CaptionProps) {
  const { t } = useTranslation(["images", "common", "problems"]);
  const field = useField<string>(pointer);
  const [editing, setEditing] = useState(false);
  const editor = useRef<HTMLTextAreaElement>(null);
  const shown = useRef<HTMLButtonElement>(null);
  const value = field.value ?? "";
  useEffect(() => {
    const { current } = editor;
    if (!editing || !current) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  }, [editing]);

  function end(focus: boolean) {
    setEditing(false);
    field.flush();
    if (focus) requestAnimationFrame(() => shown.current?.focus());
  }
  function keys(event: KeyboardEvent) {
    // The wall's own keys must not act while a caption is written.
    event.stopPropagation();
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    end(true);
  }

  const text = value === "" ? t("caption.none") : value;
  return (
    <div className={styles.caption} data-pointer={pointer}>
      {editing ? (
        <>
          <textarea
            ref={editor}
            rows={3}
            className={styles.editor}
            value={value}
            lang={language}
            dir="auto"
            spellCheck
            aria-label={t("caption.label", { name })}
            onChange={(event) => field.set(event.target.value.replace(/\r?\n/g, " "))}
            onKeyDown={keys}
            onBlur={() => end(false)}
          />
          {limit?.max && <Counter now={value.length} max={limit.max} />}
        </>
      ) : locked ? (
        <span className={value === "" ? styles.none : undefined} lang={language} dir="auto">
          {text}
        </span>
      ) : (
        <button
          ref={shown}
          type="button"
          tabIndex={tabIndex}
          className={styles.shown}
          data-empty={value === ""}
          onClick={() => setEditing(true)}
        >
          <span className="hidden-text">{t("caption.edit", { name })} </span>
          <span lang={value === "" ? undefined : language} dir="auto">
            {text}
          </span>
        </button>
      )}
      {field.difference && <span className="hidden-text">{t("common:changed")}</span>}
      {field.problems.map((problem) => (
        <p key={problem.code} className={styles.wrong} data-severity={problem.severity}>
          {problemText(problem, t).title}
        </p>
      ))}
    </div>
  );
}
