import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it } from "vitest";
import { outcome } from "@/app/landing/land.ts";
import { polite } from "@/app/live.ts";
import { dropped } from "@/data/signals.ts";
import { demoSession } from "@/host/demo.ts";
import { image, openDraft as open, world } from "@/test/draft.ts";
import { renderApp } from "@/test/render.tsx";
import { view as productView, tailspin } from "@/test/world.ts";

beforeEach(() => {
  outcome.set(null);
  dropped.set(null);
});

describe("the task list", () => {
  it("lists the sections as whole-row links with a word for each state", async () => {
    await open("draft");
    const list = await screen.findByRole("list", { name: "Sections of the draft" });
    const rows = within(list).getAllByRole("link");
    expect(rows.map((row) => row.getAttribute("href")?.split("/").at(-1))).toEqual([
      "packages",
      "listing",
      "images",
      "price",
      "properties",
      "options",
    ]);
    expect(rows[0]?.textContent).toContain("Changed");
    expect(rows[1]?.textContent).toMatch(/2 to fix.*Incomplete/);
    expect(screen.getByText("4 of 6 sections ready")).toBeTruthy();
    await waitFor(() => expect(document.title).toBe("Error: Draft — Tailspin Planner — Vitrine"));
  });

  it("has no axe finding", async () => {
    await open("draft");
    await screen.findByRole("list", { name: "Sections of the draft" });
    const found = await axe.run(document.getElementById("page")!, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
  });

  it("warns against Partner Center only when a part is at Microsoft and was made here", async () => {
    const { view } = world();
    const ribbon = view().ribbon;
    const state = {
      state: "draft" as const,
      raw: "PendingCommit",
      percent: null,
      date: null,
      seen_at: "",
      first_seen_at: "",
    };
    const microsoft = {
      submission: "1",
      friendly_name: "Submission 12",
      made_here_at: "2026-11-20T13:50:00Z",
      version: null,
      state,
    };
    await open("draft", { view: { ribbon: { ...ribbon, microsoft } } });
    expect(await screen.findByText("Edit this draft only in Vitrine.")).toBeTruthy();
  });

  it("is read-only while a job sends: nothing to choose or discard, and the reason in sight", async () => {
    const locked = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
    await open("draft", { view: { locked } });
    await screen.findByRole("list", { name: "Sections of the draft" });
    expect(screen.getByRole("region", { name: "Read-only" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Choose files…" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Discard this draft…" })).toBeNull();
  });

  it("discards only after the dialog, whose safe button has the focus", async () => {
    const user = userEvent.setup();
    const { host } = await open("draft");
    await user.click(await screen.findByRole("button", { name: "Discard this draft…" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(within(dialog).getAllByRole("listitem").length).toBeGreaterThanOrEqual(3);
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep the draft"));
    await user.click(within(dialog).getByRole("button", { name: "Keep the draft" }));
    expect(host.calls.some((call) => call.name === "draft_discard")).toBe(false);
    await user.click(await screen.findByRole("button", { name: "Discard this draft…" }));
    await user.click(await screen.findByRole("button", { name: "Discard the draft" }));
    await waitFor(() => expect(host.calls.filter((call) => call.name === "draft_discard")).toHaveLength(1));
  });
});

describe("the next version", () => {
  const locked = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
  const withNext = (state: "available" | "notPossible") => {
    const can = state === "available" ? { state } : { state, because: locked };
    return { product: () => productView(tailspin, { commands: [{ name: "nextVersion", can }] }) };
  };

  it("begins beside the one that Microsoft works on", async () => {
    const user = userEvent.setup();
    const { host } = await open("draft", { view: { locked } }, withNext("available"));
    await user.click(await screen.findByRole("button", { name: "Prepare the next version" }));
    await waitFor(() => expect(host.calls.filter((call) => call.name === "draft_next")).toHaveLength(1));
  });

  it("waits until Microsoft has read the files, and says so at the button", async () => {
    const user = userEvent.setup();
    const { host } = await open("draft", { view: { locked } }, withNext("notPossible"));
    const button = await screen.findByRole("button", { name: "Prepare the next version" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toMatch(
      /usually minutes/,
    );
    await user.click(button);
    expect(host.calls.some((call) => call.name === "draft_next")).toBe(false);
  });
});

describe("the guided walk", () => {
  it("goes through the steps of its sections, keeps its place and can be left", async () => {
    const user = userEvent.setup();
    const { host, router } = await open("draft");
    await user.click(await screen.findByRole("button", { name: "Guide me" }));
    expect(await screen.findByText("Step 1 of 12")).toBeTruthy();
    expect(router.state.location.pathname).toContain("/packages");
    await user.click(screen.getByRole("button", { name: /^Next ?: / }));
    expect(await screen.findByRole("heading", { level: 1, name: "How to release" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Choose files…" })).toBeNull();
    await user.click(screen.getByRole("button", { name: /^Next ?: / }));
    expect(await screen.findByRole("heading", { level: 1, name: "Listing texts" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /^Next ?: / }));
    expect(await screen.findByRole("heading", { level: 1, name: "Listing details" })).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: /^Description/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Leave the walk" }));
    expect(await screen.findByRole("button", { name: "Guide me, from step 4 of 12" })).toBeTruthy();
    const places = host.calls
      .filter((call) => call.name === "draft_guide")
      .map((call) => (call.args as { place: string }).place);
    expect(places).toEqual(["packages", "release", "texts", "details"]);
  });
});

describe("undo", () => {
  it("says what it took back and brings the focus there, when it is on the page", async () => {
    const user = userEvent.setup();
    await open("options");
    const notes = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: /Notes/ });
    const before = notes.value;
    await user.type(notes, "More");
    await user.click(screen.getByRole("heading", { level: 1 }));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(notes.value).toBe(before));
    await waitFor(() => expect(document.activeElement).toBe(notes));
    expect(polite.spoken.value.text).toContain("Undone: Notes");
  });

  it("saves on demand without sending", async () => {
    const user = userEvent.setup();
    await open("options", {}, { flush: () => ({ drafts: ["d1"], saved_at: null }) });
    await screen.findByRole("textbox", { name: /Notes/ });
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(polite.spoken.value.text).toBe("Saved on this computer. Not sent to Microsoft."));
  });
});

describe("files dropped on the window", () => {
  it("land in the open draft, in its language, and one bar tells all of it with Undo", async () => {
    const user = userEvent.setup();
    const { host, view } = await open("images?language=de-de");
    await screen.findByRole("heading", { name: "Desktop screenshots" });
    const wrong = {
      code: "image.slot.none",
      severity: "must" as const,
      pointer: "",
      params: { name: "small.png", width: 9, height: 9 },
    };
    act(() =>
      dropped.set([image("one"), image("two"), image("small", { fit: "cannotBeUsed", slots: [], problems: [wrong] })]),
    );
    const bar = await screen.findByRole("region", { name: "Files that were added" });
    expect(bar.textContent).toContain("2 × Desktop screenshot in German (Germany)");
    expect(bar.textContent).toContain("small.png");
    const images = () => view().document.listings["de-de"].baseListing.images.length;
    expect(images()).toBe(4);
    await user.click(within(bar).getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(images()).toBe(2));
    expect(screen.queryByRole("region", { name: "Files that were added" })).toBeNull();
    expect(host.calls.filter((call) => call.name === "files_place")).toHaveLength(1);
  });

  it("offers no Undo once something else was changed, because it would take that back", async () => {
    const user = userEvent.setup();
    await open("options");
    await screen.findByRole("textbox", { name: /Notes/ });
    act(() => dropped.set([image("three")]));
    const bar = await screen.findByRole("region", { name: "Files that were added" });
    await user.type(screen.getByRole("textbox", { name: /Notes/ }), "x");
    await user.tab();
    await waitFor(() => expect(within(bar).queryByRole("button", { name: "Undo" })).toBeNull());
  });

  it("ask for the product outside of one, and never land by themselves", async () => {
    const user = userEvent.setup();
    const { host } = world();
    await renderApp({ host, session: demoSession, at: "/products" });
    act(() => dropped.set([image("four")]));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).queryByRole("button", { name: /Add to the draft/ })).toBeNull();
    await user.type(within(dialog).getByRole("searchbox"), "tail");
    await user.click(within(dialog).getByRole("radio", { name: /Tailspin Planner/ }));
    await user.click(within(dialog).getByRole("button", { name: "Add to the draft" }));
    expect(await screen.findByRole("region", { name: "Files that were added" })).toBeTruthy();
    expect(host.calls.filter((call) => call.name === "files_place")).toHaveLength(1);
  });

  it("change nothing while the draft is being sent, and say why", async () => {
    const locked = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
    const { host } = await open("draft", { view: { locked } });
    await screen.findByRole("list", { name: "Sections of the draft" });
    act(() => dropped.set([image("five")]));
    expect(await screen.findByText("Nothing was added.")).toBeTruthy();
    expect(host.calls.some((call) => call.name === "files_place")).toBe(false);
  });
});
