// Acceptance 13 and 19's message: fields that both sides changed, a choice for each, nothing decided for a person.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import type { ChangeGroup, Changes, ConflictChoices, ConflictShown, ConflictsView } from "@/bindings";
import { ProblemError } from "@/host/host.ts";
import { renderApp } from "@/test/render.tsx";
import { NO_CHANGES, problem, review, session, tailspin, world } from "@/test/world.ts";

const NOTES = "/listings/en-us/baseListing/releaseNotes";
const MARKET = "/pricing/marketSpecificPricings/BR";
const ORDER = "/listings/fr-fr/baseListing/images/@order";

const group = (more: Partial<ChangeGroup>): ChangeGroup => ({
  kind: "changed",
  section: "listing",
  field: "releaseNotes",
  languages: [],
  pointers: [],
  runs: [],
  items: false,
  ...more,
});
const told = (more: Partial<ChangeGroup>): Changes => ({ ...NO_CHANGES, changed: 1, groups: [group(more)] });

const text: ConflictShown = {
  pointer: NOTES,
  base: "A week.",
  mine: "A calmer week.",
  theirs: "A shorter week.",
  members: [],
  by_me: told({
    languages: ["en-us"],
    runs: [
      { kind: "kept", text: "A " },
      { kind: "added", text: "calmer " },
      { kind: "kept", text: "week." },
    ],
  }),
  by_them: told({
    languages: ["en-us"],
    runs: [
      { kind: "kept", text: "A " },
      { kind: "added", text: "shorter " },
      { kind: "kept", text: "week." },
    ],
  }),
};
const market: ConflictShown = {
  pointer: MARKET,
  mine: "NotAvailable",
  theirs: "Tier4",
  members: [],
  by_me: told({ section: "price", field: "markets", kind: "removed", markets: ["BR"] }),
  by_them: told({ section: "price", field: "marketPrice", kind: "added", markets: ["BR"], after: "Tier4" }),
};
const order: ConflictShown = {
  pointer: ORDER,
  base: ["a", "b"],
  mine: ["b", "a"],
  theirs: ["a", "b", "c"],
  members: [
    { $key: "a", fileName: "week.png", description: "The week" },
    { $key: "b", fileName: "day.png" },
    { $key: "c", fileName: "month.png" },
  ],
  by_me: NO_CHANGES,
  by_them: NO_CHANGES,
};

const asked = (more: Partial<ConflictsView> = {}): ConflictsView => ({
  draft: "d1",
  product: tailspin.id,
  product_name: "Tailspin",
  with: "live",
  conflicts: [text, market, order],
  taken: told({ field: "description" }),
  live_version: "1.2.0.0",
  files: {},
  ...more,
});

async function open(more: Parameters<typeof renderApp>[0] = {}) {
  const host = world();
  const resolve = vi.fn((_: ConflictChoices) => host.call("draft_open", "d1"));
  host.answer({ draft_conflicts: () => asked(), draft_resolve: resolve });
  const shown = await renderApp({ session: session(), at: `/products/${tailspin.id}/conflicts`, ...more, host });
  await screen.findAllByRole("radiogroup");
  return { ...shown, host, resolve };
}

const apply = () => screen.getByRole("button", { name: "Apply the choices" });
const choose = (field: string, side: RegExp) =>
  userEvent.click(within(screen.getByRole("radiogroup", { name: field })).getByRole("radio", { name: side }));
const FIELDS = ["What’s new, English (United States)", "Price in Brazil", "Order: Images, French (France)"] as const;

describe("fields changed on both sides", () => {
  test("stand side by side in words: texts, markets, orders", async () => {
    const { container } = await open();
    expect(screen.getAllByRole("radiogroup").map((one) => one.getAttribute("aria-labelledby"))).toHaveLength(3);
    const words = screen.getByRole("radiogroup", { name: FIELDS[0] });
    expect(words.textContent).toContain("A week.");
    expect([...words.querySelectorAll("ins")].map((one) => one.textContent)).toEqual([
      "Added: calmer ",
      "Added: shorter ",
    ]);
    const price = screen.getByRole("radiogroup", { name: FIELDS[1] });
    expect(price.textContent).toContain("Sold at the base price");
    expect(price.textContent).toContain("Brazil");
    const pictures = screen.getByRole("radiogroup", { name: FIELDS[2] });
    const lists = [...pictures.querySelectorAll("ol")].map((list) =>
      [...list.querySelectorAll("li > span:first-of-type")].map((one) => one.textContent),
    );
    expect(lists).toEqual([
      ["week.png", "day.png"],
      ["day.png", "week.png"],
      ["week.png", "day.png", "month.png"],
    ]);
    expect(screen.getByText(/1 other value changed at Microsoft only/)).toBeTruthy();
    expect(screen.getByText(/something else became live \(version 1\.2\.0\.0\)/)).toBeTruthy();
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });

  test("apply only with a choice for each; else the focus goes to the first one without", async () => {
    const { resolve, router } = await open();
    await choose(FIELDS[0], /Keep yours/);
    expect(screen.getByText("1 of 3 chosen")).toBeTruthy();
    await userEvent.click(apply());
    expect(resolve).not.toHaveBeenCalled();
    const first = within(screen.getByRole("radiogroup", { name: FIELDS[1] })).getByRole("radio", {
      name: /Keep yours/,
    });
    expect(document.activeElement).toBe(first);
    await choose(FIELDS[1], /Take Microsoft’s/);
    await choose(FIELDS[2], /Keep yours/);
    await userEvent.click(apply());
    await waitFor(() => expect(resolve).toHaveBeenCalledTimes(1));
    expect(resolve.mock.calls[0]?.[0]).toEqual({
      draft: "d1",
      choices: [
        { pointer: NOTES, side: "mine" },
        { pointer: MARKET, side: "theirs" },
        { pointer: ORDER, side: "mine" },
      ],
    });
    await waitFor(() => expect(router.state.location.pathname).toMatch(/review$/));
  });

  test("are chosen by the keyboard, and all at once", async () => {
    const { resolve } = await open();
    const group = screen.getByRole("radiogroup", { name: FIELDS[0] });
    within(group)
      .getByRole("radio", { name: /Keep yours/ })
      .focus();
    await userEvent.keyboard(" ");
    await userEvent.keyboard("{ArrowDown}");
    expect(within(group).getByRole<HTMLInputElement>("radio", { name: /Take Microsoft/ }).checked).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "All mine" }));
    expect(screen.getByText("3 of 3 chosen")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "All theirs" }));
    await userEvent.click(apply());
    await waitFor(() =>
      expect(resolve.mock.calls[0]?.[0].choices.map((one) => one.side)).toEqual(Array(3).fill("theirs")),
    );
  });

  test("that became others meanwhile are shown anew, and choices that still fit are kept", async () => {
    const { host } = await open();
    await choose(FIELDS[0], /Keep yours/);
    await choose(FIELDS[1], /Keep yours/);
    await choose(FIELDS[2], /Keep yours/);
    host.answer({
      draft_conflicts: () => asked({ conflicts: [text, { ...market, pointer: "/visibility", mine: "Private" }] }),
      draft_resolve: () => {
        throw new ProblemError(problem("draft.conflict", { params: { count: 2 } }));
      },
    });
    await userEvent.click(apply());
    expect((await screen.findAllByText(/changed once more while you chose/)).length).toBeGreaterThan(0);
    await waitFor(() => expect(screen.getAllByRole("radiogroup")).toHaveLength(2));
    expect(screen.getByText("1 of 2 chosen")).toBeTruthy();
  });

  test("in the notes for testers are hidden until they are shown", async () => {
    const notes: ConflictShown = {
      pointer: "/notesForCertification",
      base: "planted before",
      mine: "planted here",
      theirs: "planted there",
      members: [],
      by_me: told({
        section: "options",
        field: "notesForCertification",
        runs: [{ kind: "added", text: "planted here" }],
      }),
      by_them: told({
        section: "options",
        field: "notesForCertification",
        runs: [{ kind: "added", text: "planted there" }],
      }),
    };
    const host = world();
    host.answer({ draft_conflicts: () => asked({ conflicts: [notes] }) });
    await renderApp({ host, session: session(), at: `/products/${tailspin.id}/conflicts` });
    await screen.findByRole("radiogroup");
    expect(document.body.innerHTML).not.toContain("planted");
    await userEvent.click(screen.getByRole("button", { name: "Show the notes" }));
    expect(document.body.textContent).toContain("planted there");
  });

  test("are none any more: the page says so", async () => {
    const host = world();
    host.answer({ draft_conflicts: () => asked({ conflicts: [] }) });
    await renderApp({ host, session: session(), at: `/products/${tailspin.id}/conflicts` });
    expect(await screen.findByText(/No field waits for a choice/)).toBeTruthy();
  });

  test("are reached from Review by the problem's own button", async () => {
    const host = world();
    const conflict = problem("draft.conflict", { params: { count: 3 } });
    host.answer({ draft_conflicts: () => asked(), review: () => review({ problems: [conflict] }) });
    const { router } = await renderApp({ host, session: session(), at: `/products/${tailspin.id}/review` });
    await userEvent.click(await screen.findByRole("button", { name: "Compare and choose" }));
    await waitFor(() => expect(router.state.location.pathname).toMatch(/conflicts$/));
  });

  test("speak French", async () => {
    await open({ language: "fr", session: session({ settings: { ...session().settings, language: "fr" } }) });
    expect(screen.getByRole("heading", { level: 1, name: "Comparer et choisir" })).toBeTruthy();
    expect(screen.getAllByRole("radio", { name: /Garder le vôtre/ })).toHaveLength(3);
  });
});
