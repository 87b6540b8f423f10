import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { polite } from "@/app/live.ts";
import { demoDraft } from "@/host/demoDraft.ts";
import { languageName, openDraft as open } from "@/test/draft.ts";
import { progressOf } from "./progress.ts";

const editor = (name: RegExp) => screen.findByRole<HTMLTextAreaElement>("textbox", { name });
const page = () => document.getElementById("page") as HTMLElement;

describe("the listing of one language", () => {
  it("shows its fields in the language's own words, bound to pointers, spelled in that language", async () => {
    await open("listing?language=ar-sa");
    const description = await editor(/^Description/);
    expect(description.value).toContain("خطط");
    expect(description.getAttribute("lang")).toBe("ar-sa");
    expect(description.getAttribute("dir")).toBe("auto");
    expect(description.closest("[data-pointer]")?.getAttribute("data-pointer")).toBe(
      "/listings/ar-sa/baseListing/description",
    );
    expect(document.querySelectorAll('[data-pointer^="/listings/fr-fr/baseListing"]')).toHaveLength(0);
  });

  it("shows the texts for old Windows versions to be read, folded away", async () => {
    const user = userEvent.setup();
    const { document: now, live } = demoDraft as Record<"document" | "live", { listings: Record<string, object> }>;
    const overridden = (from: typeof now) => ({
      ...from,
      listings: {
        ...from.listings,
        "fr-fr": {
          ...from.listings["fr-fr"],
          platformOverrides: {
            Windows81: {
              description: "Un agenda pour Windows 8.1",
              features: ["Tableau"],
              images: [{ id: "1" }],
              title: "",
            },
            Windows99: { description: "Inconnue" },
          },
        },
      },
    });
    await open("listing?language=fr-fr", { document: overridden(now), live: overridden(live) });
    await user.click(await screen.findByText("Texts for old Windows versions"));
    const old = page().querySelector<HTMLElement>('[data-pointer="/listings/fr-fr/platformOverrides/Windows81"]');
    expect(old?.textContent).toContain("Un agenda pour Windows 8.1");
    expect(old?.textContent).toContain("1 image");
    expect(old?.querySelectorAll("input, textarea, dt")).toHaveLength(3);
    expect(screen.getByRole("heading", { name: "Windows99" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /next language/i }));
    await waitFor(() => expect(screen.queryByText("Texts for old Windows versions")).toBeNull());
  });

  it("saves what is typed as a patch of that field alone, and puts the live text back", async () => {
    const user = userEvent.setup();
    const { host, view } = await open("listing?language=fr-fr");
    const notes = await editor(/^What’s new/);
    await user.type(notes, " Et plus calme.");
    await user.tab();
    await waitFor(() => expect(host.calls.filter((call) => call.name === "draft_patch")).not.toHaveLength(0));
    const patches = host.calls.filter((call) => call.name === "draft_patch").map((call) => call.args);
    expect(patches).toEqual(
      patches.map(() => ({
        draft: "d1",
        edits: [{ pointer: "/listings/fr-fr/baseListing/releaseNotes", value: expect.any(String) }],
      })),
    );
    const field = notes.closest("[data-pointer]") as HTMLElement;
    await user.click(within(field).getByRole("button", { name: "Put back" }));
    await waitFor(() => expect(view().document.listings["fr-fr"].baseListing.releaseNotes).toBe(""));
  });

  it("keeps every character over a limit and marks it: counter and problem agree", async () => {
    await open("listing?language=de-de");
    const text = await editor(/^Short description/);
    const over = text.value.length - 1000;
    expect(over).toBeGreaterThan(0);
    const field = text.closest("[data-pointer]") as HTMLElement;
    await waitFor(() => expect(field.textContent).toContain(`${over} characters too many. Nothing is cut.`));
    expect(field.querySelector("mark")?.textContent).toBe(text.value.slice(1000, 1280));
    expect(text.getAttribute("aria-invalid")).toBe("true");
    expect(document.title.startsWith("Error: Listing")).toBe(true);
  });

  it("shows the reference beside another language, and not beside itself", async () => {
    const user = userEvent.setup();
    await open("listing?language=fr-fr");
    const beside = await screen.findByRole("region", { name: `Description in ${languageName("en-us")}` });
    expect(beside.textContent).toContain("Plan your week in one place.");
    await user.click(screen.getByRole("checkbox", { name: `Show ${languageName("en-us")} beside` }));
    expect(screen.queryByRole("region", { name: `Description in ${languageName("en-us")}` })).toBeNull();
    await user.click(screen.getByRole("checkbox", { name: `Show ${languageName("en-us")} beside` }));
  });

  it("goes to the next language by key, in the same field, and says where it went", async () => {
    const user = userEvent.setup();
    const { router } = await open("listing?language=fr-fr");
    const marks = within(await screen.findByRole("toolbar", { name: "Languages" })).getAllByRole("button");
    const codes = marks.map((mark) => mark.textContent);
    const at = codes.indexOf("fr-fr") + 1;
    const next = codes[at] ?? "";
    await user.click(await editor(/^What’s new/));
    await user.keyboard("{Alt>}{PageDown}{/Alt}");
    await waitFor(() => expect(router.state.location.search.language).toBe(next));
    await waitFor(() =>
      expect(document.activeElement?.closest("[data-pointer]")?.getAttribute("data-pointer")).toBe(
        `/listings/${next}/baseListing/releaseNotes`,
      ),
    );
    expect(polite.spoken.value.text).toContain(`${languageName(next)}, ${at + 1} of 7.`);
  });

  it("puts the focus into the field that a link asks for", async () => {
    await open("listing?language=ja-jp&field=%2Flistings%2Fja-jp%2FbaseListing%2Fdescription");
    const description = await editor(/^Description/);
    await waitFor(() => expect(document.activeElement).toBe(description));
  });

  it("is read-only, never disabled, while a job sends", async () => {
    const locked = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
    await open("listing?language=fr-fr", { view: { locked } });
    await editor(/^Description/);
    const fields = [...page().querySelectorAll<HTMLInputElement>("input:not([type=checkbox]), textarea")];
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((one) => !one.readOnly || one.disabled)).toEqual([]);
    expect(screen.queryByRole("button", { name: "Add language" })).toBeNull();
  });

  it("has no axe finding", async () => {
    await open("listing?language=fr-fr");
    await editor(/^Description/);
    const found = await axe.run(page(), { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
  });
});

describe("the languages", () => {
  it("are one stop for Tab, with arrows among them, and say how far each is", async () => {
    const user = userEvent.setup();
    await open("listing?language=en-us");
    const bar = await screen.findByRole("toolbar", { name: "Languages" });
    const marks = within(bar).getAllByRole("button");
    expect(marks.filter((mark) => mark.tabIndex === 0)).toHaveLength(1);
    expect(marks[0]?.getAttribute("aria-label")).toBe(`${languageName("en-us")}, en-us, Complete`);
    expect(Object.fromEntries(marks.map((mark) => [mark.textContent, mark.dataset.mark]))).toEqual({
      "en-us": "complete",
      "ar-sa": "part",
      "es-es": "part",
      "fr-fr": "problem",
      "de-de": "problem",
      "it-it": "part",
      "ja-jp": "problem",
    });
    marks[0]?.focus();
    await user.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(marks[1]);
    await user.keyboard("{End}");
    expect(document.activeElement).toBe(marks.at(-1));
  });

  it("are added by a name in either language, without accents, as a copy of the reference", async () => {
    const user = userEvent.setup();
    const { host, router } = await open("listing");
    await user.click(await screen.findByRole("button", { name: "Add language" }));
    const search = await screen.findByLabelText("Search by name or code");
    const options = () => [...document.querySelectorAll('[role="option"]')].map((one) => one.textContent);
    await waitFor(() => expect(options().length).toBeGreaterThan(3));
    fireEvent.change(search, { target: { value: "francais cana" } });
    expect(options()).toEqual([`${languageName("fr-ca")}fr-ca`]);
    await user.type(search, "{Enter}");
    await waitFor(() => expect(router.state.location.search.language).toBe("fr-ca"));
    const added = host.calls.find((call) => call.name === "language_add");
    expect(added?.args).toEqual({ draft: "d1", language: "fr-ca", from: "en-us" });
    expect((await editor(/^Description/)).value).toContain("Plan your week");
  });

  it("are removed only after a dialog that counts what goes", async () => {
    const user = userEvent.setup();
    const { host } = await open("listing?guide=languages");
    await user.click(await screen.findByRole("button", { name: /Remove….*French \(France\)/ }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("the Store page of Tailspin Planner in French (France) disappears");
    expect(dialog.textContent).toContain("9 images go.");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep it"));
    expect(host.calls.some((call) => call.name === "language_remove")).toBe(false);
    await user.click(within(dialog).getByRole("button", { name: "Remove the language" }));
    await waitFor(() => expect(host.calls.filter((call) => call.name === "language_remove")).toHaveLength(1));
  });
});

describe("how far a language is", () => {
  const words = (more: object) => ({ baseListing: more });
  it("follows the core's problems, then what the reference has", () => {
    const listings = {
      en: words({ description: "a", keywords: ["b"] }),
      fr: words({ description: "a", keywords: [] }),
      de: words({ description: "" }),
      it: words({ description: "a", keywords: ["c"] }),
      es: words({ description: "a", keywords: ["c"] }),
    };
    const problems = [
      { code: "text.toolong", severity: "must" as const, pointer: "/listings/ES/baseListing/description", params: {} },
    ];
    const found = progressOf(Object.keys(listings), listings, problems, "en");
    expect(found.map((one) => [one.language, one.mark, one.missing])).toEqual([
      ["en", "complete", 0],
      ["fr", "part", 1],
      ["de", "empty", 2],
      ["it", "complete", 0],
      ["es", "problem", 0],
    ]);
  });
});
