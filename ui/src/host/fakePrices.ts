// Markets and price tiers in the core's shape, and a price table as a person's file would give it, for tests and for the
// page alone in a browser.

import type { Market, PriceTableView, PriceTier, WorldRegion } from "@/bindings";

const REGIONS: Record<WorldRegion, string> = {
  africa:
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SH SL SN SO ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
  americas:
    "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PY SR SV SX TC TT US UY VC VE VG VI",
  asia: "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ JO JP KG KH KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG TH TJ TL TM TR TW UZ VN YE",
  europe:
    "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA",
  oceania: "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
  antarctica: "AQ",
};
const XBOX = new Set("AE CH CO DE ES FR GB IN IT JP MX PL US".split(" "));

export const fakeMarkets: Market[] = Object.entries(REGIONS)
  .flatMap(([region, codes]) =>
    codes.split(" ").map((code) => ({ code, region: region as WorldRegion, xbox: XBOX.has(code) })),
  )
  .sort((a, b) => (a.code < b.code ? -1 : 1));

const tier = (number: number, usd_cents: number | null): PriceTier => ({
  id: `Tier${number}`,
  set: usd_cents === null ? "older" : "newer",
  usd_cents,
});
const many = (count: number) => [...Array(count).keys()];

export const fakeTiers: PriceTier[] = [
  ...many(91).map((at) => tier(1012 + at, 99 + at * 10)),
  ...many(95).map((at) => tier(2 + at, null)),
];

export const fakePriceTable: PriceTableView = {
  file: "prices.csv",
  imported_at: "2026-11-20T14:05:00Z",
  table: {
    columns: ["USD", "EUR", "JPY"].map((name) => ({ name, currency: name, market: null })),
    tiers: many(91).map((at) => {
      const usd = (99 + at * 10) / 100;
      return { tier: `Tier${1012 + at}`, amounts: [usd, Math.round(usd * 110) / 100, Math.round(usd * 150)] };
    }),
  },
};
