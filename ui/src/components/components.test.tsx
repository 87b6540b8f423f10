// Each component once, as it stands on a page, under axe; and the behaviour that pages rely on.

import { Input } from "@fluentui/react-components";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactNode } from "react";
import { describe, expect, test, vi } from "vitest";
import { helpAsked } from "@/app/helpRequest.ts";
import type { FieldLimit, Ribbon as Places, Problem, ShownState } from "@/bindings";
import { demoSession } from "@/host/demo.ts";
import { renderPart } from "@/test/render.tsx";
import * as C from "./index.ts";
import { initialOf, toneOf } from "./ProductMark.tsx";

/** Colours and regions need a real window; journeys look at those. */
async function accessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

const problem = (code: string, more: Partial<Problem> = {}): Problem => ({
  code,
  severity: "must",
  pointer: "",
  params: {},
  ...more,
});
const seen = (state: ShownState, more: object = {}) => ({ state, raw: "Odd", percent: null, date: null, ...more });
const limit = (more: Partial<FieldLimit>): FieldLimit =>
  ({
    field: "features",
    max: null,
    strict: null,
    shown: null,
    items: null,
    item_max: null,
    item_strict: null,
    words: null,
    required: false,
    lines: false,
    firm: true,
    source: "",
    date: "",
    ...more,
  }) as FieldLimit;

const places: Places = {
  computer: { draft: "d1", version: null, changes: 2, saved_at: "2026-11-20T14:02:00Z" },
  microsoft: {
    submission: "1152921504621243487",
    friendly_name: "Submission 12",
    made_here_at: null,
    version: "4.2.0.0",
    state: { ...seen("certification"), seen_at: "2026-11-20T14:02:00Z", first_seen_at: "2026-11-20T14:02:00Z" },
  },
  live: { submission: "1", version: "4.1.0.0", since: "2026-11-03T10:12:00Z", languages: 12 },
  current: "microsoft",
} as Places;

describe("every component stands under axe", () => {
  const parts: [string, ReactNode][] = [
    [
      "Page",
      <C.Page
        key=""
        title="Review"
        subtitle="Tailspin 3.3"
        actions={<C.Button appearance="primary">Submit</C.Button>}
        ribbon={<C.Ribbon ribbon={places} compact />}
      >
        <C.Section title="What changes">x</C.Section>
      </C.Page>,
    ],
    ["Ribbon", <C.Ribbon key="" ribbon={places} />],
    [
      "Ribbon without anything",
      <C.Ribbon key="" ribbon={{ computer: null, microsoft: null, live: null, current: "live" }} />,
    ],
    ["StatusGlyph", <C.StatusGlyph key="" seen={seen("needsYou")} />],
    [
      "Timeline",
      <C.Timeline
        key=""
        label="From sent to live"
        steps={[
          { key: "a", label: "Checks", mark: "done" },
          { key: "b", label: "Certification", mark: "current", note: "since 12:05" },
          { key: "c", label: "Live", mark: "todo" },
        ]}
      />,
    ],
    [
      "StepDots",
      <C.StepDots
        key=""
        label="Step 2 of 6"
        steps={[
          { key: "a", mark: "done" },
          { key: "b", mark: "current" },
        ]}
      />,
    ],
    [
      "ProblemList",
      <C.ProblemList
        key=""
        product="store:x"
        problems={[
          problem("text.toolong", { pointer: "/listings/de-de/baseListing/description", params: { over: 214 } }),
          problem("package.form.upload", { severity: "tip" }),
        ]}
      />,
    ],
    [
      "ProblemBar",
      <C.ProblemBar
        key=""
        problem={problem("signin.key.expired", { params: { account: "Contoso" }, details: { status: 401 } })}
        onAction={() => {}}
        onClose={() => {}}
      />,
    ],
    [
      "FormField",
      <C.FormField
        key=""
        label="Title"
        hint="What customers read"
        problems={[problem("text.blanks")]}
        required
        count={{ now: 12, max: 10 }}
        difference={{ pointer: "/x", before: "A", after: "B" }}
        onPutBack={() => {}}
      >
        {(control) => <Input {...control} defaultValue="B" />}
      </C.FormField>,
    ],
    [
      "WordsField",
      <C.WordsField
        key=""
        label="Features"
        value={["One", "Two"]}
        onChange={() => {}}
        limit={limit({ items: 20, item_max: 200 })}
      />,
    ],
    ["DiffText", <C.DiffText key="" before="one page" after="one place" />],
    [
      "AssetTile",
      <C.AssetTile
        key=""
        src="/a.png"
        alt="The week"
        position={1}
        caption="The week"
        fit="cannotBeUsed"
        verdict="Too small"
        facts="PNG"
        fix={{ label: "Replace…", onFix() {} }}
        onOpen={() => {}}
      />,
    ],
    [
      "AssetTile without a picture",
      <C.AssetTile key="" src={null} absent="On the Store" alt="The week" caption="The week" fit="fits" />,
    ],
    ["ProductMark", <C.ProductMark key="" name="Contoso" />],
    [
      "ProgressRow",
      <C.ProgressRow
        key=""
        label="Sending"
        progress={{ sent: 1, total: 3, bytes_per_second: null, seconds_left: 55, address_ends_at: null }}
      />,
    ],
    ["EmptyState", <C.EmptyState key="" body="Nothing needs you." action={<C.Button>Open</C.Button>} />],
    [
      "DropOverlay",
      <C.DropOverlay
        key=""
        product="Tailspin"
        dragged={{ images: 12, packages: 1, videos: 0, others: 1, names: ["a.png"] }}
      />,
    ],
    [
      "Sill",
      <C.Sill
        key=""
        asOf="2026-11-20T14:05:00Z"
        live={[
          { id: "p1", name: "Contoso", version: "1" },
          { id: "p2", name: "Tailspin", version: null },
        ]}
      />,
    ],
    ["HandOffCard", <C.HandOffCard key="" steps={["Press “Publish now”"]} onOpen={() => {}} onDone={() => {}} />],
  ];
  test.each(parts)("%s", async (_, part) => {
    const { container } = await renderPart(<main>{part}</main>);
    expect(container.querySelector("main")?.childElementCount).toBeGreaterThan(0);
    await accessible(container);
  });
});

describe("a ribbon", () => {
  test("says where the work is, and each place with its version and time", async () => {
    await renderPart(<C.Ribbon ribbon={places} />);
    const items = screen.getAllByRole("listitem");
    expect(items.map((item) => item.getAttribute("aria-current"))).toEqual([null, "step", null]);
    expect(items[0]!.textContent).toContain("On this computer");
    expect(items[0]!.textContent).toContain("2 changes, not sent");
    expect(items[1]!.textContent).toContain("4.2.0.0");
    expect(items[1]!.textContent).toContain("In certification");
    expect(items[2]!.textContent).toContain("4.1.0.0");
    expect(items[2]!.textContent).toContain("12 languages");
  });

  test("speaks French", async () => {
    await renderPart(<C.Ribbon ribbon={places} />, { language: "fr" });
    expect(screen.getByText("Sur cet ordinateur")).toBeTruthy();
    expect(screen.getAllByText("En certification").length).toBeGreaterThan(0);
  });

  test("dashes the two remote places while offline", async () => {
    const { container } = await renderPart(<C.Ribbon ribbon={places} />, {
      session: { ...demoSession, offline_since: "2026-11-20T14:00:00Z" },
    });
    expect([...container.querySelectorAll("li")].map((li) => li.dataset.away)).toEqual(["false", "true", "true"]);
  });
});

test("a state shows icon and word, an unknown one the service's own", async () => {
  await renderPart(
    <>
      <C.StatusGlyph seen={seen("unknown", { raw: "PreProcessed2" })} />
      <C.StatusGlyph seen={seen("rollingOut", { percent: 10 })} />
    </>,
  );
  expect(document.querySelector('[data-state="unknown"]')?.textContent).toContain("PreProcessed2");
  expect(document.querySelector('[data-state="rollingOut"]')?.textContent).toBe("Partly rolled out 10%");
  expect(document.querySelectorAll("svg")).toHaveLength(2);
});

describe("a problem list", () => {
  test("is titled by what there is to do, and leads to each field", async () => {
    await renderPart(
      <C.ProblemList
        product="store:x"
        problems={[
          problem("package.form.upload", { severity: "tip", pointer: "/applicationPackages" }),
          problem("text.toolong", {
            pointer: "/listings/de-de/baseListing/description",
            params: { over: 214, count: 10214, max: 10000, field: "description", language: "de-de" },
          }),
        ]}
      />,
    );
    expect(screen.getByRole("heading").textContent).toBe("One to fix, one to improve");
    const rows = screen.getAllByRole("listitem");
    expect(rows[0]!.textContent).toContain("Description, German (Germany)");
    expect(rows[0]!.textContent).toContain("214 over its limit");
    expect(within(rows[0]!).getByRole("link").getAttribute("href")).toMatch(
      /\/products\/store.*\/listing\?.*field=.*description/,
    );
    expect(screen.getByRole("heading").tabIndex).toBe(-1);
  });
});

describe("a problem bar", () => {
  test("offers help with what failed, and its details to copy", async () => {
    const one = problem("service.trouble", {
      params: { status: 500 },
      details: { status: 500, correlation_id: "abc" },
    });
    await renderPart(<C.ProblemBar problem={one} about={{ product: "store:x" }} />);
    expect(screen.getByText(/correlation: abc/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Get help/ }));
    expect(helpAsked.value).toEqual({ product: "store:x", problem: one });
    helpAsked.set(null);
  });

  test("tells a code it does not know in words, and shows the code", async () => {
    await renderPart(<C.ProblemBar problem={problem("made.up.code")} />);
    expect(screen.getByText(/no words for made\.up\.code/)).toBeTruthy();
  });
});

describe("a difference of texts", () => {
  const marked = (parts: readonly C.DiffPart[]) =>
    parts.map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[kind]).join("");

  test("is told in words, the removal before the addition", () => {
    const parts = C.diffWords("Plan your week on one page and see.", "Plan your week in one place, share it, and see.");
    expect(marked(parts)).toBe("Plan your week [-on -][+in +]one [-page -][+place, share it, +]and see.");
  });

  test.each([
    ["", ""],
    ["", "new"],
    ["old", ""],
    ["same", "same"],
    ["a b c d e", "e d c b a"],
    ["チームのための週間プラン", "チームのための月間プラン"],
    ["line one\nline two", "line one\nline 2\nline three"],
  ])("gives both texts back: %j → %j", (before, after) => {
    const parts = C.diffWords(before, after);
    const side = (other: string) =>
      parts
        .filter((part) => part.kind !== other)
        .map((part) => part.text)
        .join("");
    expect(side("added")).toBe(before);
    expect(side("removed")).toBe(after);
  });

  test("of two long strangers is one removal and one addition", () => {
    const [a, b] = ["a", "b"].map((letter) => Array.from({ length: 900 }, (_, index) => `${letter}${index}`).join(" "));
    expect(C.diffWords(a!, b!).map((part) => part.kind)).toEqual(["removed", "added"]);
  });
});

describe("a product's letter", () => {
  test("is its first grapheme and keeps its tone", () => {
    expect(["contoso", " élan", "", "👩‍🚀 app", "日記"].map(initialOf)).toEqual(["C", "É", "·", "👩‍🚀", "日"]);
    expect(toneOf("Contoso CRM")).toBe(toneOf("Contoso CRM"));
    const tones = new Set(Array.from({ length: 200 }, (_, index) => toneOf(`Product ${index}`)));
    expect([...tones].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("a dialog before a costly act", () => {
  async function open() {
    const [act, safe] = [vi.fn(), vi.fn()];
    await renderPart(
      <C.ConfirmDialog
        open
        title="Cancel this publication of Tailspin?"
        facts={[{ text: "Contoso SAS" }, { text: "Certification stops." }, { text: "Your draft stays here." }]}
        act="Cancel the publish"
        safe="Keep publishing"
        onAct={act}
        onSafe={safe}
      />,
    );
    return { act, safe, dialog: await screen.findByRole("alertdialog") };
  }

  test("has the focus on the safe button, and Enter does nothing else", async () => {
    const { act, safe, dialog } = await open();
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep publishing"));
    await userEvent.keyboard("{Enter}");
    expect([act.mock.calls.length, safe.mock.calls.length]).toEqual([0, 1]);
    const described = (dialog.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id));
    expect(described.flatMap((one) => [...(one?.querySelectorAll("li") ?? [])])).toHaveLength(3);
  });

  test("is left without effect by Escape", async () => {
    const { act, safe } = await open();
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep publishing"));
    await userEvent.keyboard("{Escape}");
    expect([act.mock.calls.length, safe.mock.calls.length]).toEqual([0, 1]);
  });
});
