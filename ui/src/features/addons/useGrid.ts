// One tab stop, arrows inside, as the ARIA practices have a grid: where the focus is, and how keys move it. Rows come into
// being as they are scrolled to, so the focus follows once they are there. What Enter and letters do is the grid's own.

import type { Virtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";

export interface Place {
  row: number;
  column: number;
}

export interface GridOptions {
  rows: number;
  /** Columns that the arrows stop at, in their order. */
  columns: readonly number[];
  grid: { current: HTMLElement | null };
  /** Rows that one page of the window shows. */
  page(): number;
  toRow(row: number): void;
  toColumn?(column: number): void;
}

export interface Grid {
  at: Place;
  setPlace(place: Place): void;
  go(place: Place): void;
  /** Where a key leads; null when it moves nothing. */
  moved(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): Place | null;
}

export function useGrid({ rows, columns, grid, page, toRow, toColumn }: GridOptions): Grid {
  const [place, setPlace] = useState<Place>({ row: 0, column: columns[0] ?? 0 });
  const wished = useRef<Place>(place);
  const [first, last] = [columns[0] ?? 0, columns.at(-1) ?? 0];
  const inside = (row: number) => Math.max(0, Math.min(rows - 1, row));
  const at = { row: inside(place.row), column: columns.includes(place.column) ? place.column : first };

  function go(to: Place) {
    const next = { row: inside(to.row), column: to.column };
    setPlace(next);
    toRow(next.row);
    toColumn?.(next.column);
    wished.current = next;
    // By the time the cell exists, a faster key may have wished for another one.
    requestAnimationFrame(() => requestAnimationFrame(() => wished.current === next && focusCell(grid.current, next)));
  }

  function moved(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): Place | null {
    const mod = event.ctrlKey || event.metaKey;
    const { key } = event;
    if (event.altKey || (mod && key !== "Home" && key !== "End")) return null;
    const beside = (step: number) => columns[columns.indexOf(at.column) + step] ?? at.column;
    const ways: Record<string, Place> = {
      ArrowDown: { row: at.row + 1, column: at.column },
      ArrowUp: { row: at.row - 1, column: at.column },
      ArrowRight: { row: at.row, column: beside(1) },
      ArrowLeft: { row: at.row, column: at.column === first ? first : beside(-1) },
      PageDown: { row: at.row + page(), column: at.column },
      PageUp: { row: at.row - page(), column: at.column },
      Home: { row: mod ? 0 : at.row, column: first },
      End: { row: mod ? rows - 1 : at.row, column: last },
    };
    const way = ways[key];
    return way === undefined ? null : { ...way, row: inside(way.row) };
  }

  return { at, setPlace, go, moved };
}

/** A cell with a control of its own hands the focus to it. */
export function focusCell(grid: HTMLElement | null, { row, column }: Place): void {
  const cell = grid?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
  (cell?.querySelector<HTMLElement>("a, button") ?? cell)?.focus({ preventScroll: true });
}

/** Where the rows begin inside the scrolling page; a bar above them moves them down. */
export function useTop(body: { current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const page = document.getElementById("page");
    if (!page || !body.current) return;
    const next = Math.round(
      body.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop,
    );
    if (next !== top) setTop(next);
  });
  return top;
}

export const thePage = () => document.getElementById("page");

/** Rows that fit on a page, less two, so that the eye keeps its place. */
export function rowsAPage(height: number): number {
  return Math.max(1, Math.floor((thePage()?.clientHeight ?? height * 10) / height) - 2);
}

export type Rows = Virtualizer<HTMLElement, Element>;
