// Markets as the page shows them: which there are, what each one pays, what is shown under a search, what changed. Version 1
// of the service has no list of markets: one is closed by the value `NotAvailable`, and every other one is open, at the base
// price unless it has its own.

import type { Market, WorldRegion } from "@/bindings";
import { pointer } from "@/data/pointer.ts";
import { isBase, NOT_AVAILABLE } from "@/data/tiers.ts";
import { countryName } from "@/i18n/countries.ts";
import type { Language } from "@/i18n/format.ts";
import { plain } from "@/i18n/plain.ts";

export const PRICES = "/pricing/marketSpecificPricings";
export const pointerOf = (code: string) => `${PRICES}${pointer(code)}`;

/** `unlisted`: markets that the submission names and no list of Microsoft does. They are kept as they are. */
export type Region = WorldRegion | "unlisted";

export interface MarketRow {
  code: string;
  region: Region;
  name: string;
  xbox: boolean;
  /** Both languages and the code, without accents. */
  key: string;
}

/** As `plain`, and an apostrophe is one however it is typed: "cote d'ivoire". */
const searched = (text: string) => plain(text).replaceAll("’", "'");

/** Values by market code; what is no object says nothing about any market. */
export type Prices = Readonly<Record<string, unknown>>;

export const pricesOf = (value: unknown): Prices =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Prices) : {};

export const isOpen = (value: unknown) => value !== NOT_AVAILABLE;
/** The same price, however it is written: a market without a value and one that says `Base` follow the base price. */
export const samePrice = (a: unknown, b: unknown) => a === b || (isBase(a) && isBase(b));

/** Every market, by name; those that only the documents name come last. */
export function marketRows(markets: readonly Market[], named: readonly Prices[], language: Language): MarketRow[] {
  const row = (code: string, region: Region, xbox: boolean): MarketRow => {
    const name = countryName(code, language);
    const other = countryName(code, language === "fr" ? "en" : "fr");
    return { code, region, name, xbox, key: searched(`${name} ${other} ${code}`) };
  };
  const listed = new Set(markets.map((one) => one.code));
  const strange = new Set(named.flatMap((prices) => Object.keys(prices)).filter((code) => !listed.has(code)));
  const collator = new Intl.Collator(language);
  return [
    ...markets.map((one) => row(one.code, one.region, one.xbox === true)),
    ...[...strange].map((code) => row(code, "unlisted", false)),
  ].sort((a, b) => collator.compare(a.name, b.name));
}

export type Only = "all" | "closed" | "own" | "changed";

/** What a search and a filter leave. */
export function shownRows(
  rows: readonly MarketRow[],
  words: string,
  only: Only,
  now: Prices,
  live: Prices,
): MarketRow[] {
  const wanted = searched(words).split(/\s+/);
  const fits: Record<Only, (code: string) => boolean> = {
    all: () => true,
    closed: (code) => !isOpen(now[code]),
    own: (code) => isOpen(now[code]) && !isBase(now[code]),
    changed: (code) => !samePrice(now[code], live[code]),
  };
  return rows.filter((row) => fits[only](row.code) && wanted.every((word) => row.key.includes(word)));
}

export interface Changes {
  added: string[];
  removed: string[];
  /** On sale before and after, at another price. */
  priced: string[];
}

export function changesOf(rows: readonly MarketRow[], now: Prices, live: Prices): Changes {
  const changes: Changes = { added: [], removed: [], priced: [] };
  for (const { code, name } of rows) {
    const [was, is] = [isOpen(live[code]), isOpen(now[code])];
    if (is && !was) changes.added.push(name);
    else if (was && !is) changes.removed.push(name);
    else if (is && !samePrice(now[code], live[code])) changes.priced.push(name);
  }
  return changes;
}

/** A value to write for a market; `undefined` takes it out. */
export type Write = readonly [code: string, value: unknown];

/** Opens or closes markets. One that is on sale live opens as it is live; another one opens at the base price. */
export function switched(codes: readonly string[], open: boolean, now: Prices, live: Prices): Write[] {
  return codes
    .filter((code) => isOpen(now[code]) !== open)
    .map((code) => [code, open ? (isOpen(live[code]) ? live[code] : undefined) : NOT_AVAILABLE]);
}

/** Gives markets a price of their own, or the base price with `undefined`; what says so already is left alone. */
export function priced(codes: readonly string[], price: string | undefined, now: Prices, live: Prices): Write[] {
  return codes
    .filter((code) => !samePrice(now[code], price))
    .map((code) => [code, samePrice(live[code], price) ? live[code] : price]);
}

/** All of these markets as they are live. */
export function asLive(rows: readonly MarketRow[], now: Prices, live: Prices): Write[] {
  return rows.filter(({ code }) => now[code] !== live[code]).map(({ code }) => [code, live[code]]);
}

export type Tick = "true" | "false" | "mixed";

export interface RegionNode {
  kind: "region";
  id: Region;
  name: string;
  tick: Tick;
  open: number;
  rows: readonly MarketRow[];
  expanded: boolean;
  at: number;
  of: number;
}
export interface MarketNode {
  kind: "market";
  id: string;
  row: MarketRow;
  at: number;
  of: number;
}
export type Node = RegionNode | MarketNode;

/** The tree as a list, top to bottom: a region, then its markets when it is expanded. */
export function treeOf(
  shown: readonly MarketRow[],
  now: Prices,
  expanded: (region: Region) => boolean,
  regionName: (region: Region) => string,
  language: Language,
): Node[] {
  const groups = new Map<Region, MarketRow[]>();
  for (const row of shown) {
    const group = groups.get(row.region);
    if (group) group.push(row);
    else groups.set(row.region, [row]);
  }
  const collator = new Intl.Collator(language);
  const regions = [...groups.keys()].sort((a, b) => {
    if (a === "unlisted" || b === "unlisted") return a === "unlisted" ? 1 : -1;
    return collator.compare(regionName(a), regionName(b));
  });
  return regions.flatMap((region, index): Node[] => {
    const rows = groups.get(region) ?? [];
    const open = rows.filter((row) => isOpen(now[row.code])).length;
    const tick = open === rows.length ? "true" : open === 0 ? "false" : "mixed";
    const isExpanded = expanded(region);
    return [
      {
        kind: "region",
        id: region,
        name: regionName(region),
        tick,
        open,
        rows,
        expanded: isExpanded,
        at: index + 1,
        of: regions.length,
      },
      ...(isExpanded
        ? rows.map((row, at): Node => ({ kind: "market", id: row.code, row, at: at + 1, of: rows.length }))
        : []),
    ];
  });
}
