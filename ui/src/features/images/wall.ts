// The images of one language as the wall shows them: by slot, in the order of the Store, and what moving one means.

import type { ImageSlot, Problem } from "@/bindings";
import { identity, isWithin } from "@/data/pointer.ts";

export interface StoreImage {
  id?: string;
  $key?: string;
  fileName?: string;
  fileStatus?: string;
  description?: string;
  imageType?: string;
  $asset?: string;
  $facts?: { kind: string; format?: string; width?: number; height?: number };
}

export interface Hung {
  key: string;
  pointer: string;
  image: StoreImage;
  /** Of the image itself, not of its caption. */
  problems: readonly Problem[];
}

/** At least so many screenshots are advised (windows-dev-docs: msix/screenshots-and-images.md). */
export const ADVISED = 4;

const DESKTOP = "Screenshot";
const OFFERED = ["StoreLogo9x16", "StoreLogoSquare", "Icon", "PromotionalArt16x9"];

export interface Wall {
  screenshots: ImageSlot | undefined;
  /** One place each, shown even when empty. */
  singles: ImageSlot[];
  /** Other kinds, shown only when they hold something. */
  others: ImageSlot[];
  of(imageType: string): readonly Hung[];
}

export function wallOf(at: string, value: unknown, problems: readonly Problem[], slots: readonly ImageSlot[]): Wall {
  const byType = new Map<string, Hung[]>();
  for (const image of Array.isArray(value) ? (value as StoreImage[]) : []) {
    const key = identity(image);
    if (key === undefined || image.fileStatus === "PendingDelete") continue;
    const pointer = `${at}/@${key}`;
    const own = problems.filter((one) => isWithin(one.pointer, pointer) && one.pointer !== `${pointer}/description`);
    const type = image.imageType ?? "Unknown";
    byType.set(type, [...(byType.get(type) ?? []), { key, pointer, image, problems: own }]);
  }
  const offered = (name: string) => slots.find((slot) => slot.image_type === name);
  const known = new Set([DESKTOP, ...OFFERED]);
  const others = [...byType.keys()].filter((type) => !known.has(type));
  return {
    screenshots: offered(DESKTOP),
    singles: OFFERED.flatMap((name) => offered(name) ?? []),
    others: others.map((type) => offered(type) ?? strange(type)),
    of: (type) => byType.get(type) ?? [],
  };
}

/** A kind that the service knows and the table of slots does not. */
const strange = (image_type: string): ImageSlot => ({
  image_type,
  group: "retired",
  exact: [],
  min: null,
  max: null,
  count: Number.POSITIVE_INFINITY,
  strict_count: null,
  wanted: "never",
  captions: false,
  source: "",
});

/**
 * The order of all images with one of a kind moved to another place among its kind; `to` counts from 0. Images of other
 * kinds keep their places, so that only what was meant changes.
 */
export function moved(value: unknown, key: string, to: number): string[] {
  const list = Array.isArray(value) ? (value as StoreImage[]) : [];
  const keys = list.map((image) => identity(image) ?? "");
  const type = list.find((image) => identity(image) === key)?.imageType;
  const same = (image: StoreImage) => image.imageType === type && image.fileStatus !== "PendingDelete";
  const kind = list.filter(same).map((image) => identity(image) ?? "");
  const rest = kind.filter((one) => one !== key);
  const next = [...rest.slice(0, to), key, ...rest.slice(to)];
  let at = 0;
  return list.map((image, index) => (same(image) ? (next[at++] ?? "") : (keys[index] ?? "")));
}

/** Which of the other languages show the very same picture. */
export function sharing(listings: unknown, language: string, asset: string): string[] {
  const all = (listings ?? {}) as Record<string, { baseListing?: { images?: StoreImage[] } }>;
  return Object.keys(all).filter(
    (other) => other !== language && all[other]?.baseListing?.images?.some((image) => image.$asset === asset),
  );
}

/** How a slot is drawn. */
export function shapeOf(slot: ImageSlot): "landscape" | "portrait" | "square" {
  const size = slot.exact[0];
  if (!size || size.width > size.height) return "landscape";
  return size.width === size.height ? "square" : "portrait";
}
