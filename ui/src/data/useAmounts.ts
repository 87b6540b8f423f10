// The amounts of a product's account in the currency that the person reads, and prices in words.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PriceTableView, StoreTables } from "@/bindings";
import { useFormat } from "@/i18n/useFormat.ts";
import { useAsk } from "./ask.ts";
import { Signal, useSignal } from "./signals.ts";
import { amounts, BASE, type Column, columnsOf, firstColumn, priceOf } from "./tiers.ts";

/** The column by its name, for this run; null follows the language. */
const wanted = new Signal<string | null>(null);

export interface Amounts {
  tables: StoreTables | undefined;
  view: PriceTableView | null | undefined;
  columns: readonly Column[];
  column: Column | undefined;
  choose(name: string): void;
  /** What a tier costs, or undefined where nobody told. */
  of(tier: string): string | undefined;
  /** "Tier 1020 ($1.79)", "Free"; a value that is no price is quoted. */
  say(value: unknown): string;
  /** "$1.79" where the amount is known. */
  short(value: unknown): string;
}

export function useAmounts(product: string): Amounts {
  const { t } = useTranslation("price");
  const { language } = useFormat();
  const tables = useAsk("store_tables", null).data;
  const view = useAsk("price_table", product).data;
  const name = useSignal(wanted);
  return useMemo(() => {
    const columns = columnsOf(view);
    const column = columns.find((one) => one.name === name) ?? firstColumn(columns, language);
    const known = amounts(tables, view, column, language);
    const say = (value: unknown) => {
      const price = priceOf(value);
      if (price.kind === "tier") {
        const amount = known.get(price.id);
        return amount === undefined
          ? t("tier.plain", { n: price.number })
          : t("tier.amount", { n: price.number, amount });
      }
      if (price.kind === "unsaid") {
        return price.said === undefined || price.said === BASE
          ? t("unsaid.short")
          : t("unsaid.quoted", { value: price.said });
      }
      return t(`word.${price.kind}`);
    };
    const short = (value: unknown) => {
      const price = priceOf(value);
      return (price.kind === "tier" ? known.get(price.id) : undefined) ?? say(value);
    };
    const choose = (one: string) => wanted.set(one);
    return { tables, view, columns, column, choose, of: (tier) => known.get(tier), say, short };
  }, [tables, view, name, language, t]);
}
