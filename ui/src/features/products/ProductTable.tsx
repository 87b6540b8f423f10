// The table: only the rows in sight exist. One tab stop, arrows inside, as the ARIA practices have it: Enter opens the
// product or presses the button of the cell, letters go to the next name that begins with them.

import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/app/acts/act.ts";
import { useNextStep } from "@/app/NextStepButton.tsx";
import type { ProductRow } from "@/bindings";
import { covered } from "@/components/staying.ts";
import { useDo, useSession } from "@/data/ask.ts";
import { plain } from "@/i18n/plain.ts";
import styles from "./Products.module.css";
import { COLUMNS, Row, saleTurn } from "./Row.tsx";
import { useRowWords } from "./useRowWords.ts";

const ROW = 46;
/** Under these widths a row has two lines, then a third for its button. */
const HEIGHTS = [
  { under: 620, height: 104 },
  { under: 950, height: 68 },
] as const;
/** From this width on there is room to say of what kind each product is. */
const WITH_KIND = 1180;
const LAST = COLUMNS.length - 1;
/** From here on a cell is a button of its own. */
const BUTTONS = COLUMNS.indexOf("next");
/** Scrolling has settled: the rows in sight are asked about. */
const SETTLED = 150;

export function ProductTable({ rows, accounts }: { rows: readonly ProductRow[]; accounts: boolean }) {
  const { t } = useTranslation("products");
  const navigate = useNavigate();
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const { height, kind } = useShape(grid);
  const top = useTop(grid);
  const scroller = () => document.getElementById("page");
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: scroller,
    estimateSize: () => height,
    overscan: 8,
    // The first paint already has its rows; the page is measured right after.
    initialRect: { width: 0, height: window.innerHeight },
    scrollMargin: top,
    scrollPaddingStart: covered(),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useLayoutEffect(() => virtual.measure(), [height]);
  const stops =
    height !== ROW
      ? [0, 2, 3, BUTTONS, LAST]
      : COLUMNS.map((_, index) => index).filter((index) => kind || COLUMNS[index] !== "kind");
  const items = virtual.getVirtualItems();
  useLook(items.map((item) => rows[item.index]).filter((row) => row !== undefined));
  const at = {
    row: Math.min(place.row, rows.length - 1),
    column: stops.includes(place.column) ? place.column : 0,
  };
  const typed = useTypeAhead();
  const words = useRowWords();
  const session = useSession();
  const owners = new Map(session?.accounts.map((one) => [one.id, one.name]));
  const next = useNextStep();
  const open = (row: ProductRow) => void navigate({ to: "/products/$product", params: { product: row.id } });
  const { askSale } = useAct();
  const sale = (row: ProductRow) => {
    const turn = saleTurn(row);
    if (turn) askSale(row.id, row.name, turn);
  };
  const acts = useStable({ open, run: next.run, sale });

  const wished = useRef(place);

  function go(row: number, column: number) {
    const next = { row: Math.max(0, Math.min(rows.length - 1, row)), column };
    setPlace(next);
    virtual.scrollToIndex(next.row, { align: "auto" });
    wished.current = next;
    // The row may come into being only after the scroll; by then a faster key may have wished for another cell.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => wished.current === next && focusCell(grid.current, next.row, next.column)),
    );
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    const { key, ctrlKey, metaKey, altKey } = event;
    const mod = ctrlKey || metaKey;
    const page = Math.max(1, Math.floor((scroller()?.clientHeight ?? height * 10) / height) - 2);
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(at.row + 1, at.column),
      ArrowUp: () => go(at.row - 1, at.column),
      ArrowRight: () => go(at.row, stops[stops.indexOf(at.column) + 1] ?? LAST),
      ArrowLeft: () => go(at.row, stops[stops.indexOf(at.column) - 1] ?? 0),
      PageDown: () => go(at.row + page, at.column),
      PageUp: () => go(at.row - page, at.column),
      Home: () => go(mod ? 0 : at.row, 0),
      End: () => go(mod ? rows.length - 1 : at.row, LAST),
    };
    if (altKey || (mod && key !== "Home" && key !== "End")) return;
    const move = moves[key];
    if (move) {
      event.preventDefault();
      move();
    } else if (key === "Enter" && at.column < BUTTONS) {
      const row = rows[at.row];
      if (!row) return;
      event.preventDefault();
      open(row);
    } else if (key.length === 1 && key !== " " && !(event.target instanceof HTMLInputElement)) {
      const start = plain(typed(key));
      const from = start.length > 1 ? at.row : at.row + 1;
      const found = rows.findIndex((_, step) => {
        const row = rows[(from + step) % rows.length];
        return row !== undefined && plain(row.name).startsWith(start);
      });
      if (found >= 0) go((from + found) % rows.length, 0);
    }
  }

  return (
    <div
      ref={grid}
      role="grid"
      className={styles.table}
      data-lines={height === ROW ? 1 : height === HEIGHTS[1].height ? 2 : 3}
      data-kind={kind}
      aria-label={t("table")}
      aria-rowcount={rows.length + 1}
      aria-colcount={COLUMNS.length}
      tabIndex={-1}
      onKeyDown={press}
    >
      <div role="row" className={styles.head} aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <div key={column} role="columnheader" className={styles[column]}>
            {column === "sale" ? <span className="hidden-text">{t("column.sale")}</span> : t(`column.${column}`)}
          </div>
        ))}
      </div>
      <div className={styles.body} style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <Row
                // By place: filtering then changes rows instead of making new ones, which costs half.
                key={item.index}
                row={row}
                index={item.index}
                offset={item.start - top}
                height={item.size}
                words={words}
                account={accounts ? owners.get(row.account) : undefined}
                busy={next.starting === row.id}
                current={at.row === item.index ? at.column : null}
                onPlace={setPlace}
                onOpen={acts.open}
                onRun={acts.run}
                onSale={acts.sale}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function focusCell(grid: HTMLElement | null, row: number, column: number): void {
  const cell = grid?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
  (cell?.querySelector<HTMLElement>("a, button") ?? cell)?.focus({ preventScroll: true });
}

/** Asks for the state and version of the rows in sight, once they stay. The core skips what it read a moment ago. */
function useLook(rows: readonly ProductRow[]): void {
  const look = useDo("products_look");
  const { mutate } = look;
  const ids = rows.map((row) => row.id).join(" ");
  useEffect(() => {
    if (ids === "") return;
    const timer = setTimeout(() => mutate(ids.split(" ")), SETTLED);
    return () => clearTimeout(timer);
  }, [ids, mutate]);
}

/** How high a row is, and whether its kind has a column, by the width that there is. */
function useShape(grid: { current: HTMLDivElement | null }): { height: number; kind: boolean } {
  const [shape, setShape] = useState({ height: ROW, kind: true });
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const measure = () => {
      const width = element.clientWidth;
      const height = HEIGHTS.find(({ under }) => width > 0 && width < under)?.height ?? ROW;
      const kind = width === 0 || width >= WITH_KIND;
      setShape((before) => (before.height === height && before.kind === kind ? before : { height, kind }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid]);
  return shape;
}

/** Functions that stay the same and do what the newest ones do, so that rows are not drawn again for them. */
function useStable(newest: Record<"open" | "run" | "sale", (row: ProductRow) => void>) {
  const latest = useRef(newest);
  latest.current = newest;
  return useMemo(
    () => ({
      open: (row: ProductRow) => latest.current.open(row),
      run: (row: ProductRow) => latest.current.run(row),
      sale: (row: ProductRow) => latest.current.sale(row),
    }),
    [],
  );
}

/** Where the body begins inside the scrolling page. */
function useTop(grid: { current: HTMLDivElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const page = document.getElementById("page");
    const body = grid.current?.lastElementChild;
    if (!page || !body) return;
    const next = Math.round(body.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
    // Bars above the table come and go; without the comparison this would never end.
    if (next !== top) setTop(next);
  });
  return top;
}

/** Letters pressed within half a second make one beginning. */
function useTypeAhead(): (key: string) => string {
  const typed = useRef({ text: "", at: 0 });
  return (key) => {
    const now = performance.now();
    typed.current = { text: now - typed.current.at < 500 ? typed.current.text + key : key, at: now };
    return typed.current.text;
  };
}
