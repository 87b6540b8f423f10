// One product. Every cell is reached by the arrows; the name is a link, the last cell a button.

import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NextStepButton } from "@/app/NextStepButton.tsx";
import type { ProductRow } from "@/bindings";
import { ProductMark } from "@/components/ProductMark.tsx";
import { StatusGlyph, StatusUnread } from "@/components/StatusGlyph.tsx";
import { useSeen } from "@/components/useSeen.ts";
import { useSession } from "@/data/ask.ts";
import styles from "./Products.module.css";

export const COLUMNS = ["product", "kind", "state", "live", "draft", "next"] as const;

export interface RowProps {
  row: ProductRow;
  index: number;
  /** Pixels from the top of the body. */
  offset: number;
  height: number;
  /** Several accounts are connected: each row says whose it is. */
  accounts: boolean;
  /** The column where the focus of the grid is; null when it is in another row. */
  current: number | null;
  onPlace(place: { row: number; column: number }): void;
}

export const Row = memo(function Row({ row, index, offset, height, accounts, current, onPlace }: RowProps) {
  const { t } = useTranslation(["products", "common"]);
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
            <Link to="/products/$product" params={{ product: row.id }} className={styles.name} tabIndex={stop(0)}>
              {row.name}
            </Link>
            {accounts && <AccountName id={row.account} />}
          </span>
        </>,
        true,
      )}
      {cell(1, t(`common:kind.${row.kind}`))}
      {cell(2, <State row={row} />)}
      {cell(3, <Live version={row.live_version} />)}
      {cell(4, <Draft row={row} />)}
      {cell(
        5,
        <NextStepButton
          row={row}
          tabIndex={stop(5)}
          appearance={QUIET.has(row.next) ? "transparent" : "outline"}
          className={QUIET.has(row.next) ? styles.quiet : undefined}
        />,
        true,
      )}
    </div>
  );
});

/** Steps that nobody waits for are text, so that the others are seen. */
const QUIET: ReadonlySet<ProductRow["next"]> = new Set([
  "startDraft",
  "follow",
  "openPartnerCenter",
  "firstSubmission",
]);

function State({ row }: { row: ProductRow }) {
  const { t } = useTranslation("products");
  const seen = useSeen();
  if (row.state) {
    return (
      <span title={seen(row.state)}>
        <StatusGlyph seen={row.state} />
      </span>
    );
  }
  if (row.closed) return <span className={styles.none}>{t("closed")}</span>;
  if (!row.published) return <span className={styles.none}>{t("never")}</span>;
  return (
    <span title={t("unread")}>
      <StatusUnread />
    </span>
  );
}

function Live({ version }: { version: string | null }) {
  const { t } = useTranslation("products");
  return version === null ? <Dash say={t("noLive")} /> : <span className={styles.version}>{version}</span>;
}

function Draft({ row }: { row: ProductRow }) {
  const { t } = useTranslation("products");
  const { draft } = row;
  if (!draft) return <Dash say={t("noDraft")} />;
  return (
    <span title={t("draftAt", { moment: draft.saved_at })}>
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

function AccountName({ id }: { id: string }) {
  const session = useSession();
  return <span className={styles.account}>{session?.accounts.find((one) => one.id === id)?.name}</span>;
}
