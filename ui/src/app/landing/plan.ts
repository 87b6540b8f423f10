// Where dropped or chosen files go: a pure plan of placements and refusals, made before anything changes.
//
// An image goes to the best slot that the core names for its pixels, in one language, and never anywhere else by guess: a
// file whose slot is full stays out and says so. A video becomes a trailer in every language. Languages told by file names
// are not read here.

import type { FileCard, ImageSlot, Placement, Problem, Slot } from "@/bindings";
import type { Kind } from "@/data/kind.ts";
import { identity, pointer, read } from "@/data/pointer.ts";

/** A place that was asked for: the image type of a slot, or a place of a trailer. */
export type Wanted = string | Extract<Slot, { kind: "trailer" | "thumbnail" }>;

/** What the submission takes beside pictures and packages. */
export interface Takes {
  kind: Kind;
  /** At most so many trailers, by the core's tables. */
  trailers: number;
}

/** The part of an open draft that a plan needs. */
export interface Target {
  read(at: string): unknown;
}

export interface Landed {
  card: FileCard;
  /** The image type, or `package`, `trailer`, `thumbnail`. */
  to: string;
  replaces: boolean;
}

/** Why a file stays out: a problem of the core, or a reason that only the draft gives. */
export type Reason =
  | { kind: "problem"; problem: Problem }
  | { kind: "full"; imageType: string; count: number }
  | { kind: "twice"; imageType: string }
  | { kind: "elsewhere"; imageType: string }
  | { kind: "notPicture" }
  | { kind: "notVideo" }
  | { kind: "noLanguage" };

export interface Refused {
  card: FileCard;
  reason: Reason;
}

export interface Plan {
  placements: Placement[];
  landed: Landed[];
  refused: Refused[];
}

interface Image {
  key: string;
  imageType: string;
  asset: string | undefined;
}

const rank = { must: 0, check: 1, tip: 2 } as const;

/** The problem that decides: the first of the gravest. */
export function gravest(problems: readonly Problem[]): Problem | undefined {
  return [...problems].sort((a, b) => rank[a.severity] - rank[b.severity])[0];
}

const unknown = (card: FileCard): Problem => ({
  code: "file.unknown",
  severity: "must",
  pointer: "",
  params: { name: card.name },
});

const notHere = (card: FileCard): Reason => ({
  kind: "problem",
  problem: {
    code: "file.unsupported",
    severity: "must",
    pointer: "",
    params: { name: card.name, what: card.facts.kind },
  },
});

/** Plans all files together, so that two of them never take one place. `language` is undefined in a draft without any. */
export function plan(
  cards: readonly FileCard[],
  draft: Target,
  language: string | undefined,
  slots: readonly ImageSlot[],
  /** Absent: the best place. */
  wanted?: Wanted,
  takes: Takes = { kind: "app", trailers: Number.POSITIVE_INFINITY },
): Plan {
  const made: Plan = { placements: [], landed: [], refused: [] };
  const present = language === undefined ? [] : imagesOf(draft, language);
  for (const card of cards) {
    const reason = isTaken(card, takes.kind)
      ? place(card, draft, present, language, slots, made, wanted, takes)
      : notHere(card);
    if (reason) made.refused.push({ card, reason });
  }
  return made;
}

/** Trailers belong to apps alone, pictures not to flights, packages not to add-ons. */
function isTaken({ facts }: FileCard, kind: Kind): boolean {
  const foreign: Record<Kind, readonly string[]> = { app: [], addOn: ["video", "package"], flight: ["video", "image"] };
  return !foreign[kind].includes(facts.kind);
}

/** The one place for a picture that an add-on has, one a language. */
const ICON = { imageType: "AddOnIcon", edge: 300 };

function placeIcon(card: FileCard, language: string | undefined, made: Plan): Reason | undefined {
  const { facts } = card;
  if (facts.kind !== "image" || facts.width !== ICON.edge || facts.height !== ICON.edge) {
    return { kind: "elsewhere", imageType: ICON.imageType };
  }
  if (language === undefined) return { kind: "noLanguage" };
  if (made.landed.length > 0) return { kind: "full", imageType: ICON.imageType, count: 1 };
  made.placements.push({ file: card.id, slot: { kind: "icon", language } });
  made.landed.push({ card, to: ICON.imageType, replaces: true });
  return undefined;
}

function place(
  card: FileCard,
  draft: Target,
  present: Image[],
  language: string | undefined,
  slots: readonly ImageSlot[],
  made: Plan,
  wanted: Wanted | undefined,
  takes: Takes,
): Reason | undefined {
  if (card.fit === "cannotBeUsed" || !["image", "package", "video"].includes(card.facts.kind)) {
    return { kind: "problem", problem: gravest(card.problems) ?? unknown(card) };
  }
  if (typeof wanted === "object") return placeInTrailer(card, wanted, made);
  if (card.facts.kind === "video") return placeVideo(card, draft, made, takes.trailers);
  if (card.facts.kind === "package") {
    made.placements.push({ file: card.id, slot: { kind: "package" } });
    made.landed.push({ card, to: "package", replaces: false });
    return undefined;
  }
  if (takes.kind === "addOn") return placeIcon(card, language, made);
  if (wanted !== undefined && !card.slots.includes(wanted)) return { kind: "elsewhere", imageType: wanted };
  const slot = slots.find((one) => one.image_type === (wanted ?? card.slots[0]));
  if (!slot) return { kind: "problem", problem: gravest(card.problems) ?? unknown(card) };
  if (language === undefined) return { kind: "noLanguage" };
  const imageType = slot.image_type;
  const inside = present.filter((image) => image.imageType === imageType);
  if (card.thumb !== null && inside.some((image) => image.asset === card.thumb)) return { kind: "twice", imageType };
  // One place, one picture: the new one takes it, unless this very drop filled it already.
  const replaced = slot.count === 1 ? inside.find((image) => image.key !== "") : undefined;
  if (inside.length >= slot.count && !replaced) return { kind: "full", imageType, count: slot.count };
  made.placements.push({
    file: card.id,
    slot: { kind: "image", language, imageType, ...(replaced ? { replaces: replaced.key } : {}) },
  });
  made.landed.push({ card, to: imageType, replaces: replaced !== undefined });
  if (replaced) present.splice(present.indexOf(replaced), 1);
  present.push({ key: "", imageType, asset: card.thumb ?? undefined });
  return undefined;
}

/** One place, one file: what comes after it stays out. */
function placeInTrailer(card: FileCard, slot: Exclude<Wanted, string>, made: Plan): Reason | undefined {
  if (slot.kind === "thumbnail" && card.facts.kind !== "image") return { kind: "notPicture" };
  if (slot.kind === "trailer" && card.facts.kind !== "video") return { kind: "notVideo" };
  if (made.landed.length > 0) return { kind: "full", imageType: slot.kind, count: 1 };
  made.placements.push({ file: card.id, slot });
  made.landed.push({ card, to: slot.kind, replaces: true });
  return undefined;
}

function placeVideo(card: FileCard, draft: Target, made: Plan, most: number): Reason | undefined {
  const present = draft.read("/trailers");
  const trailers = Array.isArray(present) ? present : [];
  const same = (bytes: unknown, name: unknown) => bytes === card.bytes && name === card.name;
  const twice =
    trailers.some((one) => same(read(one, "/$facts/bytes"), read(one, "/videoFileName"))) ||
    made.landed.some((one) => one.to === "trailer" && same(one.card.bytes, one.card.name));
  if (twice) return { kind: "twice", imageType: "trailer" };
  const landed = made.landed.filter((one) => one.to === "trailer").length;
  if (trailers.length + landed >= most) return { kind: "full", imageType: "trailer", count: most };
  made.placements.push({ file: card.id, slot: { kind: "trailer" } });
  made.landed.push({ card, to: "trailer", replaces: false });
  return undefined;
}

/** The images of a language that stay; those marked to be removed give their place free. */
function imagesOf(draft: Target, language: string): Image[] {
  const list = draft.read(pointer("listings", language, "baseListing", "images"));
  if (!Array.isArray(list)) return [];
  return list
    .filter((image) => read(image, "/fileStatus") !== "PendingDelete")
    .map((image) => ({
      key: identity(image) ?? "",
      imageType: String(read(image, "/imageType") ?? ""),
      asset: read(image, "/$asset") as string | undefined,
    }));
}

/** How many files landed in each place, in the order of the first. */
export function counts(landed: readonly Landed[]): { to: string; count: number; replaced: number }[] {
  const found: { to: string; count: number; replaced: number }[] = [];
  for (const one of landed) {
    const row = found.find((each) => each.to === one.to);
    if (row) {
      row.count += 1;
      row.replaced += one.replaces ? 1 : 0;
    } else {
      found.push({ to: one.to, count: 1, replaced: one.replaces ? 1 : 0 });
    }
  }
  return found;
}
