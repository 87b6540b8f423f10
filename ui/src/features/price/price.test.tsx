import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { read } from "@/data/pointer.ts";
import { dropped } from "@/data/signals.ts";
import { demoDraft } from "@/host/demoDraft.ts";
import { ProblemError } from "@/host/host.ts";
import { image, openDraft } from "@/test/draft.ts";

const PRICES = "/pricing/marketSpecificPricings";
const pricing = (more: object) => {
  const document = demoDraft.document as { pricing: object };
  return { document: { ...document, pricing: { ...document.pricing, ...more } } };
};
const search = () => screen.findByLabelText("Search by amount or tier", {}, { timeout: 5_000 });
const open = async (options: Parameters<typeof openDraft>[1] = {}, at = "price", more = {}) => {
  const user = userEvent.setup();
  const world = await openDraft(at, options, more);
  const tree = await screen.findByRole("tree");
  const item = (name: RegExp) => within(tree).getByRole("treeitem", { name });
  const value = (pointer: string) => read(world.view().document, pointer);
  return { user, tree, item, value, ...world };
};

describe("the base price", () => {
  it("is a tier with its amount, changed by searching for another amount", async () => {
    const { user, value } = await open();
    const group = screen.getByRole("group", { name: /^Base price/ });
    expect(within(group).getByRole("radio", { name: "Tier 1022 ($1.99)" })).toHaveProperty("checked", true);
    await user.click(within(group).getByRole("button", { name: "Another price…" }));
    await user.type(await search(), "4,99{Enter}");
    await waitFor(() => expect(value("/pricing/priceId")).toBe("Tier1052"));
    await within(group).findByText(/^Live: Tier 1022 \(\$1\.99\)/);
    await user.click(within(group).getByText("Put back"));
    await waitFor(() => expect(value("/pricing/priceId")).toBe("Tier1022"));
  });

  it.each([
    ["Base", "It says “Base” instead."],
    ["", "The submission comes without one."],
    [null, "The submission comes without one."],
    ["PriceVersion2", "It says “PriceVersion2” instead."],
  ])("that says %s is no price, and opening the page chooses none", async (priceId, sentence) => {
    const { user, host, value } = await open(pricing({ priceId }));
    const group = screen.getByRole("group", { name: /^Base price/ });
    expect(group.textContent).toContain("Microsoft did not say a price.");
    expect(group.textContent).toContain(sentence);
    for (const radio of within(group).getAllByRole("radio")) expect(radio).toHaveProperty("checked", false);
    expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);
    await user.click(within(group).getByRole("radio", { name: "Free" }));
    await waitFor(() => expect(value("/pricing/priceId")).toBe("Free"));
  });

  it("keeps a tier that no list names, and offers it", async () => {
    const { user, value } = await open(pricing({ priceId: "Tier9000" }));
    const group = screen.getByRole("group", { name: /^Base price/ });
    expect(
      within(group).getByRole("radio", { name: /^Tier 9000.*No list of Microsoft names this tier/ }),
    ).toHaveProperty("checked", true);
    await user.click(within(group).getByRole("button", { name: "Another price…" }));
    await search();
    expect(document.querySelector('[role="option"][aria-selected="true"]')?.textContent).toContain("Tier 9000");
    await user.click(screen.getByText("Not now"));
    expect(value("/pricing/priceId")).toBe("Tier9000");
  });
});

it("add-ons have no trial, and none is made", async () => {
  const { host } = await open({
    ...pricing({ trialPeriod: undefined }),
    view: { product: "addon:9NTAILSPINADD" },
  });
  expect(screen.queryByLabelText("Free trial")).toBeNull();
  const group = screen.getByRole("group", { name: /^Who can buy it in your app/ });
  expect(group.textContent).toContain("Your app can sell it");
  expect(document.body.textContent).not.toContain("found by searching");
  expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);
});

it("visibility is told with its consequence and put back", async () => {
  const { user, value } = await open();
  const group = screen.getByRole("group", { name: /^Who finds it/ });
  await user.click(within(group).getByRole("radio", { name: /Only people with the direct link/ }));
  await waitFor(() => expect(value("/visibility")).toBe("Private"));
  await within(group).findByText("Live: Everyone");
  await user.click(within(group).getByRole("button", { name: "Put back" }));
  await waitFor(() => expect(value("/visibility")).toBe("Public"));
});

describe("the tree of markets", () => {
  it("is one stop for the Tab key, with arrows, letters, * and Space inside", async () => {
    const { user, tree, item, value } = await open();
    expect(within(tree).getAllByRole("treeitem")).toHaveLength(7);
    expect(item(/^Europe/).getAttribute("aria-checked")).toBe("mixed");
    expect(tree.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    item(/^Africa/).focus();
    await user.keyboard("e");
    expect(document.activeElement).toBe(item(/^Europe/));
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(item(/^Åland Islands/));
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(item(/^Europe/).getAttribute("aria-expanded")).toBe("false");
    await user.keyboard("*");
    expect(within(tree).getAllByRole("treeitem")).toHaveLength(7 + 242);
    expect(tree.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(document.activeElement).toBe(item(/^Albania/));
    await user.keyboard(" ");
    await waitFor(() => expect(value(`${PRICES}/AL`)).toBe("NotAvailable"));
    await user.keyboard("{Delete}");
    await waitFor(() => expect(value(`${PRICES}/AL`)).toBeUndefined());
  });

  it("gives one market a price with Enter, and the base price again", async () => {
    const { user, tree, item, value } = await open({}, `price?field=${encodeURIComponent(`${PRICES}/IT`)}`);
    await waitFor(() => expect(document.activeElement).toBe(item(/^Italy.*, base price \(\$1\.99\)/)));
    await user.keyboard("{Enter}");
    await user.type(await search(), "tier 1030{Enter}");
    await waitFor(() => expect(value(`${PRICES}/IT`)).toBe("Tier1030"));
    // The page is out of reach for readers until the dialog is gone.
    const italy = await within(tree).findByRole("treeitem", { name: /^Italy.*, Tier 1030/ });
    expect(document.activeElement).toBe(italy);
    await user.click(within(italy).getByText("Set price…"));
    await user.type(await search(), "base{Enter}");
    await waitFor(() => expect(value(PRICES)).not.toHaveProperty("IT"));
  });

  it("keeps a market that no list names, and does not tick it", async () => {
    const { user, item, value } = await open();
    const region = item(/^In no list of Microsoft, 1 kept/);
    expect(region.getAttribute("aria-checked")).toBeNull();
    await user.click(region);
    await user.click(item(/^Western Sahara/));
    await user.click(screen.getByRole("button", { name: "Clear all 241" }));
    await waitFor(() => expect(value(`${PRICES}/FR`)).toBe("NotAvailable"));
    expect(value(`${PRICES}/EH`)).toBe("Tier1015");
    expect(Object.keys(value(PRICES) as object)).toHaveLength(242);
  });
});

describe("many markets at once", () => {
  it("are those that the search shows, in one patch and one undo", async () => {
    const { user, host, value } = await open();
    await user.type(screen.getByRole("searchbox", { name: "Search country or region" }), "guinee");
    await user.click(await screen.findByRole("button", { name: "Clear the 4 shown" }));
    await waitFor(() => expect(value(`${PRICES}/GN`)).toBe("NotAvailable"));
    const patches = host.calls.filter((call) => call.name === "draft_patch");
    expect(
      patches.map((call) => (call.args as { edits: { pointer: string }[] }).edits.map((edit) => edit.pointer)),
    ).toEqual(
      [["GN", "GW", "GQ", "PG"].map((code) => `${PRICES}/${code}`).sort()].map((list) => expect.arrayContaining(list)),
    );
    expect(screen.getByText("Removing 4 markets:")).toBeTruthy();
    expect(screen.getByText(/who has the product keeps it and gets no more updates/)).toBeTruthy();
    screen.getByRole("heading", { level: 1 }).focus();
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText(/^Undone: Markets, .*Guinea$/)).toBeTruthy();
    await waitFor(() => expect(value(`${PRICES}/GN`)).toBeUndefined());
    expect(value(`${PRICES}/PG`)).toBeUndefined();
  });

  it("are said in the summary and all put back", async () => {
    const { user, item, value } = await open();
    await user.click(screen.getByRole("button", { name: "Not on sale" }));
    await user.click(item(/^Belarus/));
    await waitFor(() => expect(screen.getByText("Adding 1 market:")).toBeTruthy());
    await user.click(screen.getByRole("button", { name: "Own price" }));
    await user.click(screen.getByRole("button", { name: "Set the price of 2…" }));
    await user.type(await search(), "free{Enter}");
    await waitFor(() => expect(value(`${PRICES}/IN`)).toBe("Free"));
    expect(screen.getByText("Another price in 2 markets:").parentElement?.textContent).toContain("France and India");
    await user.click(screen.getByText("Put all back"));
    await waitFor(() => expect(value(PRICES)).toEqual(read(demoDraft.document, PRICES)));
    await screen.findByText("On sale in 239 of 241 markets, as it is live.");
  });

  it("are reminded of the law once", async () => {
    const { user, host } = await open();
    await user.click(await screen.findByRole("button", { name: "Understood" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Understood" })).toBeNull());
    expect(host.calls.filter((call) => call.name === "market_duty_read")).toHaveLength(1);
  });
});

describe("the price table", () => {
  it("is read from a file that is dropped, and its amounts are shown in a chosen currency", async () => {
    const { user, host } = await open();
    await screen.findByText(/names of price tiers, not what they cost/);
    const card = image("csv", { name: "prices.CSV", facts: { kind: "other", what: "text" }, fit: "cannotBeUsed" });
    act(() => dropped.set([card]));
    await screen.findByText("91 tiers, 3 currencies");
    expect(host.calls.find((call) => call.name === "price_table_import")?.args).toEqual({
      product: "store:9NTAILSPINPL",
      file: "csv",
    });
    expect(host.calls.some((call) => call.name === "files_place")).toBe(false);
    await user.selectOptions(screen.getByLabelText("Show amounts in"), "EUR");
    expect(await screen.findByRole("radio", { name: "Tier 1022 (€2.19)" })).toBeTruthy();
  });

  it("says why a file is none, and keeps what was there", async () => {
    const refused = { code: "price.table.notiers", severity: "must" as const, pointer: "", params: { name: "a.csv" } };
    const { user } = await open({}, "price", {
      price_table_import: () => {
        throw new ProblemError(refused);
      },
    });
    await user.click(await screen.findByRole("button", { name: "Choose the file…" }));
    await screen.findByText(/Vitrine found no price tiers such as Tier1012 in a\.csv/);
    expect(screen.getByText(/names of price tiers, not what they cost/)).toBeTruthy();
  });
});

it("can be read when nothing can be changed", async () => {
  const locked = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
  const { user, item, host } = await open({ view: { locked } });
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.queryByRole("button", { name: /Select all/ })).toBeNull();
  await user.click(item(/^Europe/));
  await user.click(item(/^France.*, Tier 1020/));
  item(/^France/).focus();
  await user.keyboard(" {Enter}{Delete}");
  expect(screen.queryByRole("combobox", { name: "Search by amount or tier" })).toBeNull();
  expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);
});

it("has no accessibility fault that axe knows", async () => {
  const { user, item, container } = await open();
  await user.click(item(/^Europe/));
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
});
