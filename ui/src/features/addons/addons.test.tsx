// The add-ons of an app: the list, a new one, and the grid of their words, as a person uses them.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { AddOnRow } from "@/bindings";
import { addOnLimits, demoAddOn, demoParts } from "@/host/demoParts.ts";
import { renderApp } from "@/test/render.tsx";
import { problem, row, seen, session, view, world } from "@/test/world.ts";

const app = row("Tailspin");
const AT = `/products/${app.id}/add-ons`;

// Virtual rows measure their scroller, and happy-dom lays nothing out. Only scrollers get a size: what Fluent takes for
// visible must not change.
const sizes = ["clientHeight", "offsetHeight", "clientWidth", "offsetWidth"] as const;
const before = sizes.map((name) => Object.getOwnPropertyDescriptor(HTMLElement.prototype, name));
const sizeOf = (element: HTMLElement) => (element.id === "page" || element.getAttribute("role") === "grid" ? 1_000 : 0);
beforeAll(() => {
  for (const name of sizes) {
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return sizeOf(this);
      },
    });
  }
});
afterAll(() => {
  sizes.forEach((name, at) => {
    const was = before[at];
    if (was) Object.defineProperty(HTMLElement.prototype, name, was);
  });
});

async function accessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

function host(rows: AddOnRow[], more: Parameters<ReturnType<typeof world>["answer"]>[0] = {}) {
  const made = world([app]);
  made.answer({
    ...demoParts(app.id, rows, []),
    limits: () => addOnLimits,
    languages: () => ["en-us", "fr-fr", "de-de", "ja-jp"],
    product: (id) => {
      const own = rows.find((one) => one.row.id === id);
      return own ? view(own.row, { parent: { id: app.id, name: app.name }, add_on: own.facts }) : view(app);
    },
    ...more,
  });
  return made;
}

const family = demoAddOn(app.id, "planner.family", { title: "Family weeks" });
const paper = demoAddOn(app.id, "planner.themes.paper", {
  title: "Paper themes",
  row: {
    ...demoAddOn(app.id, "planner.themes.paper").row,
    state: seen("needsYou", "CertificationFailed"),
    next: "seeWhatToFix",
  },
});
const rows = [
  family,
  paper,
  demoAddOn(app.id, "planner.focus", {
    price: null,
    row: { ...demoAddOn(app.id, "planner.focus").row, published: false, state: null },
  }),
];

const press = (keys: string) => userEvent.keyboard(keys);
const cell = () => document.activeElement?.closest("[data-cell]")?.getAttribute("data-cell");

describe("the list", () => {
  test("says title, ID, type, price and state of each, and one tab stop reaches them all", async () => {
    const { container } = await renderApp({ host: host(rows), session: session(), at: AT });
    const grid = await screen.findByRole("grid", { name: "Add-ons" });
    const first = within(grid).getAllByRole("row")[1] as HTMLElement;
    expect(first.textContent).toMatch(/Family weeks.*planner\.family.*Durable.*Tier 1032.*Live/);
    expect(within(grid).getByText("Never published")).toBeTruthy();
    within(grid).getByRole("link", { name: "Family weeks" }).focus();
    await press("{ArrowDown}{ArrowRight}");
    await waitFor(() => expect(cell()).toBe("1 1"));
    await press("{End}");
    await waitFor(() => expect(cell()).toBe("1 6"));
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await accessible(container);
  });

  test("finds by title and ID, and keeps to the chip", async () => {
    await renderApp({ host: host(rows), session: session(), at: AT });
    await screen.findByRole("link", { name: "Family weeks" });
    await userEvent.type(screen.getByRole("searchbox"), "focus");
    expect(screen.queryByRole("link", { name: "Family weeks" })).toBeNull();
    expect(screen.getByRole("link", { name: "planner.focus" })).toBeTruthy();
    await userEvent.clear(screen.getByRole("searchbox"));
    await userEvent.click(screen.getByRole("button", { name: /Needs you/ }));
    expect(screen.getByRole("link", { name: "Paper themes" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "planner.focus" })).toBeNull();
  });

  test("draws only the rows in sight of three hundred", async () => {
    const many = Array.from({ length: 300 }, (_, at) => demoAddOn(app.id, `coins.${at}`));
    await renderApp({ host: host(many), session: session(), at: AT });
    const grid = await screen.findByRole("grid", { name: "Add-ons" });
    expect(grid.getAttribute("aria-rowcount")).toBe("301");
    expect(within(grid).getAllByRole("row").length).toBeLessThan(60);
  });

  test("asks for deletion through its sheet", async () => {
    const made = host(rows, {
      act_sheet: (act) => ({
        act,
        level: 3,
        product_name: "Family weeks",
        store_id: "9X",
        account_name: "Contoso SAS",
        facts: [],
        can: { state: "available" },
        hold_seconds: 10,
      }),
    });
    await renderApp({ host: made, session: session(), at: AT });
    await userEvent.click(await screen.findByRole("button", { name: "More for Family weeks" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Delete at Microsoft…" }));
    await screen.findByRole("alertdialog", { name: /Delete the add-on Family weeks/ });
    expect(made.calls.find(({ name }) => name === "act_sheet")?.args).toEqual({
      name: "deleteAddOn",
      product: family.row.id,
    });
    await userEvent.click(screen.getByRole("button", { name: "Keep it" }));
  });

  test("keeps what is known when reading fails", async () => {
    const made = host([], {
      add_ons: () => ({ rows: [family], read_at: null, reading: false, problem: problem("service.unreachable") }),
    });
    await renderApp({ host: made, session: session(), at: AT });
    expect(await screen.findByRole("link", { name: "Family weeks" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

test("explains what add-ons are where there are none", async () => {
  await renderApp({ host: host([]), session: session(), at: AT });
  expect(await screen.findByText(/what customers buy inside the app/)).toBeTruthy();
});

describe("a new add-on", () => {
  async function dialog(more: Parameters<typeof host>[1] = {}) {
    const made = host(rows, more);
    const shown = await renderApp({ host: made, session: session(), at: AT });
    await userEvent.click((await screen.findAllByRole("button", { name: "New add-on" }))[0] as HTMLElement);
    return { made, ...shown, box: await screen.findByRole("dialog", { name: "New add-on for Tailspin" }) };
  }

  test("judges the ID while it is typed and says that it can never be changed", async () => {
    const { box } = await dialog();
    const field = within(box).getByRole("textbox", { name: "Product ID (can never be changed)" });
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, "planner.family");
    expect(await within(box).findByText(/This product ID is taken/)).toBeTruthy();
    await userEvent.type(field, ".gold");
    expect(await within(box).findByText(/Not used by another add-on/)).toBeTruthy();
    await accessible(document.body);
  });

  test("is created once, then its draft opens", async () => {
    const started = vi.fn();
    const { box, made, router } = await dialog({
      draft_start: (id) => {
        started(id);
        throw problem("service.unreachable");
      },
    });
    const create = within(box).getByRole("button", { name: "Create add-on" });
    await userEvent.click(create);
    expect(within(box).getByText(/The add-on needs a product ID/)).toBeTruthy();
    await userEvent.type(within(box).getByRole("textbox"), "planner.gold");
    await userEvent.click(create);
    expect(within(box).getByText("Choose one of the two.")).toBeTruthy();
    await userEvent.click(within(box).getByRole("radio", { name: /is used up/ }));
    await userEvent.click(create);
    // The draft could not be opened; the add-on exists and is not made a second time.
    const again = await within(box).findByRole("button", { name: "Open its draft" });
    made.answer({ draft_start: () => made.call("draft_open", "d1") });
    await userEvent.click(again);
    await waitFor(() => expect(router.state.location.pathname).toMatch(/\/draft$/));
    const created = made.calls.filter(({ name }) => name === "add_on_create");
    expect(created.map(({ args }) => args)).toEqual([
      { app: app.id, product_id: "planner.gold", product_type: "Consumable" },
    ]);
    expect(started).toHaveBeenCalledTimes(1);
  });
});

describe("the grid of words", () => {
  async function grid(more: Parameters<typeof host>[1] = {}) {
    const made = host(rows, more);
    const shown = await renderApp({ host: made, session: session(), at: `${AT}/texts` });
    const box = await screen.findByRole("grid", { name: "Titles and descriptions by language" });
    const at = (line: number, column: number) =>
      box.querySelector<HTMLElement>(`[data-cell="${line} ${column}"]`) as HTMLElement;
    const patches = () => made.calls.filter(({ name }) => name === "add_on_grid_patch").map(({ args }) => args);
    const paste = (text: string) => fireEvent.paste(box, { clipboardData: { getData: () => text } });
    return { made, box, at, patches, paste, ...shown };
  }

  test("writes with Enter, moves on, leaves with Escape, and takes back with one press", async () => {
    const { at, patches, made } = await grid();
    at(0, 1).focus();
    await press("{Enter}");
    const field = screen.getByRole("textbox", { name: /^Title of planner\.family, English/ });
    await userEvent.clear(field);
    await userEvent.type(field, "Weeks together{Enter}");
    await waitFor(() => expect(at(0, 1).textContent).toContain("Weeks together"));
    await waitFor(() => expect(cell()).toBe("1 1"));
    await press("{F2}x{Escape}");
    await waitFor(() => expect(cell()).toBe("1 1"));
    expect(patches()).toEqual([
      { app: app.id, cells: [{ product: family.row.id, language: "en-us", title: "Weeks together" }] },
    ]);
    await press("{Control>}z{/Control}");
    await waitFor(() => expect(at(0, 1).textContent).toContain("Family weeks"));
    expect(made.calls.filter(({ name }) => name === "add_on_grid_undo")).toHaveLength(1);
    await press("{Control>}y{/Control}");
    await waitFor(() => expect(at(0, 1).textContent).toContain("Weeks together"));
  });

  test("shows a pasted block before it is written, over-long cells first, and writes it as one act", async () => {
    const { at, patches, paste } = await grid();
    at(0, 1).focus();
    paste(`One\tUn\nTwo\t${"x".repeat(201)}\nThree\tTrois`);
    const sheet = await screen.findByRole("dialog", { name: "6 cells will change" });
    expect(within(sheet).getByText(/A language begins/).textContent).toContain("French");
    expect(within(sheet).getByText(/1 cell is too long/)).toBeTruthy();
    expect(within(sheet).getAllByRole("row")[1]?.textContent).toContain("1 character too many");
    expect(patches()).toEqual([]);
    await userEvent.click(within(sheet).getByRole("button", { name: "Apply" }));
    await waitFor(() => expect(at(0, 1).textContent).toContain("One"));
    expect(patches()).toHaveLength(1);
    expect(at(1, 2).textContent).toContain("1 too many");
  });

  test("leaves locked add-ons alone, and says so", async () => {
    const { at, patches, paste, box } = await grid();
    at(4, 1).focus();
    await press("{Enter}");
    expect(within(box).queryByRole("textbox", { name: /planner\.printing/ })).toBeNull();
    paste("A\tB\nC\tD");
    const sheet = await screen.findByRole("dialog", { name: "Nothing would change" });
    expect(within(sheet).getByText(/4 cells stay as they are/)).toBeTruthy();
    expect(patches()).toEqual([]);
  });

  test("selects with Shift, empties the selection, copies it as a block", async () => {
    const copied = vi.fn(async (_: string) => {});
    vi.spyOn(navigator.clipboard, "writeText").mockImplementation(copied);
    const { at, patches } = await grid();
    at(0, 1).focus();
    await press("{Shift>}{ArrowDown}{/Shift}");
    await waitFor(() => expect(cell()).toBe("1 1"));
    expect(at(0, 1).getAttribute("aria-selected")).toBe("true");
    await press("{Control>}c{/Control}");
    expect(copied).toHaveBeenCalledWith("Family weeks\nFive people share one plan.");
    await press("{Delete}");
    await waitFor(() =>
      expect(patches()).toEqual([
        {
          app: app.id,
          cells: [
            { product: family.row.id, language: "en-us", title: "" },
            { product: family.row.id, language: "en-us", description: "" },
          ],
        },
      ]),
    );
  });

  test("begins a language in a column that was added", async () => {
    const { at, patches } = await grid();
    await userEvent.click(screen.getByRole("button", { name: "Add language" }));
    const dialog = await screen.findByRole("dialog", { name: "Add a language column" });
    await userEvent.type(within(dialog).getByRole("combobox"), "japan");
    await press("{Enter}");
    await waitFor(() => expect(cell()).toBe("0 3"));
    await press("紙{Enter}");
    await waitFor(() => expect(patches()).toHaveLength(1));
    expect(patches()[0]).toEqual({
      app: app.id,
      cells: [{ product: family.row.id, language: "ja-jp", title: "紙" }],
    });
    await waitFor(() => expect(at(0, 3).textContent).toContain("紙"));
  });

  test("says what was refused, add-on by add-on", async () => {
    const { at } = await grid({
      add_on_grid_patch: ({ cells }) => ({
        languages: ["en-us", "fr-fr"],
        rows: [],
        acts: [],
        refused: cells.map(({ product }) => ({
          product,
          problem: problem("addon.unread", { params: { product: "x" } }),
        })),
      }),
    });
    at(0, 1).focus();
    await press("{F2}!{Enter}");
    expect(await screen.findByText("One add-on was not changed:")).toBeTruthy();
  });

  test("draws only what is in sight of three hundred add-ons in a hundred languages", async () => {
    const languages = Array.from({ length: 100 }, (_, at) => `x${String.fromCharCode(97 + (at % 26))}-${at}`);
    const { box } = await grid({
      add_on_grid: () => ({
        languages,
        rows: Array.from({ length: 300 }, (_, at) => ({
          product: `addon:${at}`,
          name: `coins.${at}`,
          locked: null,
          cells: languages.map(() => ({
            title: "T",
            description: "D",
            title_changed: false,
            description_changed: false,
          })),
        })),
      }),
    });
    expect(box.getAttribute("aria-rowcount")).toBe("601");
    expect(box.querySelectorAll('[role="gridcell"]').length).toBeLessThan(800);
  });

  test("has no finding of axe", async () => {
    const { container } = await grid();
    await accessible(container);
  });
});

test("an add-on stands in its app's crumbs", async () => {
  await renderApp({ host: host(rows), session: session(), at: `/products/${family.row.id}` });
  const crumbs = await screen.findByRole("navigation", { name: "You are here" });
  await waitFor(() => expect(crumbs.textContent).toContain("Tailspin"));
  expect(within(crumbs).getByRole("link", { name: "Add-ons" }).getAttribute("href")).toContain("/add-ons");
});
