import { describe, expect, it } from "vitest";
import type { FileCard } from "@/bindings";
import { read } from "@/data/pointer.ts";
import { fakeSlots } from "@/host/fakeDraft.ts";
import { counts, plan } from "./plan.ts";

const image = (id: string, slots: string[], more: Partial<FileCard> = {}): FileCard => ({
  id,
  name: `${id}.png`,
  bytes: 1000,
  facts: {
    kind: "image",
    format: "png",
    width: 1920,
    height: 1080,
    depth: 8,
    alpha: false,
    animated: false,
    profile: false,
    orientation: 1,
    trailing: 0,
    bytes: 1000,
    complete: true,
  },
  fit: "fits",
  problems: [],
  slots,
  thumb: `hash-${id}`,
  ...more,
});
const bundle = (id: string): FileCard => ({
  ...image(id, []),
  name: `${id}.msix`,
  facts: { kind: "package" } as FileCard["facts"],
  thumb: null,
});
const draft = (images: unknown[]) => {
  const document = { listings: { "en-us": { baseListing: { images } } } };
  return { read: (at: string) => read(document, at) };
};
const shown = (id: string, imageType: string, more: object = {}) => ({
  id,
  imageType,
  fileStatus: "Uploaded",
  ...more,
});
const planned = (cards: FileCard[], images: unknown[] = [], wanted?: string) =>
  plan(cards, draft(images), "en-us", fakeSlots, wanted);

describe("planning where files land", () => {
  it("puts images into their best slot and packages among the packages", () => {
    const made = planned([
      image("a", ["Screenshot", "PromotionalArt16x9"]),
      image("b", ["StoreLogo9x16"]),
      bundle("p"),
    ]);
    expect(made.placements).toEqual([
      { file: "a", slot: { kind: "image", language: "en-us", imageType: "Screenshot" } },
      { file: "b", slot: { kind: "image", language: "en-us", imageType: "StoreLogo9x16" } },
      { file: "p", slot: { kind: "package" } },
    ]);
    expect(made.refused).toEqual([]);
    expect(counts(made.landed).map(({ to, count }) => [to, count])).toEqual([
      ["Screenshot", 1],
      ["StoreLogo9x16", 1],
      ["package", 1],
    ]);
  });

  it("keeps out what cannot be used, with the gravest of its problems", () => {
    const problems = [
      { code: "image.animated", severity: "check" as const, pointer: "", params: {} },
      { code: "image.format.wrong", severity: "must" as const, pointer: "", params: {} },
    ];
    const made = planned([image("a", ["Screenshot"], { fit: "cannotBeUsed", problems })]);
    expect(made.placements).toEqual([]);
    expect(made.refused[0]?.reason).toMatchObject({ kind: "problem", problem: { code: "image.format.wrong" } });
  });

  it("never puts a file where there is no room, and never elsewhere instead", () => {
    const nine = Array.from({ length: 9 }, (_, n) => shown(`s${n}`, "Screenshot"));
    const made = planned(
      [image("a", ["Screenshot", "XboxScreenshot"]), image("b", ["Screenshot", "XboxScreenshot"])],
      nine,
    );
    expect(made.placements).toHaveLength(1);
    expect(made.refused.map((one) => one.reason)).toEqual([{ kind: "full", imageType: "Screenshot", count: 10 }]);
  });

  it("replaces the one picture of a place that takes one, once", () => {
    const made = planned([image("a", ["Icon"]), image("b", ["Icon"])], [shown("old", "Icon")]);
    expect(made.placements).toEqual([
      { file: "a", slot: { kind: "image", language: "en-us", imageType: "Icon", replaces: "old" } },
    ]);
    expect(made.refused[0]?.reason).toEqual({ kind: "full", imageType: "Icon", count: 1 });
  });

  it("gives the place of a leaving picture free, and leaves out a picture that is there already", () => {
    const there = [shown("x", "Screenshot", { $asset: "hash-a" }), shown("y", "Icon", { fileStatus: "PendingDelete" })];
    const made = planned([image("a", ["Screenshot"]), image("b", ["Icon"])], there);
    expect(made.refused.map((one) => one.reason.kind)).toEqual(["twice"]);
    expect(made.placements).toEqual([{ file: "b", slot: { kind: "image", language: "en-us", imageType: "Icon" } }]);
  });

  it("takes the place that was asked for, or says that it does not fit", () => {
    const both = image("a", ["Screenshot", "PromotionalArt16x9"]);
    expect(planned([both], [], "PromotionalArt16x9").placements[0]?.slot).toMatchObject({
      imageType: "PromotionalArt16x9",
    });
    expect(planned([both], [], "Icon").refused[0]?.reason).toEqual({ kind: "elsewhere", imageType: "Icon" });
  });

  it("has no place for a picture in a listing without a language", () => {
    const made = plan([image("a", ["Screenshot"]), bundle("p")], draft([]), undefined, fakeSlots);
    expect(made.refused.map((one) => one.reason.kind)).toEqual(["noLanguage"]);
    expect(made.placements).toHaveLength(1);
  });
});

describe("planning where videos land", () => {
  const video = (id: string, more: Partial<FileCard> = {}): FileCard => ({
    ...image(id, []),
    name: `${id}.mp4`,
    facts: { kind: "video" } as FileCard["facts"],
    thumb: null,
    ...more,
  });
  const holding = (trailers: unknown) => ({ read: (at: string) => read({ trailers }, at) });
  const trailers = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `t${n}` }));
  const reasons = (made: ReturnType<typeof plan>) => made.refused.map((one) => one.reason);

  it("makes trailers of videos, in every language and without one", () => {
    for (const language of ["en-us", undefined]) {
      const made = plan([video("a"), video("b")], holding(null), language, fakeSlots);
      expect(made.placements).toEqual(["a", "b"].map((file) => ({ file, slot: { kind: "trailer" } })));
      expect(counts(made.landed)).toEqual([{ to: "trailer", count: 2, replaced: 0 }]);
    }
  });

  it("stops at fifteen, and at a video that is there already", () => {
    const most = { kind: "app", trailers: 15 } as const;
    const full = plan([video("a"), video("b")], holding(trailers(14)), "en-us", fakeSlots, undefined, most);
    expect(full.placements).toHaveLength(1);
    expect(reasons(full)).toEqual([{ kind: "full", imageType: "trailer", count: 15 }]);
    const there = [{ $key: "x", videoFileName: "a.mp4", $facts: { bytes: 1000 } }];
    const twice = plan([video("a"), video("b"), { ...video("b"), id: "again" }], holding(there), "en-us", fakeSlots);
    expect(twice.placements.map((one) => one.file)).toEqual(["b"]);
    expect(reasons(twice).map((one) => one.kind)).toEqual(["twice", "twice"]);
  });

  it("fills the place of a trailer that was asked for with one file of the right kind", () => {
    const thumbnail = { kind: "thumbnail", trailer: "x", language: "en-us" } as const;
    const still = { ...image("s", ["Screenshot"]) };
    const made = plan([video("a"), still, image("t", ["Icon"])], holding([]), "en-us", fakeSlots, thumbnail);
    expect(made.placements).toEqual([{ file: "s", slot: thumbnail }]);
    expect(reasons(made)).toEqual([{ kind: "notPicture" }, { kind: "full", imageType: "thumbnail", count: 1 }]);
    const replaced = { kind: "trailer", replaces: "x" } as const;
    const other = plan([still, video("a")], holding(trailers(15)), "en-us", fakeSlots, replaced, {
      kind: "app",
      trailers: 15,
    });
    expect(other.placements).toEqual([{ file: "a", slot: replaced }]);
    expect(reasons(other)).toEqual([{ kind: "notVideo" }]);
  });

  it("has no place for a video in an add-on or a flight", () => {
    const made = plan([video("a")], holding([]), "en-us", fakeSlots, undefined, { kind: "addOn", trailers: 15 });
    expect(made.placements).toEqual([]);
    expect(reasons(made)[0]).toMatchObject({ problem: { code: "file.unsupported", params: { what: "video" } } });
  });
});
