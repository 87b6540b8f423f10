// The frame with real routes around small pages: focus, titles, live regions, keys, palette, first run.

import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Session } from "@/bindings";
import { DraftText, Page } from "@/components/index.ts";
import { patchSession } from "@/data/ask.ts";
import { presentDraft } from "@/data/drafts.tsx";
import { dragged, quitAsked } from "@/data/signals.ts";
import { demoHost, demoRows, demoSession } from "@/host/demo.ts";
import { type FakeHost, fakeHost } from "@/host/fake.ts";
import { renderApp } from "@/test/render.tsx";
import { polite } from "./live.ts";
import { helpOpen, paletteOpen } from "./run.ts";

// Pages come and go with their features; the frame is tested around pages of its own.
function page(title: string, body: ReactNode = null) {
  return () => <Page title={title}>{body}</Page>;
}
vi.mock("@/features/home/index.tsx", () => ({
  HomePage: page("Waiting for you", <button type="button">Here</button>),
}));
vi.mock("@/features/products/index.tsx", async () => {
  const { Link } = await import("@tanstack/react-router");
  return {
    ProductsPage: page(
      "Products",
      <>
        <Link to="/settings">First</Link>
        <Link to="/settings/about">Second</Link>
      </>,
    ),
  };
});
vi.mock("@/features/settings/index.tsx", () => ({ SettingsPage: page("Settings"), AboutPage: page("About") }));
vi.mock("@/features/accounts/index.tsx", () => ({ WelcomePage: page("Welcome"), ConnectPage: page("Connect") }));
vi.mock("@/features/history/index.tsx", () => ({
  HistoryPage() {
    throw new Error("the drawing broke");
  },
}));
vi.mock("@/features/review/index.tsx", () => ({ ReviewPage: page("Review") }));
vi.mock("@/features/options/index.tsx", () => ({
  OptionsPage: page("Options", <DraftText pointer="/notesForCertification" label="Notes" />),
}));

const DRAFT = "/products/store:9NTAILSPINPL";
const tailspin = demoRows[1]!;

function host(session: Session = demoSession): FakeHost {
  const demo = demoHost();
  const standing = {
    differences: [],
    problems: [
      {
        code: "options.notes.long",
        severity: "check",
        pointer: "/notesForCertification",
        params: { count: 3000, max: 2000 },
      },
    ],
    sections: [],
    languages: [],
    undo: "/notesForCertification",
    redo: null,
  };
  const view = {
    id: "d1",
    product: tailspin.id,
    product_name: tailspin.name,
    store_id: tailspin.store_id,
    account_name: "Contoso",
    revision: 1,
    saved_at: "2026-11-20T14:02:00Z",
    document: { notesForCertification: "Hello" },
    standing,
    locked: null,
    files: {},
    guide_place: null,
    ribbon: { computer: null, microsoft: null, live: null, current: "live" },
  };
  demo.answer({
    session: () => session,
    draft_open: () => view as never,
    draft_patch: () =>
      ({ draft: "d1", revision: 2, saved_at: "2026-11-20T14:03:00Z", standing, edits: [], files: {} }) as never,
    draft_undo: () =>
      ({
        draft: "d1",
        revision: 3,
        saved_at: "2026-11-20T14:03:00Z",
        standing,
        edits: [{ pointer: "/notesForCertification", value: "Before" }],
        files: {},
      }) as never,
  });
  return demo;
}

const h1 = () => screen.findByRole("heading", { level: 1 });
const press = (keys: string) => act(() => userEvent.keyboard(keys));

beforeEach(() => {
  paletteOpen.set(false);
  helpOpen.set(false);
  presentDraft.set(null);
});

describe("the frame", () => {
  test("has landmarks, one H1 with the focus, a title, and both live regions from the first paint", async () => {
    const { container } = await renderApp({ host: host(), session: demoSession });
    expect(container.querySelectorAll('[aria-live="polite"], [aria-live="assertive"]').length).toBeGreaterThanOrEqual(
      2,
    );
    const heading = await h1();
    expect(document.activeElement).toBe(heading);
    expect(document.title).toBe("Waiting for you — Vitrine");
    expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
    for (const role of ["main", "contentinfo"]) expect(screen.getAllByRole(role), role).toHaveLength(1);
    expect(screen.getByRole("navigation", { name: "Navigation" })).toBeTruthy();
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  });

  test("speaks French when the session does", async () => {
    await renderApp({ host: host(), session: demoSession, language: "fr" });
    expect(screen.getByRole("link", { name: "Paramètres" })).toBeTruthy();
  });

  test("has no word outside the catalogues", async () => {
    await renderApp({ host: host(), session: { ...demoSession, practice: { speed: 600 } }, pseudo: true });
    await h1();
    const names = ["Contoso SAS", "Waiting for you", "Here", "V", "C"];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue?.trim() ?? "";
      const key = node.parentElement?.closest("kbd") ?? null;
      if (/\p{L}/u.test(text) && key === null && !names.includes(text)) expect(text).toMatch(/^\[.*\]$/s);
    }
  });

  test("carries the mark of practice on every page, and of other addresses", async () => {
    const custom = {
      ...demoSession.accounts[0]!,
      endpoints: {
        ...demoSession.accounts[0]!.endpoints,
        kind: "custom" as const,
        store: "http://127.0.0.1:4443/store",
      },
    };
    const session = { ...demoSession, practice: { speed: 600 }, accounts: [custom] };
    for (const at of ["/", "/products", "/settings"]) {
      const { unmount } = await renderApp({ host: host(session), session, at });
      expect(screen.getByRole("region", { name: "PRACTICE" }).textContent).toContain("Nothing here reaches Microsoft");
      expect(screen.getByRole("region", { name: "CUSTOM ADDRESSES" }).textContent).toContain("127.0.0.1:4443");
      unmount();
    }
  });

  test("opens the welcome when nobody is connected", async () => {
    const session = { ...demoSession, accounts: [] };
    await renderApp({ host: host(session), session });
    expect((await screen.findByRole("heading", { level: 1, name: "Welcome" })).textContent).toBe("Welcome");
  });

  test("begins at Home when practice is entered", async () => {
    const { client, router } = await renderApp({ host: host(), session: demoSession, at: "/settings" });
    await h1();
    act(() => patchSession(client, { practice: { speed: 600 } }));
    await screen.findByRole("heading", { level: 1, name: "Waiting for you" });
    expect(router.state.location.pathname).toBe("/");
  });

  test("says what hangs over it and asks before quitting during a transfer", async () => {
    await renderApp({ host: host(), session: demoSession });
    act(() => dragged.set({ images: 12, packages: 1, videos: 0, others: 0, names: [] }));
    expect(screen.getByText("12 images")).toBeTruthy();
    act(() => dragged.set(null));
    expect(screen.queryByText("12 images")).toBeNull();
    act(() => quitAsked.set([{ id: "j", product_name: "Tailspin" } as never]));
    expect(within(await screen.findByRole("alertdialog")).getByText(/Tailspin is on its way/)).toBeTruthy();
    act(() => quitAsked.set(null));
  });
});

describe("a page that cannot be shown", () => {
  test("because it broke is told in words, inside the frame", async () => {
    // React and the router report what broke on the console too.
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await renderApp({ host: host(), session: demoSession, at: `${DRAFT}/history` });
    expect(await screen.findByRole("heading", { level: 1, name: "Vitrine made a mistake" })).toBeTruthy();
    expect(screen.getByText(/answer: the drawing broke/)).toBeTruthy();
    expect(document.title).toMatch(/^Error: /);
    expect(screen.getByRole("navigation", { name: "Navigation" })).toBeTruthy();
  });

  test("because it does not exist says so and leads Home", async () => {
    const { router } = await renderApp({ host: host(), session: demoSession, at: "/nowhere" });
    await screen.findByRole("heading", { level: 1, name: "There is no such page" });
    await userEvent.click(within(screen.getByRole("main")).getByRole("button", { name: "Home" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/"));
  });
});

describe("going somewhere", () => {
  test("marks the page in the navigation", async () => {
    await renderApp({ host: host(), session: demoSession, at: `${DRAFT}/options` });
    const entry = await screen.findByRole("link", { name: "Options for certification", current: "page" });
    expect(entry.getAttribute("href")).toBe(`${DRAFT}/options`);
  });

  test("moves the focus to the H1, and back to the control that led away", async () => {
    const { router } = await renderApp({ host: host(), session: demoSession, at: "/products" });
    await h1();
    await userEvent.click(screen.getByRole("link", { name: "Second" }));
    expect(document.activeElement).toBe(await screen.findByRole("heading", { level: 1, name: "About" }));
    expect(document.title).toBe("About — Vitrine");
    await press("{Alt>}{ArrowLeft}{/Alt}");
    await screen.findByRole("heading", { level: 1, name: "Products" });
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Second"));
    expect(router.state.location.pathname).toBe("/products");
  });

  test("puts the focus into the field that the address names", async () => {
    await renderApp({ host: host(), session: demoSession, at: `${DRAFT}/options?field=%2FnotesForCertification` });
    await waitFor(() => expect(document.activeElement?.getAttribute("value")).toBe("Hello"));
  });
});

describe("keys", () => {
  test("F6 goes from pane to pane and back to where the focus was", async () => {
    await renderApp({ host: host(), session: demoSession });
    const heading = await h1();
    await press("{F6}");
    expect(document.activeElement?.closest("footer")).not.toBeNull();
    await press("{F6}");
    expect(document.activeElement?.closest("nav")).not.toBeNull();
    await press("{F6}");
    expect(document.activeElement?.closest("main")).not.toBeNull();
    await press("{Shift>}{F6}{/Shift}");
    expect(document.activeElement?.closest("nav")).not.toBeNull();
    expect(heading.isConnected).toBe(true);
  });

  test("Ctrl+S saves here, sends nothing, and says so", async () => {
    const door = host();
    await renderApp({ host: door, session: demoSession, at: `${DRAFT}/options` });
    const notes = await screen.findByRole("textbox", { name: "Notes" });
    await userEvent.type(notes, "!");
    await press("{Control>}s{/Control}");
    await waitFor(() => expect(polite.spoken.value.text).toBe("Saved on this computer. Not sent to Microsoft."));
    const names = door.calls.map((call) => call.name);
    expect(names.indexOf("draft_patch")).toBeLessThan(names.indexOf("flush"));
    expect(names).not.toContain("publish_start");
    expect(door.calls.find((call) => call.name === "draft_patch")?.args).toEqual({
      draft: "d1",
      edits: [{ pointer: "/notesForCertification", value: "Hello!" }],
    });
  });

  test("Ctrl+Z undoes in the draft and names the field", async () => {
    await renderApp({ host: host(), session: demoSession, at: `${DRAFT}/options` });
    const notes = (await screen.findByRole("textbox", { name: "Notes" })) as HTMLInputElement;
    await press("{Control>}z{/Control}");
    await waitFor(() => expect(polite.spoken.value.text).toBe("Undone: Notes for testers"));
    expect(notes.value).toBe("Before");
  });

  test("F8 goes to the next problem, Ctrl+Enter to Review", async () => {
    const { router } = await renderApp({ host: host(), session: demoSession, at: `${DRAFT}/options` });
    await screen.findByRole("textbox", { name: "Notes" });
    await press("{F8}");
    expect(document.activeElement?.getAttribute("value")).toBe("Hello");
    await press("{Control>}{Enter}{/Control}");
    await screen.findByRole("heading", { level: 1, name: "Review" });
    expect(decodeURIComponent(router.state.location.pathname)).toBe(`${DRAFT}/review`);
  });

  test("F1 shows the keys and the way to support", async () => {
    await renderApp({ host: host(), session: demoSession });
    await press("{F1}");
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText("Ctrl+K")).toBeTruthy();
    expect(await within(dialog).findByText("Submission and certification")).toBeTruthy();
  });
});

describe("the palette", () => {
  test("finds pages, products and commands by their beginnings, without accents, with the keyboard alone", async () => {
    const { router } = await renderApp({ host: host(), session: demoSession });
    await h1();
    await press("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox");
    await waitFor(() => expect(document.activeElement).toBe(field));
    await screen.findByRole("option", { name: /Settings/ });
    await userEvent.type(field, "tailsp");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    const option = screen.getByRole("option");
    expect(option.textContent).toContain("Tailspin Planner");
    expect(field.getAttribute("aria-activedescendant")).toBe(option.id);
    await press("{Enter}");
    await waitFor(() => expect(decodeURIComponent(router.state.location.pathname)).toBe(DRAFT));
  });

  test("says in words that nothing was found", async () => {
    await renderApp({ host: host(), session: demoSession });
    await h1();
    await press("{Control>}k{/Control}");
    await userEvent.type(await screen.findByRole("combobox"), "zzzz");
    expect(screen.getByText(/Nothing is called that/)).toBeTruthy();
    await press("{Escape}");
    await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
  });
});

test("a command that the fake host was not told to answer fails, so no test passes by forgetting one", async () => {
  await expect(fakeHost().call("home", null)).rejects.toThrow("app.fault");
});
