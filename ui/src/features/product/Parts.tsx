// What belongs to an app: its add-ons and its flights, in two lines that lead to their lists.

import { ChevronRight20Regular } from "@fluentui/react-icons/svg/chevron-right";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ProductRow } from "@/bindings";
import { useAsk } from "@/data/ask.ts";
import styles from "./Parts.module.css";

export function PartsCard({ row }: { row: ProductRow }) {
  const { t } = useTranslation(["product", "addons", "flights"]);
  const addOns = useAsk("add_ons", row.id);
  const flights = useAsk("flights", row.id);
  const params = { product: row.id };
  const rows = [
    {
      to: "/products/$product/add-ons",
      title: t("addons:overview.title"),
      note: noteOf(addOns.data, t("addons:overview.none"), (count) => t("addons:count", { count })),
      waiting: addOns.data?.rows.filter(({ row: one }) => one.next === "seeWhatToFix").length ?? 0,
    },
    {
      to: "/products/$product/flights",
      title: t("flights:overview.title"),
      note: noteOf(flights.data, t("flights:overview.none"), (count) => t("flights:count", { count })),
      waiting: flights.data?.rows.filter(({ row: one }) => one.next === "seeWhatToFix").length ?? 0,
    },
  ] as const;
  const heading = useId();
  return (
    <section className={styles.parts} aria-labelledby={heading}>
      <h2 id={heading} className="hidden-text">
        {t("parts.title")}
      </h2>
      {rows.map(({ to, title, note, waiting }) => (
        <Link key={to} to={to} params={params} className={styles.part}>
          <span className={styles.name}>{title}</span>
          <span className={styles.note}>
            {note}
            {waiting > 0 && <span className={styles.waiting}>, {t("parts.waiting", { count: waiting })}</span>}
          </span>
          <ChevronRight20Regular aria-hidden />
        </Link>
      ))}
    </section>
  );
}

function noteOf(
  list: { rows: readonly unknown[]; read_at: string | null } | undefined,
  none: string,
  some: (count: number) => string,
): string {
  if (!list || (list.read_at === null && list.rows.length === 0)) return "";
  return list.rows.length === 0 ? none : some(list.rows.length);
}
