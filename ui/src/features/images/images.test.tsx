import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { polite } from "@/app/live.ts";
import { image, openDraft as open } from "@/test/draft.ts";
import { moved, wallOf } from "./wall.ts";

const wall = () => screen.findByRole("list", { name: "Desktop screenshot" });
const tiles = async () => [...(await wall()).querySelectorAll<HTMLElement>("[data-key]")];
const keys = async () => (await tiles()).map((tile) => tile.dataset.key);

describe("the wall of images", () => {
  it("hangs screenshots in the order of the Store, with verdict, facts and what only Microsoft holds", async () => {
    await open("images?language=fr-fr");
    const shown = await tiles();
    expect(shown.map((tile) => tile.dataset.key)).toEqual(["own-1", "own-2", "own-3", "11527", "own-5"]);
    expect(shown[0]?.querySelector("img")?.getAttribute("src")).toContain("/thumbs/1111");
    expect(shown[0]?.textContent).toContain("PNG, 2732 × 1536");
    expect(shown[1]?.textContent).toContain("too small");
    expect(shown[3]?.querySelector("img")).toBeNull();
    expect(shown[3]?.textContent).toContain("On the Store: Microsoft does not hand it to apps");
    expect(shown.filter((tile) => tile.tabIndex === 0)).toHaveLength(1);
  });

  it("moves a picture by keys, keeps the focus on it and says so; Undo is one step", async () => {
    const user = userEvent.setup();
    const { host } = await open("images?language=fr-fr");
    (await tiles())[1]?.focus();
    await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(await keys()).toEqual(["own-2", "own-1", "own-3", "11527", "own-5"]);
    expect((document.activeElement as HTMLElement).dataset.key).toBe("own-2");
    expect(polite.spoken.value.text).toBe("Desktop screenshot 2 moved to position 1 of 5.");
    await waitFor(() => expect(host.calls.filter((call) => call.name === "draft_patch")).toHaveLength(1));
    const patch = host.calls.find((call) => call.name === "draft_patch")?.args as { edits: { pointer: string }[] };
    expect(patch.edits.map((edit) => edit.pointer)).toEqual(["/listings/fr-fr/baseListing/images/@order"]);
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(async () => expect(await keys()).toEqual(["own-1", "own-2", "own-3", "11527", "own-5"]));
  });

  it("moves a picture to a position by number and refuses one that is none", async () => {
    const user = userEvent.setup();
    await open("images?language=fr-fr");
    await wall();
    await user.click(screen.getByRole("button", { name: "What to do with Desktop screenshot 1" }));
    await user.click(await screen.findByRole("menuitem", { name: "Move to position…" }));
    const position = await screen.findByLabelText("Position");
    await user.clear(position);
    await user.type(position, "9{Enter}");
    expect(await screen.findByText("Write a number from 1 to 5.")).toBeTruthy();
    await user.clear(position);
    await user.type(position, "4{Enter}");
    await waitFor(async () => expect(await keys()).toEqual(["own-2", "own-3", "11527", "own-1", "own-5"]));
  });

  it("removes a picture from the draft, undoably", async () => {
    const user = userEvent.setup();
    const { view } = await open("images?language=fr-fr");
    (await tiles())[3]?.focus();
    await user.keyboard("{Delete}");
    await waitFor(async () => expect(await keys()).not.toContain("11527"));
    expect(polite.spoken.value.text).toContain("removed. Undo brings it back.");
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(async () => expect(await keys()).toContain("11527"));
    expect(view().document.listings["fr-fr"].baseListing.images).toHaveLength(9);
  });

  it("edits a caption in place; its keys are its own", async () => {
    const user = userEvent.setup();
    const { view } = await open("images?language=fr-fr");
    await wall();
    await user.click(screen.getByRole("button", { name: /Edit the caption of Desktop screenshot 2/ }));
    const editor = await screen.findByRole("textbox", { name: "Caption of Desktop screenshot 2" });
    await user.type(editor, "Tout range{Delete}{ArrowLeft}{Enter}");
    await waitFor(() => expect(view().document.listings["fr-fr"].baseListing.images[1].description).toBe("Tout range"));
    expect(await keys()).toHaveLength(5);
  });

  it("changes what a picture is used as, among the places that its size fits", async () => {
    const user = userEvent.setup();
    const { view } = await open("images?language=fr-fr");
    await wall();
    await user.click(screen.getByRole("button", { name: "What to do with Hero art 16:9" }));
    await user.click(await screen.findByRole("menuitem", { name: "Use as: Desktop screenshot" }));
    await waitFor(() => expect(view().document.listings["fr-fr"].baseListing.images[8].imageType).toBe("Screenshot"));
  });

  it("shows the places to fill as ghosts, and fills the one that was asked for", async () => {
    const user = userEvent.setup();
    const card = image("poster", { slots: ["StoreLogo9x16"], thumb: "hash-poster" });
    const { view } = await open("images?language=ja-jp", {}, { files_choose: () => [card] });
    expect((await wall()).querySelectorAll("li")).toHaveLength(4);
    await user.click(screen.getByRole("button", { name: /Choose a file for Poster 2:3/ }));
    await waitFor(() => expect(view().document.listings["ja-jp"].baseListing.images).toHaveLength(1));
    expect(view().document.listings["ja-jp"].baseListing.images[0].imageType).toBe("StoreLogo9x16");
    await user.click(screen.getByRole("button", { name: /Choose a file for Tile icon/ }));
    const bar = await screen.findByText("Nothing was added.");
    expect(bar.closest("section")?.textContent).toContain("Its size does not fit Tile icon.");
  });

  it("offers nothing to change while a job sends", async () => {
    const locked = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
    const { host } = await open("images?language=fr-fr", { view: { locked } });
    const user = userEvent.setup();
    (await tiles())[1]?.focus();
    await user.keyboard("{Delete}{Alt>}{ArrowRight}{/Alt}");
    expect(await keys()).toHaveLength(5);
    expect(screen.queryByRole("button", { name: /What to do with (?!une-semaine)/ })).toBeNull();
    expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);
  });

  it("has no axe finding", async () => {
    await open("images?language=fr-fr");
    await wall();
    const found = await axe.run(document.getElementById("page")!, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
  });
});

describe("orders", () => {
  const list = [
    { id: "a", imageType: "Screenshot" },
    { id: "icon", imageType: "Icon" },
    { id: "b", imageType: "Screenshot" },
    { id: "gone", imageType: "Screenshot", fileStatus: "PendingDelete" },
    { id: "c", imageType: "Screenshot" },
  ];
  it("moves among its kind only, and leaves every other place alone", () => {
    expect(moved(list, "c", 0)).toEqual(["c", "icon", "a", "gone", "b"]);
    expect(moved(list, "a", 2)).toEqual(["b", "icon", "c", "gone", "a"]);
    expect(moved(list, "icon", 0)).toEqual(["a", "icon", "b", "gone", "c"]);
  });

  it("keeps kinds that nobody here knows", () => {
    const found = wallOf("/x", [{ id: "n", imageType: "Hologram" }], [], []);
    expect(found.others.map((slot) => slot.image_type)).toEqual(["Hologram"]);
  });
});
