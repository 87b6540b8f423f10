// The grid of words: lines down, languages across; only cells in sight exist. Keys as the ARIA practices have a grid that is
// edited, and as spreadsheets do: arrows move, Shift selects, F2 or Enter writes, Escape leaves the cell as it was, a block is
// copied and pasted, Ctrl+Z takes the last block back.

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import type { AddOnCellEdit, AddOnGrid } from "@/bindings";
import { useFormat } from "@/i18n/useFormat.ts";
import { useLook } from "./AddOnTable.tsx";
import { type Block, readBlock, writeBlock } from "./block.ts";
import { type Change, isChanged, type Line, type Most, type Plan, planned, wordsOf } from "./cells.ts";
import { LineHead, TextCell, type Writing } from "./TextCell.tsx";
import styles from "./texts.module.css";
import { focusCell, type Place, thePage, useGrid, useTop } from "./useGrid.ts";

/** Heights of a line of titles and of a line of descriptions, width of a column. */
const HEIGHT = { title: 36, description: 54 };
const COLUMN = 240;
/** Width of the heads of the lines, as in the style sheet. */
const HEAD = 224;
/** Room below the grid. */
const BELOW = 24;
/** Column 0 is the head of the line. */
const FIRST = 1;

export interface TextGridProps {
  grid: AddOnGrid;
  lines: readonly Line[];
  languages: readonly string[];
  /** Every language that the Store takes. */
  store: readonly string[];
  most: Most;
  /** Written, not answered yet. */
  pending: readonly AddOnCellEdit[];
  /** The column that was just added: the focus goes there. */
  begun: string | undefined;
  onWrite(changes: readonly Change[]): void;
  onPaste(plan: Plan, block: Block): void;
  onUndo(): void;
  onRedo(): void;
}

export function TextGrid(props: TextGridProps) {
  const { grid, lines, languages, store, most, pending, begun, onWrite, onPaste, onUndo, onRedo } = props;
  const { t } = useTranslation("addons");
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const catcher = useRef<HTMLTextAreaElement>(null);
  const [anchor, setAnchor] = useState<Place | null>(null);
  const [editing, setEditing] = useState<Writing | null>(null);
  const words = wordsOf(grid);
  const down = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (at) => HEIGHT[lines[at]?.field ?? "title"],
    overscan: 8,
    initialRect: { width: 1000, height: 600 },
    scrollPaddingStart: 40,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: languages.length,
    getScrollElement: () => box.current,
    estimateSize: () => COLUMN,
    overscan: 2,
    initialRect: { width: 1000, height: 600 },
  });
  const shape = lines.map(({ field }) => field[0]).join("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines of other heights are measured anew
  useLayoutEffect(() => down.measure(), [shape]);
  const columns = Array.from({ length: languages.length + FIRST }, (_, at) => at);
  const keys = useGrid({
    rows: lines.length,
    columns,
    grid: box,
    page: () => Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / 45) - 2),
    toRow: (row) => down.scrollToIndex(row, { align: "auto" }),
    toColumn: (column) => column >= FIRST && across.scrollToIndex(column - FIRST, { align: "auto" }),
  });
  const { at } = keys;
  const range = rangeOf(anchor ?? at, at);
  const visible = down.getVirtualItems();
  useLook([...new Set(visible.map((item) => lines[item.index]?.row.product).filter((id) => id !== undefined))]);
  useBegun(begun, languages, (column) => keys.go({ row: at.row, column }));

  const line = (row: number) => lines[row];
  const language = (column: number) => languages[column - FIRST];

  function textAt(row: number, column: number): string {
    const one = line(row);
    const tag = language(column);
    if (!one || tag === undefined) return "";
    return pendingText(pending, one, tag) ?? words(one.row, tag)?.[one.field] ?? "";
  }

  function begin(text?: string) {
    const one = line(at.row);
    if (at.column < FIRST || !one) return;
    if (one.row.locked) {
      announce(t("texts.lockedSay", { name: one.row.name }));
      return;
    }
    setAnchor(null);
    setEditing({ ...at, text: text ?? textAt(at.row, at.column) });
  }

  function end(text: string | null, to: Place | null) {
    const place = editing;
    setEditing(null);
    const target = to ?? (place && { row: place.row, column: place.column });
    if (place && text !== null) {
      const one = line(place.row);
      const tag = language(place.column);
      const before = textAt(place.row, place.column);
      if (one && tag !== undefined && text !== before) {
        onWrite([{ row: one.row, field: one.field, language: tag, before, after: text, over: 0 }]);
      }
    }
    if (target) keys.go(target);
  }

  function block(): string[][] {
    const rows = Array.from({ length: range.bottom - range.top + 1 }, (_, step) => range.top + step);
    const across = Array.from({ length: range.right - range.left + 1 }, (_, step) => range.left + step);
    return rows.map((row) => across.filter((column) => column >= FIRST).map((column) => textAt(row, column)));
  }

  function clear() {
    const changes: Change[] = [];
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = Math.max(FIRST, range.left); column <= range.right; column += 1) {
        const one = line(row);
        const tag = language(column);
        const before = textAt(row, column);
        if (one && !one.row.locked && tag !== undefined && before !== "") {
          changes.push({ row: one.row, field: one.field, language: tag, before, after: "", over: 0 });
        }
      }
    }
    onWrite(changes);
  }

  function copy() {
    const cells = block();
    void navigator.clipboard.writeText(writeBlock(cells)).then(() => {
      announce(t("texts.copied", { count: cells.length * (cells[0]?.length ?? 0) }));
    });
  }

  function paste(event: ClipboardEvent) {
    if (editing) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    focusCell(box.current, at);
    if (text === "") return;
    const given = readBlock(text);
    const into = {
      lines,
      languages,
      at: { line: range.top, column: Math.max(FIRST, range.left) - FIRST },
      size: { lines: range.bottom - range.top + 1, columns: range.right - Math.max(FIRST, range.left) + 1 },
      words,
      most,
      store,
    };
    onPaste(planned(given, into), given);
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (editing || event.target === catcher.current) return;
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const acts: Record<string, () => void> = mod
      ? {
          c: copy,
          x: () => {
            copy();
            clear();
          },
          z: event.shiftKey ? onRedo : onUndo,
          y: onRedo,
          a: () => {
            setAnchor({ row: 0, column: FIRST });
            keys.go({ row: lines.length - 1, column: languages.length });
          },
        }
      : { F2: () => begin(), Delete: clear, Backspace: clear, Escape: () => setAnchor(null) };
    // What is pasted arrives where text can be typed: a cell is no such place in every webview.
    if (mod && key === "v") {
      catcher.current?.focus({ preventScroll: true });
      return;
    }
    if (!mod && key === "Enter" && at.column >= FIRST) acts.Enter = () => begin();
    const act = event.altKey ? undefined : acts[key];
    if (act) {
      event.preventDefault();
      act();
      return;
    }
    const way = keys.moved(event);
    if (way) {
      event.preventDefault();
      const select = event.shiftKey && way.column >= FIRST;
      setAnchor(select ? (anchor ?? at) : null);
      keys.go(way);
    } else if (event.key.length === 1 && !mod && !event.altKey && at.column >= FIRST) {
      event.preventDefault();
      begin(event.key);
    }
  }

  function pick(place: Place, extend: boolean) {
    if (editing) return;
    setAnchor(extend ? (anchor ?? at) : null);
    keys.setPlace(place);
  }

  return (
    <div
      ref={box}
      role="grid"
      className={styles.grid}
      aria-label={t("texts.grid")}
      aria-rowcount={lines.length + 1}
      aria-colcount={languages.length + FIRST}
      aria-multiselectable
      tabIndex={-1}
      style={{ maxHeight: useRoom(box) }}
      onKeyDown={press}
      onPaste={paste}
    >
      <textarea ref={catcher} className={styles.catcher} tabIndex={-1} aria-hidden="true" />
      <div role="presentation" className={styles.sheet} style={{ width: across.getTotalSize() + HEAD }}>
        <div role="row" className={styles.header} aria-rowindex={1}>
          <div role="columnheader" className={styles.corner} aria-colindex={1}>
            {t("texts.column")}
          </div>
          {across.getVirtualItems().map((item) => {
            const tag = languages[item.index] ?? "";
            return (
              <div
                key={tag}
                role="columnheader"
                className={styles.language}
                data-here={at.column === item.index + FIRST}
                aria-colindex={item.index + FIRST + 1}
                style={{ left: item.start + HEAD }}
                title={tag}
              >
                {format.languageName(tag)}
              </div>
            );
          })}
        </div>
        <div role="presentation" className={styles.lines} style={{ height: down.getTotalSize() }}>
          {visible.map((item) => {
            const one = lines[item.index];
            if (!one) return null;
            const starts = lines[item.index - 1]?.row !== one.row;
            return (
              <div
                key={`${one.row.product} ${one.field}`}
                role="row"
                className={styles.line}
                data-field={one.field}
                data-starts={starts}
                data-editing={editing?.row === item.index}
                aria-rowindex={item.index + 2}
                style={{ transform: `translateY(${item.start}px)`, height: item.size }}
              >
                <LineHead line={one} starts={starts} index={item.index} keys={keys} />
                {across.getVirtualItems().map((column) => {
                  const tag = languages[column.index] ?? "";
                  const place = { row: item.index, column: column.index + FIRST };
                  return (
                    <TextCell
                      key={tag}
                      line={one}
                      language={tag}
                      place={place}
                      left={column.start + HEAD}
                      text={textAt(place.row, place.column)}
                      present={words(one.row, tag) !== undefined}
                      changed={isChanged(grid, one, tag)}
                      most={most[one.field]}
                      keys={keys}
                      selected={anchor !== null && within(range, place)}
                      editing={editing?.row === place.row && editing.column === place.column ? editing : null}
                      onPick={pick}
                      onBegin={() => begin()}
                      onEnd={end}
                    />
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const rangeOf = (a: Place, b: Place): Range => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

const within = ({ top, bottom, left, right }: Range, { row, column }: Place) =>
  row >= top && row <= bottom && column >= left && column <= right;

function pendingText(pending: readonly AddOnCellEdit[], { row, field }: Line, language: string): string | undefined {
  const mine = pending.findLast(
    (one) =>
      one.product === row.product && one.language.toLowerCase() === language.toLowerCase() && one[field] !== undefined,
  );
  return mine?.[field];
}

/** Pixels from the top of the grid to the end of the page: it scrolls by itself, so that its heads stay in sight. */
function useRoom(box: { current: HTMLElement | null }): number | undefined {
  const top = useTop(box);
  const [page, setPage] = useState<number>();
  useEffect(() => {
    const element = thePage();
    if (!element) return;
    const observer = new ResizeObserver(() => setPage(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return page === undefined ? undefined : page - top - BELOW;
}

/** A column that was just added takes the focus once it is there. */
function useBegun(begun: string | undefined, languages: readonly string[], go: (column: number) => void) {
  const known = useRef(begun);
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    if (begun === undefined || begun === known.current) return;
    known.current = begun;
    const at = languages.indexOf(begun);
    if (at >= 0) latest.current(at + FIRST);
  }, [begun, languages]);
}
