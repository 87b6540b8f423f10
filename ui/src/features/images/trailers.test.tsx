import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { polite } from "@/app/live.ts";
import type { FileCard, Problem } from "@/bindings";
import { dragged } from "@/data/signals.ts";
import { demoDraft } from "@/host/demoDraft.ts";
import { cards } from "@/host/fakeDraft.ts";
import { image, languageName, openDraft } from "@/test/draft.ts";
import { lengthOf, movedTrailer, reelsOf, type StoreTrailer } from "./trailers.ts";

const LANGUAGES = ["en-us", "fr-fr", "de-de", "ja-jp", "ar-sa", "es-es", "it-it"];
const facts = { kind: "video", container: "mp4", width: 1920, height: 1080, duration_ms: 64_400, bytes: 180_000_000 };
const assets = (of: (language: string) => object) => Object.fromEntries(LANGUAGES.map((one) => [one, of(one)]));
const empty = { title: "", imageList: [] };

const THEIRS: StoreTrailer = {
  id: "900",
  videoFileName: "Trailers\\tour.mp4",
  videoFileId: "901",
  trailerAssets: assets((one) => ({ title: `Tour ${one}`, imageList: [{ id: `90${one}`, fileName: "tour.png" }] })),
};
const OURS = {
  $key: "own-t",
  videoFileName: "semaine.mp4",
  $file: "fv",
  $facts: facts,
  trailerAssets: {
    ...assets(() => empty),
    "fr-fr": { title: "La semaine", imageList: [{ $key: "own-i", fileName: "still.png", $asset: "c".repeat(64) }] },
  },
} as StoreTrailer;

const video = (id: string, more: Partial<FileCard> = {}): FileCard => {
  const card = {
    ...image(id),
    name: `${id}.mp4`,
    bytes: 180_000_000,
    facts: facts as unknown as FileCard["facts"],
    slots: [],
    thumb: null,
    ...more,
  };
  cards.set(id, card);
  return card;
};

const open = (trailers: unknown, options: { problems?: Problem[]; locked?: boolean } = {}, answers: object = {}) => {
  const { trailers: _, ...rest } = demoDraft.document as Record<string, unknown>;
  const document = trailers === undefined ? rest : { ...rest, trailers };
  const locked = { code: "job.running", severity: "must" as const, pointer: "", params: {} };
  return openDraft(
    "images?language=fr-fr",
    {
      document,
      files: { ...demoDraft.files, fv: video("fv", { name: "semaine.mp4" }) },
      problems: options.problems ?? [],
      ...(options.locked ? { view: { locked } } : {}),
    },
    answers,
  );
};
const section = () => screen.findByRole("region", { name: "Trailers" });
const list = async () => within(await section()).findByRole("list", { name: "Trailers" });
const reels = async () => [...(await list()).querySelectorAll<HTMLElement>("[data-key]")];
const keys = async () => (await reels()).map((one) => one.dataset.key);
const menu = async (user: ReturnType<typeof userEvent.setup>, name: string, item: string) => {
  await user.click(screen.getByRole("button", { name: `What to do with ${name}` }));
  await user.click(await screen.findByRole("menuitem", { name: new RegExp(item) }));
};

describe("trailers", () => {
  it.each([[undefined], [null], [[]]])("that are not filled in (%j) are none, and no fault", async (trailers) => {
    await open(trailers);
    const shown = await section();
    expect(shown.textContent).toContain("none; up to 15");
    expect(shown.textContent).toContain("Drop an MP4 or MOV file here");
    expect(within(shown).queryByRole("listitem")).toBeNull();
  });

  it("say what the video is, and of Microsoft's only the name", async () => {
    await open([THEIRS, OURS]);
    const [theirs, ours] = await reels();
    expect(theirs?.querySelector("h3")?.textContent).toBe("tour.mp4");
    expect(theirs?.textContent).toContain("Microsoft hands out its name only.");
    expect(theirs?.querySelector("img")).toBeNull();
    expect(ours?.textContent).toContain("1:04 long, 1920\u00a0×\u00a01080, 180");
    expect(ours?.textContent).toContain("Fits");
    expect(ours?.querySelector("img")?.getAttribute("src")).toContain("cccc");
    expect(ours?.textContent).toContain("6 without a title, 6 without a thumbnail");
    expect(theirs?.textContent).toContain("all with title and thumbnail");
    expect((await reels()).filter((one) => one.tabIndex === 0)).toHaveLength(1);
  });

  it("show the problems of the video on its card, and those of a language there", async () => {
    const size = { code: "video.pixels.wrong", params: { width: 1280, height: 720, allowed: "1920×1080" } };
    const missing = { code: "archive.file.missing", params: { name: "still.png" } };
    const at = "/trailers/@own-t";
    await open([OURS], {
      problems: [
        { ...size, severity: "check", pointer: at },
        { ...missing, severity: "must", pointer: `${at}/trailerAssets/fr-fr/imageList` },
        { code: "trailer.language.missing", severity: "tip", pointer: at, params: { language: "tlh", name: "" } },
      ],
    });
    const [card] = await reels();
    expect(card?.textContent).toContain("This video is 1280 × 720");
    expect(card?.textContent).not.toContain("Fits");
    // Said by the line of the languages.
    expect(card?.textContent).not.toContain("do not see this trailer");
    const spoken = card?.querySelector(`[data-pointer="${at}/trailerAssets/fr-fr"]`);
    expect(spoken?.querySelector('[data-severity="must"]')).toBeTruthy();
    expect(spoken?.textContent).not.toContain("1280 × 720");
  });

  it("come from the system's dialog, in every language of the listing", async () => {
    const user = userEvent.setup();
    const { view, host } = await open(null, {}, { files_choose: () => [video("neu")] });
    await user.click(within(await section()).getByRole("button", { name: "Add a video…" }));
    await waitFor(() => expect(view().document.trailers).toHaveLength(1));
    expect(host.calls.find((call) => call.name === "files_choose")?.args).toEqual({ what: "videos" });
    expect(Object.keys(view().document.trailers[0].trailerAssets)).toEqual(LANGUAGES);
    expect((await screen.findByRole("region", { name: "Files that were added" })).textContent).toContain(
      "1 trailer in every language",
    );
  });

  it("move by keys and by number, keep the focus and say so; Undo is one step", async () => {
    const user = userEvent.setup();
    const third = { ...OURS, $key: "own-u", videoFileName: "mois.mp4" };
    const { host } = await open([THEIRS, OURS, third]);
    (await reels())[1]?.focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(await keys()).toEqual(["own-t", "900", "own-u"]);
    expect((document.activeElement as HTMLElement).dataset.key).toBe("own-t");
    expect(polite.spoken.value.text).toBe("semaine.mp4 moved to position 1 of 3.");
    await waitFor(() => expect(host.calls.filter((call) => call.name === "draft_patch")).toHaveLength(1));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(async () => expect(await keys()).toEqual(["900", "own-t", "own-u"]));
    await menu(user, "tour.mp4", "Move to position");
    const position = await screen.findByLabelText("Position");
    await user.clear(position);
    await user.type(position, "3{Enter}");
    await waitFor(async () => expect(await keys()).toEqual(["own-t", "own-u", "900"]));
  });

  it("leave all languages only after a yes that says what goes", async () => {
    const user = userEvent.setup();
    const { view } = await open([THEIRS, OURS]);
    (await reels())[0]?.focus();
    await user.keyboard("{Delete}");
    const dialog = await screen.findByRole("alertdialog", { name: "Remove tour.mp4 from all languages?" });
    expect(dialog.textContent).toContain("Count on it leaving the page of Tailspin Planner");
    expect(dialog.textContent).toContain("in 7 languages");
    expect(document.activeElement?.textContent).toBe("Keep the trailer");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(await keys()).toEqual(["900", "own-t"]);
    await menu(user, "semaine.mp4", "Remove from all languages");
    const ours = await screen.findByRole("alertdialog");
    expect(ours.textContent).toContain("It was never sent.");
    await user.click(within(ours).getByRole("button", { name: "Remove from all languages" }));
    await waitFor(() => expect(view().document.trailers).toHaveLength(1));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(view().document.trailers).toHaveLength(2));
  });

  it("change a video of this computer at once, and one of Microsoft's after a yes", async () => {
    const user = userEvent.setup();
    const { view, host } = await open([THEIRS, OURS], {}, { files_choose: () => [video("neu")] });
    await list();
    await menu(user, "semaine.mp4", "Replace the video");
    await waitFor(() => expect(view().document.trailers[1].$file).toBe("neu"));
    expect(view().document.trailers[1].trailerAssets["fr-fr"].title).toBe("La semaine");
    const asked = () => host.calls.filter((call) => call.name === "files_choose").length;
    expect(asked()).toBe(1);
    await menu(user, "tour.mp4", "Replace the video");
    const dialog = await screen.findByRole("alertdialog", { name: "Replace the video of tour.mp4?" });
    expect(dialog.textContent).toContain("7 thumbnails are only at Microsoft");
    expect(asked()).toBe(1);
    await user.click(within(dialog).getByRole("button", { name: "Choose the new video…" }));
    await waitFor(() => expect(asked()).toBe(2));
    const placed = host.calls.filter((call) => call.name === "files_place").at(-1)?.args as { placements: unknown[] };
    expect(placed.placements).toEqual([{ file: "neu", slot: { kind: "trailer", replaces: "900" } }]);
  });

  it("take a thumbnail for a language and use it in all, in one step", async () => {
    const user = userEvent.setup();
    const { view, host } = await open([OURS], {}, { files_choose: () => [image("still")] });
    await list();
    await user.click(screen.getByRole("button", { name: /Choose another thumbnail for semaine.mp4/ }));
    const asset = (language: string) => view().document.trailers[0].trailerAssets[language].imageList;
    await waitFor(() => expect(asset("fr-fr")[0].$asset).toBe("hash-still"));
    expect(asset("fr-fr")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: /Use this thumbnail in all languages/ }));
    await waitFor(() =>
      expect(LANGUAGES.map((one) => asset(one)[0]?.$asset)).toEqual(LANGUAGES.map(() => "hash-still")),
    );
    expect(new Set(LANGUAGES.map((one) => asset(one)[0].$key)).size).toBe(LANGUAGES.length);
    expect(host.calls.filter((call) => call.name === "draft_patch")).toHaveLength(1);
    expect(screen.queryByRole("button", { name: /Use this thumbnail in all languages/ })).toBeNull();
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(asset("de-de")).toEqual([]));
  });

  it("have a title in every language; one can do without the trailer, the last cannot alone", async () => {
    const user = userEvent.setup();
    const { view } = await open([OURS]);
    await list();
    await user.click(screen.getByRole("button", { name: /The 6 other languages/ }));
    const german = languageName("de-de");
    await user.type(await screen.findByRole("textbox", { name: `Title, ${german}` }), "Die Woche");
    await waitFor(() => expect(view().document.trailers[0].trailerAssets["de-de"].title).toBe("Die Woche"));
    for (const language of LANGUAGES.filter((one) => one !== "fr-fr")) {
      await user.click(
        screen.getByRole("button", { name: `Do not show in this language : semaine.mp4, ${languageName(language)}` }),
      );
    }
    await waitFor(() => expect(Object.keys(view().document.trailers[0].trailerAssets)).toEqual(["fr-fr"]));
    await user.click(screen.getByRole("button", { name: `Show it there : semaine.mp4, ${german}` }));
    await waitFor(() => expect(view().document.trailers[0].trailerAssets["de-de"]).toEqual(empty));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(Object.keys(view().document.trailers[0].trailerAssets)).toEqual(["fr-fr"]));
    await user.click(screen.getByRole("button", { name: /Do not show in this language/ }));
    expect(await screen.findByRole("alertdialog", { name: "Remove semaine.mp4 from all languages?" })).toBeTruthy();
  });

  it("open in the system's player, and say why when they cannot", async () => {
    const user = userEvent.setup();
    const played: unknown[] = [];
    const gone = { code: "archive.file.missing", severity: "must", pointer: "", params: { name: "semaine.mp4" } };
    const play = (id: unknown) => {
      played.push(id);
      if (played.length > 1) throw gone;
      return null;
    };
    await open([THEIRS, OURS], {}, { video_play: play });
    await list();
    await menu(user, "semaine.mp4", "Open in your player");
    await waitFor(() => expect(played).toEqual(["fv"]));
    await menu(user, "semaine.mp4", "Open in your player");
    await waitFor(() => expect(played).toHaveLength(2));
    const card = (await reels())[1];
    await waitFor(() => expect(card?.textContent).toContain("semaine.mp4 was moved or deleted"));
  });

  it("stay as they are while a job sends", async () => {
    const user = userEvent.setup();
    const { host } = await open([THEIRS, OURS], { locked: true });
    (await reels())[1]?.focus();
    await user.keyboard("{Delete}{Alt>}{ArrowUp}{/Alt}");
    expect(await keys()).toEqual(["900", "own-t"]);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(screen.queryByRole("button", { name: "Add a video…" })).toBeNull();
    expect(screen.queryByRole("button", { name: /thumbnail/ })).toBeNull();
    expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);
  });

  it("light up where a video would land", async () => {
    await open([]);
    const shown = (await section()).closest("[data-lit]");
    expect(shown?.getAttribute("data-lit")).toBe("false");
    act(() => dragged.set({ images: 0, packages: 0, videos: 1, others: 0, names: [] }));
    expect(shown?.getAttribute("data-lit")).toBe("true");
    act(() => dragged.set(null));
  });

  it("have no axe finding, with all languages open", async () => {
    const user = userEvent.setup();
    await open([THEIRS, OURS]);
    await list();
    for (const button of screen.getAllByRole("button", { name: /The 6 other languages/ })) await user.click(button);
    const found = await axe.run(document.getElementById("page")!, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
  });
});

describe("reading trailers", () => {
  it("finds a language in any spelling, and keeps those that the listing does not have", () => {
    const [reel] = reelsOf(
      [{ id: "1", trailerAssets: { "FR-fr": { title: "a" }, tlh: null } }],
      [],
      ["fr-fr", "de-de"],
    );
    expect(reel?.spoken.map((one) => [one.language, one.shown, one.pointer])).toEqual([
      ["fr-fr", true, "/trailers/@1/trailerAssets/FR-fr"],
      ["de-de", false, "/trailers/@1/trailerAssets/de-de"],
      ["tlh", true, "/trailers/@1/trailerAssets/tlh"],
    ]);
    expect(reelsOf("odd", [], [])).toEqual([]);
    expect(reelsOf([{ videoFileName: "no key" }], [], [])).toEqual([]);
  });

  it("orders and writes lengths", () => {
    expect(movedTrailer([{ id: "a" }, { $key: "b" }, { id: "c" }], "c", 0)).toEqual(["c", "a", "b"]);
    expect([0, 999, 64_400, 3_729_000].map(lengthOf)).toEqual(["0:00", "0:01", "1:04", "1:02:09"]);
  });
});
