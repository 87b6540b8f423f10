// Properties of an app and of an add-on.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, test } from "vitest";
import { listOf } from "@/components/DraftChecks.tsx";
import { demoSession } from "@/host/demo.ts";
import { demoDraft } from "@/host/demoDraft.ts";
import { fakeTables } from "@/host/fakeTables.ts";
import { openDraft as open, world } from "@/test/draft.ts";
import { renderApp } from "@/test/render.tsx";
import { partsOf } from "./parts.ts";

const LOCKED = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
const page = () => document.getElementById("page") as HTMLElement;

async function noFindings() {
  const found = await axe.run(page(), { rules: { "color-contrast": { enabled: false } } });
  expect(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
}

/** The demo with other values, the same live. */
const of = (more: object, live: object = more) => ({
  document: { ...(demoDraft.document as object), ...more },
  live: { ...(demoDraft.live as object), ...live },
});

test("a category is taken apart without losing what no table knows", () => {
  const parts = (value: unknown) => partsOf(value, fakeTables.categories);
  expect(parts("Productivity")).toEqual({ parent: "Productivity", subcategory: "" });
  expect(parts("Games_Shooter")).toEqual({ parent: "Games", subcategory: "Games_Shooter" });
  expect(parts("Games_Quantum")).toEqual({ parent: "Games", subcategory: "Games_Quantum" });
  expect(parts("Holograms_Art")).toEqual({ parent: "Holograms_Art", subcategory: "" });
  for (const unset of [undefined, null, "", "NotSet", 7]) expect(parts(unset)).toEqual({ parent: "", subcategory: "" });
});

test("a set keeps the order in which the service told it", () => {
  expect(listOf(new Set(["Mouse", "Touch"]), ["Touch", "Mouse"])).toEqual(["Touch", "Mouse"]);
  expect(listOf(new Set(["Camera", "Mouse"]), ["Touch", "Mouse"])).toEqual(["Mouse", "Camera"]);
  expect(listOf(new Set(), ["Touch"])).toEqual([]);
});

describe("properties of an app", () => {
  it("ask for category and subcategory and write them as one value", async () => {
    const user = userEvent.setup();
    const { view } = await open("properties");
    const category = await screen.findByRole("combobox", { name: "Category" });
    expect(screen.queryByRole("combobox", { name: "Subcategory" })).toBeNull();
    await noFindings();
    await user.selectOptions(category, "Utilities and tools");
    await user.selectOptions(await screen.findByRole("combobox", { name: "Subcategory" }), "File manager");
    await waitFor(() => expect(view().document.applicationCategory).toBe("UtilitiesAndTools_FileManager"));
    expect(await screen.findByText("Live: Productivity")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Put back" }));
    await waitFor(() => expect(view().document.applicationCategory).toBe("Productivity"));
    expect(screen.queryByText(/^Live: /)).toBeNull();
  });

  it("say what is live whole, category and subcategory", async () => {
    await open("properties", of({}, { applicationCategory: "Games_Shooter" }));
    expect(await screen.findByText("Live: Games, Shooter")).toBeTruthy();
  });

  it("keep and show a category that no table knows", async () => {
    const { host } = await open("properties", of({ applicationCategory: "Holograms_Art" }));
    const category = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Category" });
    expect(category.selectedOptions[0]?.textContent).toBe("Holograms_Art (kept as Microsoft has it)");
    expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);
  });

  it("tick hardware, with what only the service knows, and know that a tick given back is no change", async () => {
    const user = userEvent.setup();
    const { view } = await open("properties", of({ hardwarePreferences: ["Touch", "Antenna", "Mouse"] }));
    const group = within(await screen.findByRole("group", { name: /It works best with/ }));
    expect(group.getAllByRole("checkbox")).toHaveLength(9);
    expect(group.getByRole<HTMLInputElement>("checkbox", { name: "Antenna" }).checked).toBe(true);
    await user.click(group.getByRole("checkbox", { name: "Touch screen" }));
    await waitFor(() => expect(view().document.hardwarePreferences).toEqual(["Antenna", "Mouse"]));
    expect(await screen.findByText("Live: Touch screen, Antenna and Mouse")).toBeTruthy();
    await user.click(group.getByRole("checkbox", { name: "Touch screen" }));
    await waitFor(() => expect(view().document.hardwarePreferences).toEqual(["Touch", "Antenna", "Mouse"]));
    expect(view().standing.differences.some(({ pointer }) => pointer === "/hardwarePreferences")).toBe(false);
  });

  it("declare in plain words, and leave unsaid what was unsaid", async () => {
    const user = userEvent.setup();
    const { view } = await open("properties", of({ hasExternalInAppProducts: null }));
    const outside = await screen.findByRole<HTMLInputElement>("checkbox", { name: /pay inside it/ });
    expect(outside.checked).toBe(false);
    await user.click(outside);
    await waitFor(() => expect(view().document.hasExternalInAppProducts).toBe(true));
    expect(await screen.findByText("Live: not ticked")).toBeTruthy();
    await user.click(outside);
    await waitFor(() => expect(view().document.hasExternalInAppProducts).toBeNull());
    expect(view().standing.differences.some(({ pointer }) => pointer === "/hasExternalInAppProducts")).toBe(false);
  });

  it("show what only Partner Center manages, with the way there", async () => {
    const user = userEvent.setup();
    const { host } = await open("properties", {}, { link_open: () => null });
    const rows = within(await screen.findByRole("region", { name: "Managed in Partner Center" }));
    for (const name of ["Privacy policy", "Website", "Support contact", "Age rating", "Sale prices"]) {
      expect(rows.getByText(name)).toBeTruthy();
    }
    expect(rows.queryByRole("textbox")).toBeNull();
    await user.click(rows.getByRole("button", { name: /Open Partner Center/ }));
    expect(host.calls.at(-1)).toEqual({
      name: "link_open",
      args: { to: "partnerCenter", product: "store:9NTAILSPINPL" },
    });
  });

  it("stay readable while a job sends, without a control that could change anything", async () => {
    await open("properties", { view: { locked: LOCKED } });
    const category = await screen.findByRole<HTMLInputElement>("textbox", { name: "Category" });
    expect([category.value, category.readOnly]).toEqual(["Productivity", true]);
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(page().textContent).toContain("Touch screen and Mouse");
    expect(page().textContent).toContain("It was tested for accessibility: ticked");
    await noFindings();
  });

  it("bring the focus to the field that a link asks for, and its problem to the page", async () => {
    const problem = { code: "app.problem.unknown", severity: "must" as const, params: {} };
    await open(`properties?field=${encodeURIComponent("/automaticBackupEnabled")}`, {
      problems: [{ ...problem, pointer: "/automaticBackupEnabled" }],
    });
    await waitFor(() =>
      expect(document.activeElement?.closest("[data-pointer]")?.getAttribute("data-pointer")).toBe(
        "/automaticBackupEnabled",
      ),
    );
    expect(document.activeElement?.tagName).toBe("INPUT");
    expect(document.title).toMatch(/^Error: /);
  });
});

describe("properties of an add-on", () => {
  const addOn = {
    document: { contentType: "NotSet", keywords: ["gold"], lifetime: "Forever", tag: "", listings: {} },
    problems: [],
    view: { product: "addon:9NADDON00001", product_name: "Gold pack", store_id: "9NADDON00001" },
  };

  /** What was chosen at creation is told with the product, not in its submissions. */
  const openAddOn = () => {
    const { host, view } = world(addOn);
    const product = host.call("product", addOn.view.product);
    host.answer({
      product: async () => ({
        ...(await product),
        add_on: { product_id: "gold.100", product_type: "Durable" },
      }),
    });
    return renderApp({ host, session: demoSession, at: `/products/${addOn.view.product}/properties` }).then(() => ({
      view,
    }));
  };

  it("say what is sold and for how long", async () => {
    const user = userEvent.setup();
    const { view } = await openAddOn();
    expect(await screen.findByText("Durable: bought once")).toBeTruthy();
    expect(screen.getByText("gold.100")).toBeTruthy();
    const content = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Content" });
    expect(content.selectedOptions[0]?.textContent).toBe("Not chosen");
    await noFindings();
    await user.selectOptions(content, "Software as a service");
    await user.selectOptions(screen.getByRole("combobox", { name: "Lifetime" }), "1 year");
    await user.type(screen.getByRole("textbox", { name: /Custom developer data/ }), "level=3");
    await user.tab();
    await waitFor(() =>
      expect(view().document).toMatchObject({
        contentType: "Asp",
        lifetime: "OneYear",
        tag: "level=3",
        keywords: ["gold"],
      }),
    );
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Keywords 1" }).value).toBe("gold");
    expect(screen.queryByRole("combobox", { name: "Category" })).toBeNull();
  });
});
