// Where dropped or chosen files go: a pure plan of placements and refusals, made before anything changes.
//
// An image goes to the best slot that the core names for its pixels, in one language, and never anywhere else by guess: a
// file whose slot is full stays out and says so. Languages told by file names are not read here.

import type { FileCard, ImageSlot, Placement, Problem } from "@/bindings";
import { identity, pointer, read } from "@/data/pointer.ts";

/** The part of an open draft that a plan needs. */
export interface Target {
  read(at: string): unknown;
}

export interface Landed {
  card: FileCard;
  /** The image type, or `package`. */
  to: string;
  replaces: boolean;
}

/** Why a file stays out: a problem of the core, or a reason that only the draft gives. */
export type Reason =
  | { kind: "problem"; problem: Problem }
  | { kind: "full"; imageType: string; count: number }
  | { kind: "twice"; imageType: string }
  | { kind: "elsewhere"; imageType: string }
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

/** Plans all files together, so that two of them never take one place. `language` is undefined in a draft without any. */
export function plan(
  cards: readonly FileCard[],
  draft: Target,
  language: string | undefined,
  slots: readonly ImageSlot[],
  /** The image type of the place that was asked for; absent: the best one. */
  wanted?: string,
): Plan {
  const made: Plan = { placements: [], landed: [], refused: [] };
  const present = language === undefined ? [] : imagesOf(draft, language);
  for (const card of cards) {
    const reason = place(card, present, language, slots, made, wanted);
    if (reason) made.refused.push({ card, reason });
  }
  return made;
}

function place(
  card: FileCard,
  present: Image[],
  language: string | undefined,
  slots: readonly ImageSlot[],
  made: Plan,
  wanted: string | undefined,
): Reason | undefined {
  if (card.fit === "cannotBeUsed" || (card.facts.kind !== "image" && card.facts.kind !== "package")) {
    return { kind: "problem", problem: gravest(card.problems) ?? unknown(card) };
  }
  if (card.facts.kind === "package") {
    made.placements.push({ file: card.id, slot: { kind: "package" } });
    made.landed.push({ card, to: "package", replaces: false });
    return undefined;
  }
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
