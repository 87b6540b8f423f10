// Home, the table of products and the overview, as a person uses them.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ProductRow } from "@/bindings";
import { renderApp } from "@/test/render.tsx";
import { acts, home, job, problem, row, SEEN, seen, session, sheet, tailspin, view, world } from "@/test/world.ts";
import { counts, shown } from "./filter.ts";

async function accessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

const press = (keys: string) => userEvent.keyboard(keys);
const cell = () => document.activeElement?.closest("[data-cell]")?.getAttribute("data-cell");

// The virtual table measures its scroller, and happy-dom lays nothing out.
const height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "clientHeight");
beforeAll(() => Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 700 }));
afterAll(() => height && Object.defineProperty(HTMLElement.prototype, "clientHeight", height));

describe("the filter", () => {
  const rows = [
    row("Éclair Notes", { next: "seeWhatToFix" }),
    row("Eclipse", { draft: { id: "d", changes: 1, problems: 0, saved_at: SEEN }, next: "review" }),
    row("Woodgrove", { state: seen("stopped", "Published"), live_version: "2.0.0.0" }),
    row("Adventure", { next: "follow", live_version: null }),
  ];

  test("finds names without accents and without case, IDs, and every word of the search", () => {
    expect(shown(rows, "ECLAIR", "all").map((one) => one.name)).toEqual(["Éclair Notes"]);
    expect(shown(rows, "notes éclair", "all").map((one) => one.name)).toEqual(["Éclair Notes"]);
    expect(shown(rows, "9nwoodgr", "all").map((one) => one.name)).toEqual(["Woodgrove"]);
    expect(shown(rows, "notes woodgrove", "all")).toEqual([]);
  });

  test("keeps to the chip that is chosen, and counts them all", () => {
    expect(counts(rows)).toEqual({ all: 4, you: 1, way: 1, drafts: 1, live: 2 });
    expect(shown(rows, "ecl", "drafts").map((one) => one.name)).toEqual(["Eclipse"]);
    expect(
      shown(rows, "", "live").map((one) => one.name),
      "what is not on sale is not live",
    ).toEqual(["Éclair Notes", "Eclipse"]);
  });
});

describe("Products", () => {
  const many = Array.from({ length: 5_000 }, (_, index) => row(`App ${index}`, { id: `store:${index}` }));

  test("shows only the rows in sight of five thousand, and says how many there are", async () => {
    const { container } = await renderApp({ host: world(many), session: session(), at: "/products" });
    const grid = await screen.findByRole("grid", { name: "Products" });
    expect(grid.getAttribute("aria-rowcount")).toBe("5001");
    const rows = within(grid).getAllByRole("row");
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(60);
    expect(within(screen.getByRole("main")).getByText("5,000 products")).toBeTruthy();
    await accessible(container);
  });

  test("asks for the state and version of the rows in sight once they stay", async () => {
    const host = world(many);
    await renderApp({ host, session: session(), at: "/products" });
    await waitFor(() => expect(host.calls.some((call) => call.name === "products_look")).toBe(true));
    const asked = host.calls.find((call) => call.name === "products_look")?.args as string[];
    expect(asked[0]).toBe("store:0");
    expect(asked.length).toBeLessThan(60);
  });

  test("is one tab stop with arrows inside; letters find a name, Enter opens the product", async () => {
    const rows = [row("Adventure"), row("Woodgrove"), row("Wingtip")];
    const { router } = await renderApp({ host: world(rows), session: session(), at: "/products" });
    const first = await screen.findByRole("link", { name: "Adventure" });
    const stops = within(screen.getByRole("grid"))
      .getAllByRole("gridcell")
      .flatMap((one) => [one, ...one.querySelectorAll<HTMLElement>("a, button")])
      .filter((one) => one.tabIndex === 0);
    expect(stops).toEqual([first]);
    first.focus();
    await press("{ArrowDown}{ArrowRight}{ArrowRight}");
    await waitFor(() => expect(cell()).toBe("1 2"));
    await press("{End}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Stop sale…"));
    await press("{ArrowLeft}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Prepare update"));
    await press("wi");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Wingtip"));
    await press("{Control>}{Home}{/Control}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Adventure"));
    await press("{ArrowRight}{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/products/store:Adventure"));
  });

  test("says what a search found, and offers the way back when it found nothing", async () => {
    await renderApp({ host: world([row("Adventure"), tailspin]), session: session(), at: "/products" });
    const field = await screen.findByRole("searchbox", { name: "Search products" });
    await userEvent.type(field, "tail");
    expect(screen.queryByRole("link", { name: "Adventure" })).toBeNull();
    expect(screen.getByRole("link", { name: "Tailspin" })).toBeTruthy();
    await userEvent.type(field, "xx");
    await userEvent.click(screen.getByRole("button", { name: "Show all products" }));
    expect(await screen.findByRole("link", { name: "Adventure" })).toBeTruthy();
  });

  test("starts a draft from the row and goes to it", async () => {
    const host = world([row("Adventure")]);
    const start = vi.fn(() => Promise.reject(problem("submission.rollout.running", { params: { percentage: 10 } })));
    host.answer({ draft_start: start });
    const { router } = await renderApp({ host, session: session(), at: "/products" });
    await userEvent.click(await screen.findByRole("button", { name: "Prepare update: Adventure" }));
    await waitFor(() =>
      expect(router.state.location.pathname, "the reason stands there").toBe("/products/store:Adventure"),
    );
    expect(start).toHaveBeenCalledWith("store:Adventure");
  });

  test("a failing account is one bar with a retry of its own; the rows of the others stay", async () => {
    const host = world([tailspin]);
    host.answer({
      products: () => ({
        rows: [tailspin],
        accounts: [
          { account: "a1", read_at: SEEN, reading: false, problem: null },
          {
            account: "a2",
            read_at: null,
            reading: false,
            problem: problem("service.trouble", { params: { status: 500 } }),
          },
        ],
      }),
    });
    await renderApp({ host, session: session(), at: "/products" });
    expect(await screen.findByRole("link", { name: "Tailspin" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(host.calls.filter((call) => call.name === "products_read").map((call) => call.args)).toEqual(["a2"]);
  });
});

describe("Home", () => {
  const refused = row("Wingtip", { state: seen("needsYou", "CertificationFailed"), next: "seeWhatToFix" });
  const certified = row("Adventure", { state: seen("certification", "Certification"), next: "follow" });

  test("says in words who waits for whom, with one filled button", async () => {
    const host = world([refused, certified, tailspin]);
    host.answer({
      home: () =>
        home({
          waiting_for_you: [refused],
          waiting_for_microsoft: [certified],
          when_you_have_time: [tailspin],
          live: [{ id: tailspin.id, name: "Tailspin", version: "1.0.0.0" }],
        }),
    });
    const { container } = await renderApp({ host, session: session() });
    await waitFor(() =>
      expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("One product is waiting for you"),
    );
    expect(document.title).toBe("Home — Vitrine");
    expect(screen.getByText(/One is with Microsoft\. One is live\./)).toBeTruthy();
    expect(screen.getByText("Certification refused it.")).toBeTruthy();
    expect(screen.getByText("4 changes, 1 problem", { exact: false })).toBeTruthy();
    expect(container.querySelectorAll('#page [data-appearance="primary"]')).toHaveLength(1);
    await accessible(container);
  });

  test("offers an interrupted sending again, and says what exists at Microsoft", async () => {
    const interrupted = job("upload", { status: "interrupted", can_resume: true });
    const { router } = await renderApp({ host: world(), session: session({ jobs: [interrupted] }) });
    const bar = await screen.findByRole("region", { name: "Sending of Tailspin was interrupted" });
    expect(bar.textContent).toContain("Submission 12 exists at Microsoft as a draft, without files.");
    await userEvent.click(within(bar).getByRole("button"));
    await waitFor(() => expect(router.state.location.pathname).toBe("/products/store:Tailspin/publish"));
  });

  test("speaks French with its own plurals and number words", async () => {
    const host = world([refused, certified]);
    host.answer({ home: () => home({ waiting_for_you: [refused, certified] }) });
    await renderApp({ host, session: session(), language: "fr" });
    expect(await screen.findByRole("heading", { level: 1, name: "Deux produits vous attendent" })).toBeTruthy();
  });
});

describe("the overview", () => {
  const at = (one: ProductRow) => ({ session: session(), at: `/products/${one.id}` });

  test("shows what is happening, what can still be done, and that this computer did not make it", async () => {
    const certified = row("Adventure", { state: seen("certification", "Certification"), next: "follow" });
    const host = world([certified]);
    host.answer({
      product: () =>
        view(certified, {
          ribbon: {
            computer: null,
            microsoft: {
              submission: "1152921505",
              friendly_name: "Submission 12",
              made_here_at: null,
              version: "2.0.0.0",
              state: seen("certification", "Certification"),
            },
            live: null,
            current: "microsoft",
          },
          timeline: [
            { step: "sending", mark: "done" },
            {
              step: "certification",
              mark: "current",
              usual: { long: "hoursToThreeDays", source: "x", date: "2026-11-20" },
            },
            { step: "live", mark: "todo" },
          ],
          commands: [{ name: "cancelCertification", can: { state: "handOff" } }],
        }),
    });
    const { container } = await renderApp({ host, ...at(certified) });
    const now = await screen.findByRole("region", { name: "Microsoft is certifying it" });
    expect(now.textContent).toContain("not on this computer");
    const current = screen.getByRole("list", { name: "From sent to live" }).querySelector('[aria-current="step"]');
    expect(current?.textContent).toContain("Certification");
    await userEvent.click(within(now).getByRole("button", { name: "How to cancel…" }));
    const card = screen.getByRole("region", { name: "Cancel the certification in Partner Center" });
    await userEvent.click(within(card).getByRole("button", { name: /Open Partner Center/ }));
    expect(host.calls.at(-1)).toEqual({ name: "link_open", args: { to: "partnerCenter", product: certified.id } });
    await accessible(container);
  });

  test("deletes a submission only after a yes; the safe button has the focus", async () => {
    const open = row("Wingtip", { state: seen("needsYou", "CommitFailed"), next: "seeWhatToFix" });
    const host = world([open]);
    const begin = vi.fn(() => ({ outcome: "done" as const }));
    host.answer({
      product: () => view(open, { commands: [{ name: "deletePending", can: { state: "available" } }] }),
      act_sheet: (of) => sheet(of, { level: 3, hold_seconds: 10, facts: [{ code: "deletePending.copy", params: {} }] }),
      act_begin: begin,
    });
    await renderApp({ host, ...at(open) });
    await userEvent.click(await screen.findByRole("button", { name: "Delete it at Microsoft…" }));
    const dialog = await screen.findByRole("alertdialog");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep it"));
    await press("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(begin).not.toHaveBeenCalled();
    expect(dialog.textContent).toContain("A copy is kept in History on this computer.");
    await userEvent.click(await screen.findByRole("button", { name: "Delete it at Microsoft…" }));
    await userEvent.click(await screen.findByRole("button", { name: "Delete the draft" }));
    await waitFor(() => expect(begin).toHaveBeenCalledTimes(1));
    expect(begin).toHaveBeenCalledWith({ name: "deletePending", product: open.id });
  });

  test("an unknown state shows the service's word and breaks nothing", async () => {
    const odd = row("Odd", { state: seen("unknown", "Levitating") });
    const { container } = await renderApp({ host: world([odd]), ...at(odd) });
    expect(await screen.findByText(/Partner Center says Levitating/)).toBeTruthy();
    expect(acts(world([odd]))).toEqual([]);
    await accessible(container);
  });

  test("a product that Microsoft closes to apps says so and leads to Partner Center", async () => {
    const closed = row("Litware", {
      closed: problem("product.api.unsupported", { params: { product: "Litware" } }),
      next: "openPartnerCenter",
    });
    const host = world([closed]);
    await renderApp({ host, ...at(closed) });
    await userEvent.click(await screen.findByRole("button", { name: "Open in Partner Center" }));
    expect(host.calls.at(-1)).toEqual({ name: "link_open", args: { to: "partnerCenter", product: closed.id } });
  });

  test("skips a step only in practice", async () => {
    const checks = row("Northwind", { state: seen("checks", "PreProcessing"), next: "follow" });
    const host = world([checks]);
    host.answer({
      product: () => view(checks, { timeline: [{ step: "checks", mark: "current" }] }),
      practice_skip: () => null,
    });
    const { unmount } = await renderApp({ host, ...at(checks) });
    await screen.findByRole("region", { name: "Automatic checks are running" });
    expect(screen.queryByRole("button", { name: "Practice: skip to the next step" })).toBeNull();
    unmount();
    await renderApp({ host, session: session({ practice: { speed: 600 } }), at: `/products/${checks.id}` });
    await userEvent.click(await screen.findByRole("button", { name: "Practice: skip to the next step" }));
    expect(acts(host)).toEqual(["practice_skip"]);
  });
});
