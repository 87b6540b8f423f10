// One cell of the grid of words, the editor that opens in it, and the head of a line.

import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import type { Line } from "./cells.ts";
import styles from "./texts.module.css";
import type { Grid, Place } from "./useGrid.ts";

/** The cell that is written in, and what it began with. */
export interface Writing extends Place {
  text: string;
}

export interface TextCellProps {
  line: Line;
  language: string;
  place: Place;
  /** Pixels from the left of the sheet. */
  left: number;
  text: string;
  /** The add-on has a listing in this language. */
  present: boolean;
  changed: boolean;
  /** Characters at most. */
  most: number;
  keys: Grid;
  selected: boolean;
  editing: Writing | null;
  onPick(place: Place, extend: boolean): void;
  onBegin(): void;
  /** `null` leaves the cell as it was; `to` is where the focus goes, the cell itself when null. */
  onEnd(text: string | null, to: Place | null): void;
}

export function TextCell(props: TextCellProps) {
  const { line, language, place, left, text, present, changed, most, keys, selected, editing } = props;
  const { t } = useTranslation("addons");
  const here = keys.at.row === place.row && keys.at.column === place.column;
  const over = Math.max(0, text.length - most);
  const missing = present && text === "" && line.field === "title";
  return (
    <div
      role="gridcell"
      className={styles.cell}
      data-cell={`${place.row} ${place.column}`}
      data-here={here}
      data-selected={selected}
      data-absent={!present}
      data-locked={line.row.locked !== null}
      data-editing={editing !== null}
      aria-colindex={place.column + 1}
      aria-selected={selected || here}
      aria-readonly={line.row.locked !== null || undefined}
      style={{ left }}
      tabIndex={here && !editing ? 0 : -1}
      onFocus={() => !here && !editing && props.onPick(place, false)}
      onMouseDown={(event) => {
        if (event.button === 0 && !editing) props.onPick(place, event.shiftKey);
      }}
      onMouseEnter={(event) => event.buttons === 1 && props.onPick(place, true)}
      onDoubleClick={props.onBegin}
    >
      {editing ? (
        <Editor {...props} editing={editing} />
      ) : (
        <>
          {text === "" ? (
            <span className={styles.none}>
              <span aria-hidden>{missing ? t("texts.missing") : present ? "" : "—"}</span>
              <span className="hidden-text">
                {missing ? t("texts.missing") : present ? t("texts.empty") : t("texts.absent")}
              </span>
            </span>
          ) : (
            <span className={styles.text} lang={language} dir="auto">
              {text}
            </span>
          )}
          {over > 0 && <span className={styles.over}>{t("texts.over", { count: over })}</span>}
          {changed && (
            <span className={styles.dot}>
              <span className="hidden-text">, {t("texts.changed")}</span>
            </span>
          )}
        </>
      )}
    </div>
  );
}

function Editor({ line, language, place, most, editing, onEnd }: TextCellProps & { editing: Writing }) {
  const { t } = useTranslation("addons");
  const format = useFormat();
  const [text, setText] = useState(editing.text);
  const box = useRef<HTMLTextAreaElement>(null);
  const ended = useRef(false);
  const isTitle = line.field === "title";
  useLayoutEffect(() => {
    const area = box.current;
    area?.focus({ preventScroll: true });
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);

  function end(kept: boolean, to: Place | null) {
    if (ended.current) return;
    ended.current = true;
    onEnd(kept ? text : null, to);
  }

  function press(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      end(false, null);
    } else if (event.key === "Enter" && (isTitle || !(event.shiftKey || event.altKey))) {
      event.preventDefault();
      end(true, { row: place.row + (event.shiftKey ? -1 : 1), column: place.column });
    } else if (event.key === "Tab") {
      event.preventDefault();
      end(true, { row: place.row, column: Math.max(0, place.column + (event.shiftKey ? -1 : 1)) });
    }
  }

  const over = text.length - most;
  return (
    <div className={styles.editor} data-field={line.field}>
      <textarea
        ref={box}
        value={text}
        lang={language}
        dir="auto"
        aria-label={t("texts.write", {
          field: t(`texts.field.${line.field}`),
          language: format.languageName(language),
          name: line.row.name,
        })}
        aria-invalid={over > 0 || undefined}
        onChange={(event) => setText(isTitle ? event.target.value.replace(/\n/g, " ") : event.target.value)}
        onKeyDown={press}
        onBlur={() => end(true, null)}
      />
      <span className={styles.count} data-over={over > 0}>
        {over > 0 ? t("texts.tooMany", { count: over }) : t("texts.counter", { count: text.length, limit: most })}
      </span>
    </div>
  );
}

export interface LineHeadProps {
  line: Line;
  /** The first line of its add-on. */
  starts: boolean;
  index: number;
  keys: Grid;
}

export function LineHead({ line, starts, index, keys }: LineHeadProps) {
  const { t } = useTranslation(["addons", "problems"]);
  const { row, field } = line;
  const here = keys.at.row === index && keys.at.column === 0;
  return (
    <div
      role="rowheader"
      className={styles.lineHead}
      data-locked={starts && row.locked !== null}
      data-cell={`${index} 0`}
      aria-colindex={1}
      {...(starts ? {} : { tabIndex: here ? 0 : -1 })}
      onFocus={() => !here && keys.setPlace({ row: index, column: 0 })}
    >
      {starts ? (
        <Link to="/products/$product" params={{ product: row.product }} tabIndex={here ? 0 : -1} title={row.name}>
          {row.name}
        </Link>
      ) : (
        <span className="hidden-text">{row.name}</span>
      )}
      {/* The name says whose title it is; the other line, and a grid of one kind, say theirs. */}
      <span className={starts && field === "title" ? "hidden-text" : styles.field}>{t(`texts.field.${field}`)}</span>
      {starts && row.locked && (
        <span className={styles.lock} title={`${problemText(row.locked, t).title}. ${problemText(row.locked, t).fix}`}>
          <LockClosed16Regular aria-hidden />
          <span className="hidden-text">{problemText(row.locked, t).title}</span>
        </span>
      )}
    </div>
  );
}
