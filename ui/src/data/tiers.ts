// What a price of the draft says, and what a tier costs as far as anybody told it. Amounts come from the person's own table
// of the account; without one, the published anchor in US dollars where the tier has one.

import type { PriceTableView, StoreTables } from "@/bindings";
import type { Language } from "@/i18n/format.ts";

export const PRICE = "/pricing/priceId";
export const FREE = "Free";
export const NOT_AVAILABLE = "NotAvailable";
export const BASE = "Base";

export type Price =
  | { kind: "free" }
  | { kind: "tier"; id: string; number: string }
  /** Not offered. */
  | { kind: "closed" }
  /** Nothing that is a price: missing, empty, `Base`, or a word nobody here knows. */
  | { kind: "unsaid"; said: string | undefined };

export function priceOf(value: unknown): Price {
  if (value === FREE) return { kind: "free" };
  if (value === NOT_AVAILABLE) return { kind: "closed" };
  const text = typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
  const number = /^Tier(\d+)$/.exec(text)?.[1];
  if (number !== undefined) return { kind: "tier", id: text, number };
  return { kind: "unsaid", said: text.trim() === "" ? undefined : text };
}

/** Whether a market follows the base price: nothing is written for it, or just that. */
export const isBase = (value: unknown) => value === undefined || value === null || value === "" || value === BASE;

export interface Column {
  /** Position in the table. */
  at: number;
  name: string;
  currency: string | null;
  market: string | null;
}

export const columnsOf = (view: PriceTableView | null | undefined): Column[] =>
  (view?.table.columns ?? []).map((column, at) => ({ at, ...column }));

/** What to show before the person chose: the currency of the language, else dollars, else what comes first. */
export function firstColumn(columns: readonly Column[], language: Language): Column | undefined {
  const [currency, market] = language === "fr" ? ["EUR", "FR"] : ["USD", "US"];
  return (
    columns.find((one) => one.currency === currency && (one.market === null || one.market === market)) ??
    columns.find((one) => one.currency === currency || one.market === market) ??
    columns.find((one) => one.currency === "USD") ??
    columns[0]
  );
}

/** An amount as people write it; without a currency, the name of its column says what it is in. */
export function money(value: number, column: Pick<Column, "currency" | "name">, language: Language): string {
  const locale = language === "fr" ? "fr-FR" : "en-US";
  if (column.currency === null) {
    return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value)} (${column.name})`;
  }
  return new Intl.NumberFormat(locale, { style: "currency", currency: column.currency }).format(value);
}

/** Amounts by tier in one column. Tiers that the table lacks have the anchor, if one is published. */
export function amounts(
  tables: StoreTables | undefined,
  view: PriceTableView | null | undefined,
  column: Column | undefined,
  language: Language,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const tier of tables?.price_tiers ?? []) {
    if (tier.usd_cents !== null) {
      found.set(tier.id, money(tier.usd_cents / 100, { currency: "USD", name: "USD" }, language));
    }
  }
  for (const { tier, amounts: row } of view?.table.tiers ?? []) {
    const value = column === undefined ? undefined : row[column.at];
    if (column && typeof value === "number") found.set(tier, money(value, column, language));
  }
  return found;
}
