// Activity as a person reads it, copies it and saves it.

import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import type { ActivityAsk, ActivityEntry, ActivityView, ActivityWhat, BudgetView } from "@/bindings";
import { renderApp } from "@/test/render.tsx";
import { job, problem, row, session, tailspin, world } from "@/test/world.ts";

const entry = (id: number, what: ActivityWhat, more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id,
  at: "2026-11-20T13:42:10Z",
  account: "a1",
  product: tailspin.id,
  product_name: "Tailspin",
  what,
  ...more,
});

const HALT = entry(12, {
  kind: "act",
  act: "haltRollout",
  undone: false,
  problem: problem("service.silent", {
    params: { minutes: 1, tries: 1, answer: "–" },
    details: { operation: "POST …/haltpackagerollout", correlation_id: "c0-77" },
  }),
});
const REQUEST = entry(
  11,
  { kind: "request", method: "GET", path: "applications/9N", status: 429, milliseconds: 1_234, correlation: "c0-76" },
  { product: null, product_name: null },
);
const ALL = [
  HALT,
  entry(10, { kind: "act", act: "changeRollout", percentage: 30, undone: false }),
  entry(9, { kind: "act", act: "deletePending", undone: true }),
  entry(8, { kind: "publication", outcome: "live", submission: "1152921505" }),
  entry(7, { kind: "publication", outcome: "begun", submission: null }),
];

const budget = (more: Partial<BudgetView> = {}): BudgetView => ({
  account: "a1",
  account_name: "Contoso SAS",
  per_minute: 15,
  left: 15,
  waiting: 0,
  paused_until: null,
  ...more,
});

const view = (more: Partial<ActivityView> = {}): ActivityView => ({
  entries: ALL,
  more: false,
  budgets: [budget()],
  ...more,
});

function host(answer: (ask: ActivityAsk) => ActivityView = () => view()) {
  const made = world([tailspin, row("Woodgrove")]);
  made.answer({ activity: answer });
  return made;
}

const asked = (made: ReturnType<typeof host>) =>
  made.calls.filter(({ name }) => name === "activity").map(({ args }) => args as ActivityAsk);

const open = (made = host(), more: Parameters<typeof renderApp>[0] = {}) =>
  renderApp({ host: made, session: session(), at: "/activity", ...more });

async function accessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

/** The entries as they read, once there are any. */
const lines = () =>
  waitFor(() => {
    const all = screen.queryAllByRole("listitem").flatMap((one) => (one.dataset.kind ? [one.textContent ?? ""] : []));
    expect(all.length).toBeGreaterThan(0);
    return all;
  });

describe("Activity", () => {
  test("says what was done and how it ended, newest first", async () => {
    const { container } = await open();
    await screen.findByRole("heading", { level: 1, name: "Activity" });
    const told = await lines();
    expect(told).toHaveLength(5);
    expect(told[0]).toMatch(/Halting the rollout of Tailspin.*Not done.*Partner Center isn’t answering/);
    expect(told[1]).toMatch(/Changing the rollout of Tailspin to 30%.*Done/);
    expect(told[2]).toMatch(/Deleting the draft of Tailspin at Microsoft.*Undone, not sent/);
    expect(told[3]).toMatch(/Publication of Tailspin.*Live/);
    await accessible(container);
  });

  test("stands in the navigation and is found by name", async () => {
    await open(host(), { session: session({ jobs: [job("upload")] }) });
    const link = await screen.findByRole("link", { name: /^Activity/ });
    expect(link.getAttribute("aria-current")).toBe("page");
    expect(within(link).getByText("1 publication under way")).toBeTruthy();
  });

  test("shows what is being sent first, with its progress, then what was interrupted", async () => {
    const sending = job("upload", {
      progress: {
        sent: 312e6,
        total: 440e6,
        bytes_per_second: 1e6,
        seconds_left: 128,
        address_ends_at: null,
      },
    });
    const jobs = [
      job("create", { id: "j2", product: "store:Woodgrove", product_name: "Woodgrove", status: "interrupted" }),
      job("live", { id: "j3", product_name: "Over", status: "succeeded" }),
      sending,
    ];
    await open(host(), { session: session({ jobs }) });
    const section = await screen.findByRole("region", { name: "Under way" });
    const names = within(section)
      .getAllByRole("listitem")
      .map((one) => within(one).getAllByRole("link")[0]?.textContent);
    expect(names).toEqual(["Tailspin", "Woodgrove"]);
    expect(within(section).getByText("312 MB of 440 MB")).toBeTruthy();
    expect(within(section).getByRole("link", { name: "See and resume: Woodgrove" })).toBeTruthy();
  });

  test("says how much of the pace is left, who waits, and until when Microsoft wants silence", async () => {
    const paused = "2026-11-20T14:06:00Z";
    await open(host(() => view({ budgets: [budget({ left: 0, waiting: 3, paused_until: paused })] })));
    const section = await screen.findByRole("region", { name: "Pace of requests" });
    expect(within(section).getByText("0 of 15 free this minute")).toBeTruthy();
    expect(within(section).getByText("3 requests wait")).toBeTruthy();
    expect(within(section).getByText(/asked Vitrine to wait until \d\d:\d\d/)).toBeTruthy();
  });

  test("asks for what the filters say", async () => {
    const made = host();
    await open(made);
    await lines();
    await userEvent.click(await screen.findByRole("button", { name: "Errors" }));
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Product" }), "Woodgrove");
    await userEvent.click(screen.getByRole("checkbox", { name: "Each request too" }));
    await waitFor(() =>
      expect(asked(made).at(-1)).toEqual({
        requests: true,
        errors: true,
        publications: false,
        product: "store:Woodgrove",
      }),
    );
    await userEvent.click(screen.getByRole("button", { name: "Publications" }));
    await waitFor(() => expect(asked(made).at(-1)).toMatchObject({ requests: false, publications: true }));
    expect(screen.getByRole("button", { name: "Publications", pressed: true })).toBeTruthy();
  });

  test("an empty filter says so and leads back", async () => {
    const made = host(({ errors }) => view({ entries: errors ? [] : ALL }));
    await open(made);
    await userEvent.click(await screen.findByRole("button", { name: "Errors" }));
    expect(await screen.findByText("Nothing of this kind has happened.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show all" }));
    await waitFor(async () => expect(await lines()).toHaveLength(5));
  });

  test("reads older pages on demand, and all of them anew when something happens", async () => {
    const first = Array.from({ length: 3 }, (_, n) =>
      entry(30 - n, { kind: "publication", outcome: "begun", submission: null }),
    );
    const older = [entry(5, { kind: "publication", outcome: "live", submission: null })];
    const made = host(({ before }) =>
      before === undefined ? view({ entries: first, more: true }) : view({ entries: older }),
    );
    await open(made);
    await userEvent.click(await screen.findByRole("button", { name: "Show older entries" }));
    await waitFor(async () => expect(await lines()).toHaveLength(4));
    expect(asked(made).at(-1)?.before).toBe(28);
    expect(screen.queryByRole("button", { name: "Show older entries" })).toBeNull();
  });

  test("the details hold what support asks for, and copying them takes the same words", async () => {
    const user = userEvent.setup();
    const made = host(() => view({ entries: [HALT, REQUEST] }));
    const { container } = await open(made);
    await user.click(await screen.findByRole("button", { name: /^Details: Halting the rollout/ }));
    for (const text of ["service.silent", "c0-77", "POST …/haltpackagerollout", "2026-11-20T13:42:10.000Z"])
      expect(screen.getByText(text), text).toBeTruthy();
    await accessible(container);
    const copies = within(screen.getByText("c0-77").closest("li") as HTMLElement);
    await user.click(copies.getByRole("button", { name: "Copy for support" }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toMatch(/^2026-11-20T13:42:10\.000Z {2}Halting the rollout of Tailspin: Not done\n/);
    expect(copied).toContain("Correlation ID: c0-77");
  });

  test("copies and saves everything that is shown, with the version and the filter", async () => {
    const user = userEvent.setup();
    const made = host(() => view({ entries: [HALT, REQUEST] }));
    let saved = { name: "", text: "" };
    made.answer({
      activity_save: (args) => {
        saved = args;
        return "mine.txt";
      },
    });
    await open(made);
    await screen.findByText("GET applications/9N");
    await user.click(screen.getByRole("button", { name: "Copy for support" }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toMatch(/^Vitrine 0\.1\.0 \(linux\)\nWritten .* UTC\nAll: 2 entries\n\n/);
    expect(copied).toContain("GET applications/9N: Refused (429)");
    expect(copied).toContain("Correlation ID: c0-76");
    await user.click(screen.getByRole("button", { name: "Save as text…" }));
    const header = within(screen.getByRole("main"));
    expect(await header.findByText("Saved as mine.txt.")).toBeTruthy();
    expect(saved.name).toBe("Vitrine activity.txt");
    expect(saved.text.split("\n").slice(2)).toEqual(copied.split("\n").slice(2));
  });

  test("a place that does not take the text is told, and nothing is lost", async () => {
    const made = host();
    made.answer({
      activity_save: () => {
        throw problem("file.save.refused", { params: { name: "a.txt", reason: "read-only" } });
      },
    });
    await open(made);
    await userEvent.click(await screen.findByRole("button", { name: "Save as text…" }));
    expect(await screen.findByText("The text could not be saved there")).toBeTruthy();
    expect(await lines()).toHaveLength(5);
  });

  test("French says the same", async () => {
    await open(host(), { language: "fr" });
    await screen.findByRole("heading", { level: 1, name: "Activité" });
    const told = await lines();
    expect(told[1]).toMatch(/à 30\s%.*Fait/);
    expect(told[3]).toMatch(/En ligne/);
  });
});

test("events ask again at once and then at most once a second", async () => {
  const made = host();
  const { client } = await open(made);
  await screen.findByRole("heading", { level: 1, name: "Activity" });
  await waitFor(() => expect(asked(made).length).toBeGreaterThan(0));
  const { apply } = await import("@/data/events.ts");
  const told = vi.spyOn(client, "invalidateQueries");
  vi.useFakeTimers();
  try {
    const sinks = { menu: () => {}, open: () => {}, draft: () => {} };
    await act(async () => {
      for (let n = 0; n < 40; n += 1) apply({ event: "activity" }, client, sinks);
    });
    expect(told).toHaveBeenCalledTimes(1);
    await act(async () => void vi.advanceTimersByTime(1_000));
    expect(told).toHaveBeenCalledTimes(2);
    await act(async () => void vi.advanceTimersByTime(5_000));
    expect(told, "nothing more happened").toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});
