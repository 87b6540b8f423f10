// What Review says about prices, markets, trailers, icons and old platforms.

import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, test } from "vitest";
import type { ChangeGroup } from "@/bindings";
import { fakeTables } from "@/host/fakeTables.ts";
import { renderApp } from "@/test/render.tsx";
import { review, session, tailspin, world } from "@/test/world.ts";

const plain = { languages: [], pointers: [], runs: [], items: false } as const;
type Told = Pick<ChangeGroup, "kind" | "section" | "field"> & Partial<ChangeGroup>;

async function told(...groups: Told[]) {
  const host = world();
  const changes = {
    groups: groups.map((group): ChangeGroup => ({ ...plain, languages: [], pointers: [], runs: [], ...group })),
    languages_added: [],
    languages_removed: [],
    added: 0,
    changed: groups.length,
    removed: 0,
    moved: 0,
  };
  host.answer({ review: () => review({ changes }), store_tables: () => fakeTables, price_table: () => null });
  const shown = await renderApp({ session: session(), at: `/products/${tailspin.id}/review`, host });
  await screen.findByText("Product and account");
  const row = (title: string) => within(screen.getByText(title).closest("li") as HTMLElement);
  return { ...shown, row };
}

test("markets that close are named with what that means; many are counted and named on demand", async () => {
  const many = ["FR", "DE", "AT", "CH", "BE", "LU", "NL"];
  const { row, container } = await told(
    { kind: "removed", section: "price", field: "markets", markets: ["BY", "RU"] },
    {
      kind: "added",
      section: "price",
      field: "marketPrice",
      markets: many,
      after: "Tier1012",
    },
  );
  const closed = row("Markets");
  expect(closed.getByText("Belarus and Russia").tagName).toBe("DEL");
  expect(closed.getByText(/nobody new can get it/)).toBeTruthy();
  const priced = row("Price in a market");
  expect((await priced.findByText("Tier 1012 ($0.99)")).closest("ins")).not.toBeNull();
  await userEvent.click(priced.getByText("Show their names"));
  expect(priced.getByText(/^Austria, Belgium, France/)).toBeTruthy();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("prices, with what they cost, and visibility are said in the words of their page", async () => {
  const { row } = await told(
    { kind: "changed", section: "price", field: "priceId", before: "Free", after: "Tier1020" },
    { kind: "changed", section: "price", field: "visibility", before: "Public", after: "Hidden" },
  );
  expect(row("Base price").getByText("Free").closest("del")).not.toBeNull();
  expect((await row("Base price").findByText("Tier 1020 ($1.79)")).closest("ins")).not.toBeNull();
  expect(row("Visibility").getByText("Nobody new")).toBeTruthy();
});

test("a trailer is its video's name, its thumbnail a picture, an old platform names the field", async () => {
  const { row } = await told(
    {
      kind: "changed",
      section: "images",
      field: "trailers",
      part: "file",
      before: { videoFileName: "Trailers\\old.mp4" },
      after: { videoFileName: "new.mp4" },
    },
    {
      kind: "added",
      section: "images",
      field: "trailers",
      part: "thumbnail",
      languages: ["fr-fr"],
      after: { fileName: "still.png", $asset: "cafe" },
    },
    {
      kind: "changed",
      section: "listing",
      field: "platformOverrides",
      part: "Windows81/title",
      runs: [{ kind: "added", text: "Reader" }],
    },
    { kind: "added", section: "listing", field: "icon", after: { fileName: "gem.png", $asset: "beef" } },
    {
      kind: "changed",
      section: "packages",
      field: "flightPackages",
      part: "minimumSystemRam",
      before: "None",
      after: "Memory2GB",
    },
  );
  expect(row("Trailers").getByText("old.mp4").closest("del")).not.toBeNull();
  expect(row("Trailers").getByText("new.mp4").closest("ins")).not.toBeNull();
  expect(row("Trailers, Thumbnail").getByRole("img")).toBeTruthy();
  expect(row("Texts for older devices, Title").getByText("Reader")).toBeTruthy();
  expect(row("Icon").getByRole("img")).toBeTruthy();
  expect(row("Packages, Lowest memory").getByText("2 GB").closest("ins")).not.toBeNull();
});

test("a language that goes is one line, with its values there to be read", async () => {
  const host = world();
  const gone = (field: string): ChangeGroup => ({
    ...plain,
    kind: "removed",
    section: "listing",
    field,
    languages: ["fr-fr"],
    pointers: [`/listings/fr-fr/baseListing/${field}`],
    runs: [{ kind: "removed", text: "Une semaine." }],
  });
  const changes = {
    groups: [gone("description"), gone("releaseNotes")],
    languages_added: [],
    languages_removed: ["fr-fr"],
    added: 0,
    changed: 0,
    removed: 2,
    moved: 0,
  };
  host.answer({ review: () => review({ changes }), store_tables: () => fakeTables, price_table: () => null });
  await renderApp({ session: session(), at: `/products/${tailspin.id}/review`, host });
  const values = (await screen.findByText("Show 2 values")).closest("details") as HTMLDetailsElement;
  expect(values.open).toBe(false);
  const list = values.closest("li") as HTMLElement;
  expect(list.textContent).toContain("French (France)");
  expect(within(list).getByText("Description")).toBeTruthy();
  expect(list.parentElement?.children).toHaveLength(1);
});
