// Which rows are shown: a search on prepared words and one of five filters. Preparing costs once a row object; a row that
// changes is a new object, so the rest of five thousand is never prepared again.

import type { ProductRow } from "@/bindings";
import { plain } from "@/i18n/plain.ts";

export const FILTERS = ["all", "you", "way", "drafts", "live"] as const;
export type Filter = (typeof FILTERS)[number];

const YOURS: ReadonlySet<ProductRow["next"]> = new Set(["seeWhatToFix", "publishNow", "resumeJob"]);

export function belongs(row: ProductRow, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "you":
      return YOURS.has(row.next);
    case "way":
      return row.next === "follow";
    case "drafts":
      return row.draft !== null;
    case "live":
      return row.live_version !== null && row.state?.state !== "stopped";
  }
}

const prepared = new WeakMap<ProductRow, string>();

function words(row: ProductRow): string {
  let text = prepared.get(row);
  if (text === undefined) {
    text = `${plain(row.name)} ${row.store_id.toLowerCase()}`;
    prepared.set(row, text);
  }
  return text;
}

/** Rows that hold every word of the search, in their order. */
export function shown(rows: readonly ProductRow[], search: string, filter: Filter): ProductRow[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  return rows.filter((row) => belongs(row, filter) && wanted.every((word) => words(row).includes(word)));
}

export function counts(rows: readonly ProductRow[]): Record<Filter, number> {
  const found = { all: rows.length, you: 0, way: 0, drafts: 0, live: 0 };
  for (const row of rows) {
    for (const filter of ["you", "way", "drafts", "live"] as const) if (belongs(row, filter)) found[filter] += 1;
  }
  return found;
}
