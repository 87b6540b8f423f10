// A language by name: searched in English, in French and by code, without accents. The list is one stop for the Tab key
// behind the search; arrows move in it while the words stay in the search.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatLanguageName } from "@/i18n/format.ts";
import { plain } from "@/i18n/plain.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { Button } from "./Button.tsx";
import styles from "./LanguageDialog.module.css";

export interface Choice {
  language: string;
  /** At the right of the name. */
  note?: ReactNode;
}

export interface LanguageDialogProps {
  title: string;
  choices: readonly Choice[];
  /** The word of the button; choosing with Enter or a double click does the same. */
  act: string;
  chosen?: string;
  busy?: boolean;
  children?: ReactNode;
  onChoose(language: string): void;
  onClose(): void;
}

export function LanguageDialog({
  title,
  choices,
  act,
  chosen,
  busy,
  children,
  onChoose,
  onClose,
}: LanguageDialogProps) {
  const { t } = useTranslation(["listing", "common"]);
  const format = useFormat();
  const [words, setWords] = useState("");
  const [active, setActive] = useState(chosen);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const known = useMemo(
    () =>
      choices.map((choice) => {
        const name = format.languageName(choice.language);
        const names = [name, formatLanguageName(choice.language, "en"), formatLanguageName(choice.language, "fr")];
        return { ...choice, name, key: plain(`${names.join(" ")} ${choice.language}`) };
      }),
    [choices, format],
  );
  const found = useMemo(() => {
    const wanted = plain(words).split(/\s+/);
    return known.filter((one) => wanted.every((word) => one.key.includes(word)));
  }, [known, words]);
  const at = found.findIndex((one) => one.language === active);
  const present = found[at] ?? (words === "" ? undefined : found[0]);
  const optionId = (language: string) => `${id}-${language}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });

  function keys(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const here = present ? found.indexOf(present) : -1;
      const next = Math.max(0, Math.min(found.length - 1, here + (event.key === "ArrowDown" ? 1 : -1)));
      setActive(found[next]?.language);
    } else if (event.key === "Enter" && present && !busy) {
      event.preventDefault();
      onChoose(present.language);
    }
  }

  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.dialog}>
        <DialogBody>
          <DialogTitle className={styles.dialogTitle}>{title}</DialogTitle>
          <DialogContent className={styles.dialogContent}>
            <input
              type="text"
              className={styles.search}
              role="combobox"
              aria-expanded
              aria-controls={`${id}-list`}
              aria-activedescendant={present ? optionId(present.language) : undefined}
              aria-autocomplete="list"
              aria-label={t("search")}
              placeholder={t("search")}
              value={words}
              spellCheck={false}
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={keys}
            />
            <p className="hidden-text" role="status">
              {words === "" ? "" : t("found", { count: found.length })}
            </p>
            <div
              ref={list}
              id={`${id}-list`}
              role="listbox"
              aria-label={title}
              className={styles.options}
              hidden={found.length === 0}
            >
              {found.map((one) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search's, as the combobox pattern has it
                // biome-ignore lint/a11y/useFocusableInteractive: the options of a combobox never take the focus
                <div
                  key={one.language}
                  id={optionId(one.language)}
                  role="option"
                  aria-selected={one === present}
                  className={styles.option}
                  onClick={() => setActive(one.language)}
                  onDoubleClick={() => !busy && onChoose(one.language)}
                >
                  <span>{one.name}</span>
                  <span className={styles.tag}>{one.language}</span>
                  {one.note !== undefined && <span className={styles.note}>{one.note}</span>}
                </div>
              ))}
            </div>
            {found.length === 0 && <p className={styles.quiet}>{t("nobody")}</p>}
            {children}
          </DialogContent>
          <DialogActions>
            {present && (
              <Button appearance="primary" disabledFocusable={busy ?? false} onClick={() => onChoose(present.language)}>
                {act}
              </Button>
            )}
            <Button onClick={onClose}>{t("notNow")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
