// Acts from asking to ending: dialogs, the two ways of the sale, the hold and its undo, what is told at the end.

import { act as react, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { connectEvents } from "@/app/events.ts";
import type { Act, ActName, AppEvent, Held, ProductRow, ProductView, Session } from "@/bindings";
import { forgetActs } from "@/data/acts.ts";
import type { FakeHost } from "@/host/fake.ts";
import { renderApp } from "@/test/render.tsx";
import { problem, row, SEEN, seen, session, sheet, tailspin, view, world } from "@/test/world.ts";
import { asked } from "./act.ts";

// The virtual table measures its scroller, and happy-dom lays nothing out.
const height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "clientHeight");
beforeAll(() => Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 700 }));
afterAll(() => height && Object.defineProperty(HTMLElement.prototype, "clientHeight", height));
beforeEach(() => {
  forgetActs();
  asked.set(null);
});

const begun = (host: FakeHost) => host.calls.filter(({ name }) => name === "act_begin").map(({ args }) => args as Act);
const called = (host: FakeHost, name: string) =>
  host.calls.filter((call) => call.name === name).map(({ args }) => args);
/** The bar, not the live region that says the same. */
const told = async (words: string) => {
  const bar = await screen.findByRole("region", { name: "How it ended" });
  await within(bar).findByText(words);
  return bar;
};
const waiting = async (words: string) =>
  within(await screen.findByRole("region", { name: "Waiting before it is sent" })).findByText(words);
const press = (keys: string) => userEvent.keyboard(keys);

/** What the core says of the ways of a sale. */
const FACTS: Partial<Record<ActName, string[]>> = {
  stopSaleByHand: ["stopSaleByHand.happens", "stopSaleByHand.when", "stopSaleByHand.stays"],
  stopSaleHere: ["stopSaleHere.happens", "stopSaleHere.when", "stopSaleHere.stays"],
  haltRollout: ["haltRollout.happens", "haltRollout.who", "haltRollout.stays"],
  finalizeRollout: ["finalizeRollout.happens", "finalizeRollout.who", "finalizeRollout.undo"],
};

function sheets(of: Act) {
  const facts = (FACTS[of.name] ?? []).map((code) => ({ code, params: { percentage: 10 } }));
  const last = of.name === "finalizeRollout" || of.name.startsWith("delete");
  const level = last ? 3 : of.name.startsWith("resume") ? 1 : 2;
  const can = of.name.endsWith("ByHand") ? ({ state: "handOff" } as const) : ({ state: "available" } as const);
  return sheet(of, { can, facts, level, hold_seconds: last ? 10 : 0 });
}

interface Options {
  rows?: ProductRow[];
  product?: ProductView;
  session?: Session;
  language?: "en" | "fr";
}

/** The whole window with its events joined, as `main.tsx` does it. */
async function open(at: string, options: Options = {}) {
  const host = world(options.rows ?? [tailspin]);
  const { product } = options;
  if (product) host.answer({ product: () => product });
  host.answer({
    act_sheet: sheets,
    act_begin: () => ({ outcome: "done" }),
    act_pause: () => null,
    act_undo: () => null,
  });
  const shown = await renderApp({
    host,
    at,
    session: options.session ?? session(),
    ...(options.language ? { language: options.language } : {}),
  });
  const stop = connectEvents(host, shown.client, shown.drafts);
  const tell = (event: AppEvent) => react(() => host.emit(event));
  return { ...shown, host, tell, stop };
}

const held = (more: Partial<Held> = {}): Held => ({
  id: "h1",
  act: { name: "finalizeRollout", product: tailspin.id, percentage: 100 },
  product_name: "Tailspin",
  sends_at: new Date(Date.now() + 8_000).toISOString(),
  paused_ms: null,
  ...more,
});

describe("stopping a sale", () => {
  test("in Partner Center takes three steps and no request that changes a state", async () => {
    const { host, container } = await open("/products");
    await userEvent.click(await screen.findByRole("button", { name: "Stop sale…: Tailspin" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Stop the sale of Tailspin?" });
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep selling"));
    const now = within(dialog).getByRole("region", { name: "Now, in Partner Center" });
    expect(
      within(dialog)
        .getAllByRole("region")
        .map((one) => one.getAttribute("aria-labelledby")),
      "it stands first",
    ).toHaveLength(2);
    expect(within(dialog).getAllByRole("region")[0]).toBe(now);
    expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
    await userEvent.click(within(now).getByRole("button", { name: /Open Partner Center/ }));
    await userEvent.click(within(now).getByRole("button", { name: "It’s done" }));
    const bar = await told("Tailspin is noted as not on sale, as you confirmed.");
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(called(host, "link_open")).toEqual([{ to: "partnerCenter", product: tailspin.id }]);
    expect(begun(host)).toEqual([{ name: "stopSaleByHand", product: tailspin.id }]);
    await userEvent.click(within(bar).getByRole("button", { name: "Undo" }));
    await told("Tailspin is noted as on sale again, as you confirmed.");
    expect(begun(host).at(-1)).toEqual({ name: "resumeSaleByHand", product: tailspin.id });
  });

  test("from here takes two steps, and one request however often it is pressed", async () => {
    const { host } = await open("/products");
    let answer = () => {};
    host.answer({
      act_begin: () =>
        new Promise((resolve) => {
          answer = () => resolve({ outcome: "started", job: "j1" });
        }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Stop sale…: Tailspin" }));
    const here = await screen.findByRole("region", { name: "From here, after certification" });
    await userEvent.dblClick(within(here).getByRole("button", { name: "Stop sale" }));
    answer();
    const link = await screen.findByRole("link", { name: "See progress" });
    expect(link.getAttribute("href")).toBe("/products/store:Tailspin/publish");
    expect(begun(host)).toEqual([{ name: "stopSaleHere", product: tailspin.id }]);
  });

  test("says why it cannot be done from here, and where that ends", async () => {
    const { host, router } = await open("/products");
    host.answer({
      act_sheet: (of) =>
        of.name === "stopSaleHere"
          ? sheet(of, {
              can: {
                state: "notPossible",
                because: problem("submission.rollout.running", { params: { percentage: 10 } }),
              },
            })
          : sheets(of),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Stop sale…: Tailspin" }));
    const here = await screen.findByRole("region", { name: "From here, after certification" });
    const button = within(here).getByRole("button", { name: "Stop sale" });
    const why = document.getElementById(button.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toContain("Finish the rollout first");
    await userEvent.click(button);
    expect(begun(host)).toEqual([]);
    await userEvent.click(within(here).getByRole("link", { name: "Go to the rollout" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/products/store:Tailspin/rollout"));
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  test("of an add-on leads to its own page in Partner Center, where no label is promised", async () => {
    const addOn = row("Gold", { id: "addon:9NGOLD", kind: "addOn" });
    await open("/products", { rows: [addOn] });
    await userEvent.click(await screen.findByRole("button", { name: "Stop sale…: Gold" }));
    const now = await screen.findByRole("region", { name: "Now, in Partner Center" });
    expect(now.textContent).toContain("on the add-on’s page, stop its sale");
    expect(now.textContent).not.toContain("Make product unavailable");
  });

  test("Escape and Enter at once do nothing; what is not on sale offers the way back", async () => {
    const stopped = row("Woodgrove", { state: seen("stopped", "Published") });
    const never = row("Litware", { published: false, state: null });
    const { host } = await open("/products", { rows: [tailspin, stopped, never] });
    await userEvent.click(await screen.findByRole("button", { name: "Stop sale…: Tailspin" }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep selling"));
    await press("{Enter}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    await userEvent.click(screen.getByRole("button", { name: "Resume sale…: Woodgrove" }));
    await screen.findByRole("alertdialog", { name: "Sell Tailspin again?" });
    await press("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(begun(host)).toEqual([]);
    expect(screen.queryByRole("button", { name: /sale.*Litware/ })).toBeNull();
  });

  test("keeps the dialog open with the reason when it was refused", async () => {
    const { host } = await open("/products");
    host.answer({
      act_begin: () => Promise.reject(problem("sale.submission.open", { params: { submission: "S 12" } })),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Stop sale…: Tailspin" }));
    const here = await screen.findByRole("region", { name: "From here, after certification" });
    await userEvent.click(within(here).getByRole("button", { name: "Stop sale" }));
    expect(await within(here).findByText("Another submission comes first")).toBeTruthy();
    expect(screen.getByRole("alertdialog")).toBeTruthy();
  });

  test("stands in the header of the product too, and speaks French", async () => {
    const commands = [{ name: "stopSale" as const, can: { state: "handOff" as const } }];
    await open("/products/store:Tailspin", { language: "fr", product: view(tailspin, { commands }) });
    await userEvent.click(await screen.findByRole("button", { name: "Arrêter la vente…" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Arrêter la vente de Tailspin\u00a0?" });
    expect(within(dialog).getByRole("region", { name: "Tout de suite, dans l’Espace partenaires" })).toBeTruthy();
    expect(within(dialog).getByText("Contoso SAS")).toBeTruthy();
  });
});

describe("what waits for its hold", () => {
  test("is shown with its seconds, counts down, and is undone by its button", async () => {
    const { host, tell } = await open("/");
    tell({ event: "held", held: [held()] });
    expect(await screen.findByText("Finalizing the rollout of Tailspin in 8 s")).toBeTruthy();
    await screen.findByText("Finalizing the rollout of Tailspin in 7 s");
    await userEvent.click(screen.getByRole("button", { name: "Undo: Finalizing the rollout of Tailspin" }));
    expect(called(host, "act_undo")).toEqual(["h1"]);
    expect(document.activeElement?.tagName, "the focus does not fall to the body").toBe("H1");
    tell({ event: "held", held: [] });
    await waitFor(() => expect(screen.queryByText(/Finalizing/)).toBeNull());
    expect(begun(host)).toEqual([]);
  });

  test("the last one is undone by Ctrl+Z, wherever the focus is", async () => {
    const { host, tell } = await open("/");
    const other = held({ id: "h2", act: { name: "deletePending", product: "store:Wingtip" }, product_name: "Wingtip" });
    tell({ event: "held", held: [held(), other] });
    await waiting("Deleting the draft of Wingtip at Microsoft in 8 s");
    await press("{Control>}z{/Control}");
    expect(called(host, "act_undo")).toEqual(["h2"]);
  });

  test("stands still as long as the pointer or the focus is on it", async () => {
    const { host, tell } = await open("/");
    tell({ event: "held", held: [held()] });
    const undo = await screen.findByRole("button", { name: /^Undo: Finalizing/ });
    const user = userEvent.setup();
    await user.hover(undo);
    await waitFor(() => expect(called(host, "act_pause")).toEqual([{ id: "h1", paused: true }]));
    react(() => undo.focus());
    await user.unhover(undo);
    expect(called(host, "act_pause"), "the focus is still there").toHaveLength(1);
    tell({ event: "held", held: [held({ paused_ms: 7_400 })] });
    expect(await screen.findByText("Finalizing the rollout of Tailspin in 8 s")).toBeTruthy();
    expect(screen.getByText(/It waits while you are here\. Nothing has been sent yet\./)).toBeTruthy();
    react(() => undo.blur());
    await waitFor(() => expect(called(host, "act_pause").at(-1)).toEqual({ id: "h1", paused: false }));
  });

  test("goes on when it was paused by a page that is gone", async () => {
    const { host } = await open("/", { session: session({ held: [held({ paused_ms: 4_000 })] }) });
    await waitFor(() => expect(called(host, "act_pause")).toEqual([{ id: "h1", paused: false }]));
  });

  test("is told to readers once, not each second", async () => {
    const { tell } = await open("/");
    tell({ event: "held", held: [held()] });
    const said = await screen.findByText(/in 8 seconds\. Press Control Z or the Undo button to stop it\./);
    await screen.findByText("Finalizing the rollout of Tailspin in 7 s");
    expect(said.textContent).toContain("in 8 seconds");
    expect(screen.queryByText(/in 7 seconds/)).toBeNull();
  });

  test("says that it is on its way once the wait is over, then how it ended", async () => {
    const { tell } = await open("/");
    const one = held();
    tell({ event: "held", held: [one] });
    tell({ event: "held", held: [] });
    expect(await screen.findByText("Finalizing the rollout of Tailspin: on its way to Microsoft.")).toBeTruthy();
    tell({ event: "actEnded", act: one.act, product_name: "Tailspin", problem: null });
    const bar = await screen.findByRole("region", { name: "How it ended" });
    expect(bar.textContent).toContain("The rollout of Tailspin is finalized: everyone gets this version.");
    expect(screen.queryByText(/on its way to Microsoft/)).toBeNull();
    expect(within(bar).getByRole("link", { name: "See the product" })).toBeTruthy();
    await userEvent.click(within(bar).getByRole("button", { name: "Close" }));
    expect(bar.hidden).toBe(true);
  });

  test("that Microsoft refused says so on the product, until it is read", async () => {
    const { tell, router } = await open("/");
    tell({
      event: "actEnded",
      act: held().act,
      product_name: "Tailspin",
      problem: problem("submission.state.refused", { params: { status: "Certification" } }),
    });
    await react(() => router.navigate({ to: "/products/$product", params: { product: tailspin.id } }));
    const bar = await screen.findByRole("region", { name: "How it ended" });
    expect(bar.textContent).toContain("Microsoft does not allow this at this step");
    expect(bar.textContent).toContain("Finalizing the rollout of Tailspin did not work.");
  });

  test("says when it was too late to undo", async () => {
    const { host, tell } = await open("/");
    host.answer({ act_undo: () => Promise.reject(problem("act.undo.toolate")) });
    tell({ event: "held", held: [held()] });
    await userEvent.click(await screen.findByRole("button", { name: /^Undo: Finalizing/ }));
    expect(
      await within(await screen.findByRole("region", { name: "How it ended" })).findByText("It was sent already"),
    ).toBeTruthy();
  });

  test("another world forgets what ended in the old one", async () => {
    const { tell, client } = await open("/");
    tell({ event: "actEnded", act: held().act, product_name: "Tailspin", problem: null });
    const bar = await told("The rollout of Tailspin is finalized: everyone gets this version.");
    const now = client.getQueryData<Session>(["session", null])!;
    tell({ event: "snapshot", session: now });
    await waitFor(() => expect(bar.hidden).toBe(true));
  });
});

describe("what an earlier run did not send", () => {
  const left = {
    id: "n1",
    act: { name: "finalizeRollout", product: tailspin.id },
    product_name: "Tailspin",
    at: SEEN,
  } as const;

  test("is told on Home until it is read", async () => {
    const { host, container } = await open("/", { session: session({ not_sent: [left] }) });
    host.answer({ not_sent_dismiss: () => null });
    const bar = await screen.findByRole("region", { name: "Not sent: Finalizing the rollout of Tailspin" });
    expect(bar.textContent).toContain("Vitrine closed before the wait was over");
    expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
    await userEvent.click(within(bar).getByRole("button", { name: /^Leave it/ }));
    await waitFor(() => expect(screen.queryByRole("region", { name: /^Not sent/ })).toBeNull());
    expect(called(host, "not_sent_dismiss")).toEqual(["n1"]);
  });

  test("is done through its dialog again, and then no longer told", async () => {
    const { host, tell } = await open("/", { session: session({ not_sent: [left] }) });
    const dismiss = vi.fn(() => null);
    host.answer({
      not_sent_dismiss: dismiss,
      act_begin: (of) => {
        tell({ event: "held", held: [held({ act: of })] });
        return { outcome: "held", held: held({ act: of }) };
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Do it now…/ }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("After that you have 10 seconds to undo it.");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Not yet"));
    expect(dismiss).not.toHaveBeenCalled();
    await userEvent.click(within(dialog).getByRole("button", { name: "Finalize" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    await waiting("Finalizing the rollout of Tailspin in 8 s");
    await waitFor(() => expect(screen.queryByRole("region", { name: /^Not sent/ })).toBeNull());
    expect(dismiss).toHaveBeenCalledTimes(1);
  });
});

test("the wait before what cannot be undone is a setting of three values", async () => {
  const { host } = await open("/settings");
  host.answer({ settings_set: (settings) => settings });
  const group = await screen.findByRole("radiogroup", { name: "Wait before sending what can’t be undone" });
  expect(within(group).getAllByRole("radio")).toHaveLength(3);
  expect((within(group).getByRole("radio", { name: "10 s" }) as HTMLInputElement).checked).toBe(true);
  await userEvent.click(within(group).getByRole("radio", { name: "30 s" }));
  expect(called(host, "settings_set")).toEqual([expect.objectContaining({ hold: 30 })]);
});
