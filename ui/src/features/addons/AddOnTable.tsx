// The table of add-ons: only the rows in sight exist, and what is in sight is asked about first. Enter opens an add-on, its
// last two cells are its next step and its menu.

import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { MoreHorizontal20Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { Link, useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/app/acts/act.ts";
import { useNextLabel, useNextStep } from "@/app/NextStepButton.tsx";
import type { AddOnRow, ProductRow } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { StatusGlyph, StatusUnread } from "@/components/StatusGlyph.tsx";
import { covered } from "@/components/staying.ts";
import { useDo } from "@/data/ask.ts";
import { useValueName } from "@/i18n/values.ts";
import styles from "./addons.module.css";
import { type Grid, rowsAPage, thePage, useGrid, useTop } from "./useGrid.ts";

const COLUMNS = ["name", "type", "price", "state", "draft", "next", "more"] as const;
const ROW = 52;
/** The row of column names, which stays above the others. */
const HEAD = 32;
/** Under this width a row has two lines. */
const NARROW = { under: 932, height: 92 };
/** Scrolling has settled: the rows in sight are asked about. */
const SETTLED = 150;

export function AddOnTable({ rows }: { rows: readonly AddOnRow[] }) {
  const { t } = useTranslation("addons");
  const navigate = useNavigate();
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const height = useRowHeight(grid);
  const top = useTop(body);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: thePage,
    estimateSize: () => height,
    overscan: 8,
    initialRect: { width: 0, height: window.innerHeight },
    scrollMargin: top,
    scrollPaddingStart: covered() + HEAD,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useLayoutEffect(() => virtual.measure(), [height]);
  const columns = height === ROW ? COLUMNS.map((_, index) => index) : [0, 3, 4, 5, 6];
  const keys = useGrid({
    rows: rows.length,
    columns,
    grid,
    page: () => rowsAPage(height),
    toRow: (row) => virtual.scrollToIndex(row, { align: "auto" }),
  });
  const items = virtual.getVirtualItems();
  useLook(items.map((item) => rows[item.index]?.row.id).filter((id) => id !== undefined));

  function press(event: KeyboardEvent<HTMLDivElement>) {
    const way = keys.moved(event);
    if (way) {
      event.preventDefault();
      keys.go(way);
    } else if (event.key === "Enter" && keys.at.column < 5) {
      const one = rows[keys.at.row];
      if (!one) return;
      event.preventDefault();
      void navigate({ to: "/products/$product", params: { product: one.row.id } });
    }
  }

  return (
    <div
      ref={grid}
      role="grid"
      className={styles.table}
      data-lines={height === ROW ? 1 : 2}
      aria-label={t("table")}
      aria-rowcount={rows.length + 1}
      aria-colcount={COLUMNS.length}
      tabIndex={-1}
      onKeyDown={press}
    >
      <div role="row" className={styles.head} aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <div key={column} role="columnheader" className={styles[column]}>
            {column === "more" ? <span className="hidden-text">{t("column.more")}</span> : t(`column.${column}`)}
          </div>
        ))}
      </div>
      <div ref={body} className={styles.body} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const one = rows[item.index];
          return (
            one && (
              <Row
                key={one.row.id}
                one={one}
                index={item.index}
                offset={item.start - top}
                height={item.size}
                keys={keys}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  one: AddOnRow;
  index: number;
  offset: number;
  height: number;
  keys: Grid;
}

function Row({ one, index, offset, height, keys }: RowProps) {
  const { t } = useTranslation(["addons", "common"]);
  const valueName = useValueName();
  const act = useAct();
  // The service may know more types than the catalogue.
  const say = t as unknown as (key: string, options: object) => string;
  const { row, facts, title } = one;
  const shown = title ?? facts.product_id;
  const current = keys.at.row === index ? keys.at.column : null;
  const stop = (column: number) => (current === column ? 0 : -1);
  const cell = (column: number, content: ReactNode, own = false) => (
    <div
      key={column}
      role="gridcell"
      aria-colindex={column + 1}
      className={styles[COLUMNS[column] ?? "name"]}
      data-cell={`${index} ${column}`}
      {...(own ? {} : { tabIndex: stop(column) })}
      onFocus={() => current !== column && keys.setPlace({ row: index, column })}
    >
      {content}
    </div>
  );
  return (
    <div
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, height }}
    >
      {cell(
        0,
        <span className={styles.names}>
          <Link
            to="/products/$product"
            params={{ product: row.id }}
            className={styles.title}
            tabIndex={stop(0)}
            title={shown}
          >
            {shown}
          </Link>
          {title !== null && <code className={styles.code}>{facts.product_id}</code>}
        </span>,
        true,
      )}
      {cell(1, say(`type.${facts.product_type}`, { defaultValue: facts.product_type }))}
      {cell(2, one.price === null ? <Dash say={t("noPrice")} /> : (valueName("priceId", one.price) ?? one.price))}
      {cell(3, <State one={one} />)}
      {cell(4, <Draft one={one} />)}
      {cell(5, <Step row={row} tabIndex={stop(5)} />, true)}
      {cell(
        6,
        <Menu positioning="below-end">
          <MenuTrigger disableButtonEnhancement>
            <Button
              size="small"
              appearance="transparent"
              icon={<MoreHorizontal20Regular />}
              aria-label={t("more", { name: shown })}
              tabIndex={stop(6)}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => act.ask({ name: "deleteAddOn", product: row.id }, shown)}>
                {t("delete")}
              </MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>,
        true,
      )}
    </div>
  );
}

/** Steps that nobody waits for are text, so that the others are seen. */
const QUIET: ReadonlySet<ProductRow["next"]> = new Set(["startDraft", "follow", "openPartnerCenter"]);

function Step({ row, tabIndex }: { row: ProductRow; tabIndex: number }) {
  const { t } = useTranslation("common");
  const label = useNextLabel();
  const next = useNextStep();
  const busy = next.starting === row.id;
  const action = busy ? t("nextAction.starting") : label(row);
  return (
    <button
      type="button"
      className={styles.step}
      data-quiet={QUIET.has(row.next)}
      aria-label={t("of", { action, product: row.name })}
      aria-disabled={busy || undefined}
      tabIndex={tabIndex}
      onClick={() => next.run(row)}
    >
      {action}
    </button>
  );
}

function State({ one: { row } }: { one: AddOnRow }) {
  const { t } = useTranslation("addons");
  if (row.closed) return <span className={styles.quiet}>{t("closed")}</span>;
  if (row.state) return <StatusGlyph seen={row.state} />;
  if (!row.published) return <span className={styles.quiet}>{t("never")}</span>;
  return <StatusUnread />;
}

function Draft({
  one: {
    row: { draft },
  },
}: {
  one: AddOnRow;
}) {
  const { t } = useTranslation("addons");
  if (!draft) return <Dash say={t("noDraft")} />;
  return (
    <span>
      {t("draftFacts", { count: draft.changes })}
      {draft.problems > 0 && <span className={styles.problems}>, {t("draftProblems", { count: draft.problems })}</span>}
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

/** Asks for the state of the rows in sight, once they stay. The core skips what it read a moment ago. */
export function useLook(products: readonly string[]): void {
  const { mutate } = useDo("products_look");
  const ids = products.join(" ");
  useEffect(() => {
    if (ids === "") return;
    const timer = setTimeout(() => mutate(ids.split(" ")), SETTLED);
    return () => clearTimeout(timer);
  }, [ids, mutate]);
}

function useRowHeight(grid: { current: HTMLDivElement | null }): number {
  const [height, setHeight] = useState(ROW);
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const measure = () => {
      const width = element.clientWidth;
      setHeight(width > 0 && width < NARROW.under ? NARROW.height : ROW);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid]);
  return height;
}
