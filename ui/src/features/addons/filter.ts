// Which add-ons are shown: a search over title, product ID and Store ID, and one of four filters.

import type { AddOnRow } from "@/bindings";
import { plain } from "@/i18n/plain.ts";

export const FILTERS = ["all", "you", "way", "drafts"] as const;
export type Filter = (typeof FILTERS)[number];

const YOURS: ReadonlySet<AddOnRow["row"]["next"]> = new Set(["seeWhatToFix", "publishNow", "resumeJob"]);

function belongs({ row }: AddOnRow, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "you":
      return YOURS.has(row.next);
    case "way":
      return row.next === "follow";
    case "drafts":
      return row.draft !== null;
  }
}

const words = ({ row, facts, title }: AddOnRow) => plain(`${title ?? ""} ${facts.product_id} ${row.store_id}`);

/** Add-ons that hold every word of the search, in the order of the service. */
export function shown(rows: readonly AddOnRow[], search: string, filter: Filter): AddOnRow[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  return rows.filter((row) => belongs(row, filter) && wanted.every((word) => words(row).includes(word)));
}

export function counts(rows: readonly AddOnRow[]): Record<Filter, number> {
  const of = (filter: Filter) => rows.filter((row) => belongs(row, filter)).length;
  return { all: rows.length, you: of("you"), way: of("way"), drafts: of("drafts") };
}
