// One of many, found by typing: a search with a list under it. The list is one stop for the Tab key behind the search;
// arrows move in it while the words stay in the search. What can be found, and by which words, is the caller's.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { plain } from "@/i18n/plain.ts";
import { Button } from "./Button.tsx";
import styles from "./SearchDialog.module.css";

export interface SearchOption {
  id: string;
  name: string;
  /** Everything it can be found by, as `plain` writes it. */
  key: string;
  /** Behind the name, quiet: a code. */
  tag?: string;
  /** At the right of the name. */
  note?: ReactNode;
}

export interface SearchDialogProps {
  title: string;
  options: readonly SearchOption[];
  chosen?: string | undefined;
  busy?: boolean;
  words: {
    search: string;
    found(count: number): string;
    nothing: string;
    /** Verb of the button; choosing with Enter or a double click does the same. */
    act: string;
    leave: string;
  };
  children?: ReactNode;
  onChoose(id: string): void;
  onClose(): void;
}

export function SearchDialog({
  title,
  options,
  chosen,
  busy,
  words: say,
  children,
  onChoose,
  onClose,
}: SearchDialogProps) {
  const [words, setWords] = useState("");
  const [active, setActive] = useState(chosen);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = useMemo(() => {
    const wanted = plain(words).split(/\s+/);
    return options.filter((one) => wanted.every((word) => one.key.includes(word)));
  }, [options, words]);
  const at = found.findIndex((one) => one.id === active);
  const present = found[at] ?? (words === "" ? undefined : found[0]);
  const optionId = (one: SearchOption) => `${id}-${one.id}`;

  // There is no trigger that Fluent could return the focus to: it goes back to where it was when the dialog opened.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });

  function keys(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const here = present ? found.indexOf(present) : -1;
      const next = Math.max(0, Math.min(found.length - 1, here + (event.key === "ArrowDown" ? 1 : -1)));
      setActive(found[next]?.id);
    } else if (event.key === "Enter" && present && !busy) {
      event.preventDefault();
      onChoose(present.id);
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
              aria-activedescendant={present ? optionId(present) : undefined}
              aria-autocomplete="list"
              aria-label={say.search}
              placeholder={say.search}
              value={words}
              spellCheck={false}
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={keys}
            />
            <p className="hidden-text" role="status">
              {words === "" ? "" : say.found(found.length)}
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
                  key={one.id}
                  id={optionId(one)}
                  role="option"
                  aria-selected={one === present}
                  className={styles.option}
                  onClick={() => setActive(one.id)}
                  onDoubleClick={() => !busy && onChoose(one.id)}
                >
                  <span>{one.name}</span>
                  {one.tag !== undefined && <span className={styles.tag}>{one.tag}</span>}
                  {one.note !== undefined && <span className={styles.note}>{one.note}</span>}
                </div>
              ))}
            </div>
            {found.length === 0 && <p className={styles.quiet}>{say.nothing}</p>}
            {children}
          </DialogContent>
          <DialogActions>
            {present && (
              <Button appearance="primary" disabledFocusable={busy ?? false} onClick={() => onChoose(present.id)}>
                {say.act}
              </Button>
            )}
            <Button onClick={onClose}>{say.leave}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
