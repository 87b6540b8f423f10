// The listing of an add-on: two texts and an icon, one language at a time.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, test } from "vitest";
import { dropped } from "@/data/signals.ts";
import { demoSession } from "@/host/demo.ts";
import { addOnLimits, demoAddOn } from "@/host/demoParts.ts";
import { image, world } from "@/test/draft.ts";
import { renderApp } from "@/test/render.tsx";
import { view } from "@/test/world.ts";

const app = "store:9NTAILSPINPL";
const addOn = demoAddOn(app, "planner.family");
const listing = (title: string, more: { icon?: object } = {}) => ({ title, description: `${title}.`, ...more });

async function page(document: object, search = "") {
  const row = { ...addOn.row, draft: { id: "d1", changes: 0, problems: 0, saved_at: "2026-11-20T14:02:00Z" } };
  const draft = {
    document,
    live: document,
    files: {},
    problems: [],
    view: { product: row.id, product_name: addOn.row.name },
  };
  const made = world(draft, {
    product: () => view(row, { parent: { id: app, name: "Tailspin" }, add_on: addOn.facts }),
    limits: () => addOnLimits,
  });
  return {
    ...made,
    ...(await renderApp({ host: made.host, session: demoSession, at: `/products/${row.id}/listing${search}` })),
  };
}

const words = {
  listings: {
    "en-us": listing("Family weeks", { icon: { fileName: "family.png", fileStatus: "Uploaded" } }),
    "fr-fr": listing("Semaines en famille"),
    "de-de": listing("Familienwochen"),
  },
};

test("shows title and description with their limits, and the reference beside them", async () => {
  const { container } = await page(words, "?language=fr-fr");
  const title = await screen.findByRole("textbox", { name: /^Title/ });
  expect((title as HTMLInputElement).value).toBe("Semaines en famille");
  expect(await screen.findByText(/^19\D+100$/)).toBeTruthy();
  expect(screen.getByRole("region", { name: /Title.*English/ }).textContent).toContain("Family weeks");
  expect(screen.queryByRole("textbox", { name: /What’s new|Search terms/ }), "no field of an app").toBeNull();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test("a dropped icon lands in the language of the page, goes into the others, and is put back", async () => {
  const { view: now } = await page(words, "?language=fr-fr");
  const box = await screen.findByRole("region", { name: "Icon" });
  expect(box.textContent).toContain("No icon");
  const file = image("icon", { facts: { ...image("x").facts, width: 300, height: 300 } as never, slots: ["Icon"] });
  dropped.set([file]);
  await waitFor(() => expect(within(box).getByRole("img", { name: /French/ })).toBeTruthy());
  expect(JSON.stringify(now().document)).toContain("hash-icon");
  await userEvent.click(within(box).getByRole("button", { name: "Use in the 2 other languages" }));
  const icon = (language: string) =>
    (now().document as typeof words).listings[language as "en-us"].icon as object | undefined;
  await waitFor(() => expect(icon("en-us")).toMatchObject({ $asset: "hash-icon", fileStatus: "PendingUpload" }));
  expect(icon("de-de")).toMatchObject({ $asset: "hash-icon" });
  await userEvent.click(within(box).getByRole("button", { name: "Put back" }));
  await waitFor(() => expect(box.textContent).toContain("No icon"));
  expect(icon("en-us"), "only this language is put back").toMatchObject({ $asset: "hash-icon" });
});

test("a picture of another size stays out and says so", async () => {
  const { view: now } = await page(words, "?language=fr-fr");
  await screen.findByRole("region", { name: "Icon" });
  const before = now().revision;
  dropped.set([image("large")]);
  await screen.findByText(/large\.png/);
  expect(now().revision).toBe(before);
});
