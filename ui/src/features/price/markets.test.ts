import { describe, expect, it } from "vitest";
import { fakeMarkets } from "@/host/fakePrices.ts";
import {
  asLive,
  changesOf,
  marketRows,
  type Only,
  type Prices,
  priced,
  pricesOf,
  type Region,
  samePrice,
  shownRows,
  switched,
  treeOf,
} from "./markets.ts";

const live: Prices = { BY: "NotAvailable", FR: "Tier1020", EH: "Tier1015", JP: "Base" };
const rows = (language: "en" | "fr" = "en") => marketRows(fakeMarkets, [live], language);
const names = (words: string, only: Only = "all", now = live) =>
  shownRows(rows(), words, only, now, live).map((row) => row.name);

describe("markets", () => {
  it("are all there, by name, and those in no list stay", () => {
    expect(rows()).toHaveLength(242);
    expect(
      rows()
        .filter((row) => row.region === "unlisted")
        .map((row) => row.code),
    ).toEqual(["EH"]);
    expect(rows("fr").find((row) => row.code === "DE")?.name).toBe("Allemagne");
  });

  it("are found in both languages, without accents, and by code", () => {
    for (const words of ["cote d'ivoire", "IVOIRE", "CI côte"]) {
      expect(names(words).join(), words).toMatch(/ivoire/i);
    }
    expect(names("allemagne")).toEqual(["Germany"]);
    expect(names("korea north allemagne")).toEqual([]);
  });

  it("are narrowed to those that need a look", () => {
    const now = { ...live, DE: "NotAvailable", FR: "Base" };
    expect(names("", "closed", now)).toEqual(["Belarus", "Germany"]);
    expect(names("", "own")).toEqual(["France", "Western Sahara"]);
    expect(names("", "changed", now)).toEqual(["France", "Germany"]);
    expect(names("ger", "changed", now)).toEqual(["Germany"]);
  });

  it("say what changes come to; no value and `Base` are one price", () => {
    const now: Prices = { FR: "Tier1021", DE: "NotAvailable", EH: "Tier1015" };
    expect(changesOf(rows(), now, live)).toEqual({ added: ["Belarus"], removed: ["Germany"], priced: ["France"] });
    expect(samePrice(undefined, "Base")).toBe(true);
    expect(samePrice(null, "")).toBe(true);
    expect(samePrice("Free", undefined)).toBe(false);
  });

  it("are opened and closed by touching only what changes, and open again as they are live", () => {
    expect(switched(["FR", "BY", "DE"], false, live, live)).toEqual([
      ["FR", "NotAvailable"],
      ["DE", "NotAvailable"],
    ]);
    const closed = { ...live, FR: "NotAvailable", JP: "NotAvailable", DE: "NotAvailable" };
    expect(switched(["FR", "JP", "DE", "BY", "US"], true, closed, live)).toEqual([
      ["FR", "Tier1020"],
      ["JP", "Base"],
      ["DE", undefined],
      ["BY", undefined],
    ]);
  });

  it("take a price of their own or the base price, as it is written live where that says the same", () => {
    expect(priced(["FR", "US"], "Tier1020", live, live)).toEqual([["US", "Tier1020"]]);
    expect(priced(["FR", "JP", "US"], undefined, live, live)).toEqual([["FR", undefined]]);
    expect(priced(["JP"], undefined, { JP: "Free" }, live)).toEqual([["JP", "Base"]]);
    expect(asLive(rows(), { FR: "Free", US: "Tier2", EH: "Tier1015" }, live)).toEqual([
      ["BY", "NotAvailable"],
      ["FR", "Tier1020"],
      ["JP", "Base"],
      ["US", undefined],
    ]);
  });

  it("stand in a tree whose regions are ticked, half ticked or not", () => {
    const now = { ...live, AQ: "NotAvailable" };
    const open = new Set<Region>(["antarctica"]);
    const nodes = treeOf(
      rows(),
      now,
      (region) => open.has(region),
      (region) => region,
      "en",
    );
    expect(nodes.map((node) => (node.kind === "region" ? `${node.id} ${node.tick} ${node.open}` : node.id))).toEqual([
      "africa true 57",
      "americas true 55",
      "antarctica false 0",
      "AQ",
      "asia true 48",
      "europe mixed 50",
      "oceania true 29",
      "unlisted true 1",
    ]);
  });

  it("are none when the service says no object", () => {
    for (const strange of [null, undefined, [], "x", 3]) expect(pricesOf(strange)).toEqual({});
  });
});
