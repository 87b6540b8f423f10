// The rollout page: what moves sends nothing, what is applied is sent once, and what cannot be done says why.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, expect, test, vi } from "vitest";
import { asked } from "@/app/acts/act.ts";
import type { Act, ProductView, RolloutView, Session } from "@/bindings";
import { forgetActs } from "@/data/acts.ts";
import type { FakeHost } from "@/host/fake.ts";
import { renderApp } from "@/test/render.tsx";
import { problem, row, SEEN, seen, session, sheet, view, world } from "@/test/world.ts";

const photo = row("Fabrikam", { state: seen("rollingOut", "Published", { percent: 10 }), next: "changeRollout" });

const rollout = (more: Partial<RolloutView> = {}): RolloutView => ({
  state: "running",
  raw: "PackageRolloutInProgress",
  percentage: 10,
  version: "5.1.0.0",
  fallback_version: "5.0.0.0",
  seen_at: SEEN,
  since: SEEN,
  ...more,
});

const AVAILABLE = { state: "available" } as const;
const COMMANDS: ProductView["commands"] = [
  { name: "changeRollout", can: AVAILABLE },
  { name: "finalizeRollout", can: AVAILABLE },
  { name: "haltRollout", can: AVAILABLE },
];

beforeEach(() => {
  forgetActs();
  asked.set(null);
});

async function open(
  options: {
    rollout?: Partial<RolloutView> | null;
    view?: Partial<ProductView>;
    session?: Session;
    language?: "en" | "fr";
  } = {},
) {
  const host = world([photo]);
  host.answer({
    product: () =>
      view(photo, {
        commands: COMMANDS,
        rollout: options.rollout === null ? null : rollout(options.rollout),
        ...options.view,
      }),
    act_sheet: (of) =>
      sheet(of, { product_name: "Fabrikam", level: of.name === "changeRollout" && (of.percentage ?? 0) < 100 ? 1 : 2 }),
    act_begin: () => ({ outcome: "done" }),
  });
  const shown = await renderApp({
    host,
    at: "/products/store:Fabrikam/rollout",
    session: options.session ?? session(),
    ...(options.language ? { language: options.language } : {}),
  });
  return { ...shown, host };
}

const begun = (host: FakeHost) => host.calls.filter(({ name }) => name === "act_begin").map(({ args }) => args as Act);
const slider = () => screen.findByRole("slider", { name: "Share of customers" }) as Promise<HTMLInputElement>;

test("moving the slider sends nothing; Apply sends it once", async () => {
  const { host, container } = await open();
  const handle = await slider();
  expect(handle.getAttribute("aria-valuetext")).toBe("10% of customers");
  const apply = screen.getByRole("button", { name: "Apply" });
  expect(document.getElementById(apply.getAttribute("aria-describedby") ?? "")?.textContent).toContain(
    "10% is the share now",
  );
  await userEvent.click(apply);
  fireEvent.change(handle, { target: { value: "25" } });
  expect(handle.getAttribute("aria-valuetext")).toBe("25% of customers");
  expect((screen.getByRole("textbox", { name: "Share" }) as HTMLInputElement).value).toBe("25");
  expect(begun(host)).toEqual([]);
  expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
  let answer = () => {};
  host.answer({
    act_begin: () =>
      new Promise((resolve) => {
        answer = () => resolve({ outcome: "done" });
      }),
  });
  await userEvent.dblClick(apply);
  answer();
  const bar = await screen.findByRole("region", { name: "How it ended" });
  await within(bar).findByText("The rollout of Fabrikam is at 25% now.");
  expect(begun(host)).toEqual([{ name: "changeRollout", product: photo.id, percentage: 25 }]);
});

test("the keyboard moves by one and by ten; the quick values and the field by what they say", async () => {
  const { host } = await open();
  const handle = await slider();
  handle.focus();
  await userEvent.keyboard("{PageUp}");
  expect(handle.value).toBe("20");
  await userEvent.keyboard("{PageDown}{PageDown}");
  expect(handle.value).toBe("0");
  await userEvent.click(
    within(screen.getByRole("group", { name: "Quick values" })).getByRole("button", { name: "50%" }),
  );
  expect(handle.value).toBe("50");
  const field = screen.getByRole("textbox", { name: "Share" });
  await userEvent.clear(field);
  await userEvent.type(field, "120");
  expect(screen.getByText(/Write a number from 0 to 100/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Apply" }));
  expect(begun(host)).toEqual([]);
  await userEvent.clear(field);
  await userEvent.type(field, "12.5");
  await userEvent.click(screen.getByRole("button", { name: "Apply" }));
  await waitFor(() => expect(begun(host)).toEqual([{ name: "changeRollout", product: photo.id, percentage: 12.5 }]));
});

test("a leap asks first, and 100% is said not to be everyone", async () => {
  const { host } = await open();
  await userEvent.click(await screen.findByRole("button", { name: "100%" }));
  await userEvent.click(screen.getByRole("button", { name: "Apply" }));
  await screen.findByRole("alertdialog", { name: "Change the rollout of Fabrikam?" });
  expect(begun(host)).toEqual([]);
  expect(screen.getByText(/100% still leaves out customers on older systems/)).toBeTruthy();
});

test("everyone is one choice: to 100% first, then finalized", async () => {
  const { host } = await open();
  await userEvent.click(await screen.findByRole("button", { name: "Finalize: give it to everyone…" }));
  const dialog = await screen.findByRole("alertdialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "Finalize" }));
  await waitFor(() => expect(begun(host)).toEqual([{ name: "finalizeRollout", product: photo.id, percentage: 100 }]));
});

test("at 100% it is only finalized", async () => {
  const { host } = await open({ rollout: { percentage: 100 } });
  await userEvent.click(await screen.findByRole("button", { name: "Finalize: give it to everyone…" }));
  await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Finalize" }));
  await waitFor(() => expect(begun(host)).toEqual([{ name: "finalizeRollout", product: photo.id }]));
});

test("says why nothing can be sent, at each control", async () => {
  const { host } = await open({ session: session({ offline_since: SEEN }) });
  await slider();
  for (const name of ["Apply", "Finalize: give it to everyone…", "Halt the rollout…"]) {
    const button = screen.getByRole("button", { name });
    expect(button.getAttribute("aria-disabled"), name).toBe("true");
    const why = document.getElementById(button.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent?.length, name).toBeGreaterThan(20);
    await userEvent.click(button);
  }
  expect(begun(host)).toEqual([]);
  expect(host.calls.some(({ name }) => name === "act_sheet")).toBe(false);
});

test("while an act of it waits, the next one waits too", async () => {
  const act: Act = { name: "finalizeRollout", product: photo.id };
  const waiting = {
    id: "h",
    act,
    product_name: "Fabrikam",
    sends_at: new Date(Date.now() + 9_000).toISOString(),
    paused_ms: null,
  };
  await open({ session: session({ held: [waiting] }) });
  const button = await screen.findByRole("button", { name: "Halt the rollout…" });
  expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toContain(
    "It waits before it is sent",
  );
});

test("after a halt it says how far it came and leads to a corrected package", async () => {
  const { host, router } = await open({
    rollout: { state: "halted", raw: "PackageRolloutStopped", percentage: 10 },
    view: { commands: [{ name: "editDraft", can: AVAILABLE }] },
  });
  const start = vi.fn(() => Promise.reject(problem("service.offline")));
  host.answer({ draft_start: start });
  expect(await screen.findByRole("heading", { name: "Halted at 10%" })).toBeTruthy();
  expect(screen.getByText(/The customers who already have 5\.1\.0\.0 keep it/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Prepare a corrected package" }));
  await waitFor(() => expect(start).toHaveBeenCalledWith(photo.id));
  await waitFor(() => expect(router.state.location.pathname).toBe("/products/store:Fabrikam"));
});

test("of a flight it speaks of testers, never of customers", async () => {
  const { container } = await open({ view: { row: { ...photo, id: "flight:Fabrikam:beta", kind: "flight" } } });
  expect(await screen.findByRole("heading", { name: "10% of testers get it" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Finalize: give it to all testers…" })).toBeTruthy();
  expect(container.querySelector("main")?.textContent).not.toMatch(/customers|everyone/);
});

test("says what it does not know, and when there is none", async () => {
  const { unmount } = await open({ rollout: { state: "unknown", raw: "Levitating" } });
  expect(await screen.findByText(/Microsoft says Levitating/)).toBeTruthy();
  unmount();
  await open({ rollout: null });
  expect(await screen.findByText(/No rollout is under way/)).toBeTruthy();
});

test("speaks French", async () => {
  const { container } = await open({ language: "fr" });
  const handle = await screen.findByRole("slider", { name: "Part des clients" });
  expect(handle.getAttribute("aria-valuetext")).toMatch(/^10\s% des clients$/);
  expect(container.textContent).not.toMatch(/customers/);
});
