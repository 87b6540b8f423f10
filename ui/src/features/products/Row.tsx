// One product. Every cell is reached by the arrows; the name is a link, the last two cells are buttons. A row is drawn again at each
// keystroke of the search, so it asks for nothing itself: words and acts come from the table, and its controls are plain.

import { type MouseEvent, memo, type ReactNode } from "react";
import type { ProductRow } from "@/bindings";
import { ProductMark } from "@/components/ProductMark.tsx";
import { StatusGlyph, StatusUnread } from "@/components/StatusGlyph.tsx";
import styles from "./Products.module.css";
import type { RowWords } from "./useRowWords.ts";

export const COLUMNS = ["product", "kind", "state", "live", "draft", "next", "sale"] as const;

export interface RowProps {
  row: ProductRow;
  index: number;
  /** Pixels from the top of the body. */
  offset: number;
  height: number;
  words: RowWords;
  /** Whose it is, where several accounts are connected. */
  account: string | undefined;
  /** The column where the focus of the grid is; null when it is in another row. */
  current: number | null;
  busy: boolean;
  onPlace(place: { row: number; column: number }): void;
  onOpen(row: ProductRow): void;
  onRun(row: ProductRow): void;
  onSale(row: ProductRow): void;
}

/** What can be done about the sale of a row, by its state alone; the dialog says what stands in the way. */
export function saleTurn({ published, state }: ProductRow): "stop" | "resume" | null {
  return !published ? null : state?.state === "stopped" ? "resume" : "stop";
}

/** Steps that nobody waits for are text, so that the others are seen. */
const QUIET: ReadonlySet<ProductRow["next"]> = new Set([
  "startDraft",
  "follow",
  "openPartnerCenter",
  "firstSubmission",
]);

export const Row = memo(function Row(props: RowProps) {
  const { row, index, offset, height, words, account, current, busy, onPlace, onOpen, onRun, onSale } = props;
  const turn = saleTurn(row);
  const stop = (column: number) => (current === column ? 0 : -1);
  const cell = (column: number, content: ReactNode, own = false) => (
    <div
      key={column}
      role="gridcell"
      aria-colindex={column + 1}
      className={styles[COLUMNS[column] ?? "product"]}
      data-cell={`${index} ${column}`}
      // A cell with a control of its own hands the focus to it.
      {...(own ? {} : { tabIndex: stop(column) })}
      onFocus={() => current !== column && onPlace({ row: index, column })}
    >
      {content}
    </div>
  );
  const open = (event: MouseEvent) => {
    event.preventDefault();
    onOpen(row);
  };
  const action = busy ? words.starting : words.action(row);
  return (
    <div
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, height }}
    >
      {cell(
        0,
        <>
          <ProductMark name={row.name} size={28} />
          <span className={styles.names}>
            <a
              href={`#/products/${encodeURIComponent(row.id)}`}
              className={styles.name}
              tabIndex={stop(0)}
              onClick={open}
            >
              {row.name}
            </a>
            {account !== undefined && <span className={styles.account}>{account}</span>}
          </span>
        </>,
        true,
      )}
      {cell(1, words.kind(row))}
      {cell(2, <State row={row} words={words} />)}
      {cell(3, row.live_version ?? <Dash say={words.noLive} />)}
      {cell(4, <Draft row={row} words={words} />)}
      {cell(
        5,
        <button
          type="button"
          className={styles.step}
          data-quiet={QUIET.has(row.next)}
          aria-label={words.actionOf(action, row.name)}
          aria-disabled={busy || undefined}
          tabIndex={stop(5)}
          onClick={() => onRun(row)}
        >
          {action}
        </button>,
        true,
      )}
      {cell(
        6,
        turn && (
          <button
            type="button"
            className={styles.stop}
            aria-label={words.saleOf(turn, row.name)}
            tabIndex={stop(6)}
            onClick={() => onSale(row)}
          >
            {words.sale(turn)}
          </button>
        ),
        turn !== null,
      )}
    </div>
  );
});

function State({ row, words }: { row: ProductRow; words: RowWords }) {
  if (row.state) {
    return (
      <span title={words.seen(row.state)}>
        <StatusGlyph seen={row.state} />
      </span>
    );
  }
  if (row.closed) return <span className={styles.none}>{words.closed}</span>;
  if (!row.published) return <span className={styles.none}>{words.never}</span>;
  return (
    <span title={words.unread}>
      <StatusUnread />
    </span>
  );
}

function Draft({ row: { draft }, words }: { row: ProductRow; words: RowWords }) {
  if (!draft) return <Dash say={words.noDraft} />;
  return (
    <span title={words.draftAt(draft.saved_at)}>
      {words.changes(draft.changes)}
      {draft.problems > 0 && <span className={styles.problems}>, {words.problems(draft.problems)}</span>}
    </span>
  );
}

function Dash({ say }: { say: string }) {
  return (
    <>
      <span aria-hidden>—</span>
      <span className="hidden-text">{say}</span>
    </>
  );
}
