// How far each language is: nothing written, something to fix, something that the reference has and this one lacks, or all
// there. What has to be fixed is the core's word; the rest is counting.

import type { Problem } from "@/bindings";
import { segments } from "@/data/pointer.ts";
import { FIELDS } from "./fields.ts";

export type Mark = "empty" | "problem" | "part" | "complete";

export interface Progress {
  language: string;
  mark: Mark;
  /** Problems that block, in words and images. */
  musts: number;
  /** Fields that the reference has and this one lacks. */
  missing: number;
  /** Fields with words in them. */
  texts: number;
  images: number;
}

type Page = Record<string, unknown>;

/** The fields that count, and the words and pictures of a listing, by the kind of its product. */
const OF_KIND = {
  app: {
    fields: FIELDS as readonly string[],
    page: (listing: Page) => (listing.baseListing ?? {}) as Page,
    images: (page: Page) => (Array.isArray(page.images) ? page.images.length : 0),
  },
  addOn: {
    fields: ["title", "description"] as readonly string[],
    page: (listing: Page) => listing,
    images: (page: Page) => (page.icon ? 1 : 0),
  },
};

const filled = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : typeof value === "string" && value.trim() !== "";

export function progressOf(
  languages: readonly string[],
  listings: unknown,
  problems: readonly Problem[],
  reference: string | undefined,
  kind: keyof typeof OF_KIND = "app",
): Progress[] {
  const { fields, page, images: picturesOf } = OF_KIND[kind];
  const musts = new Map<string, number>();
  for (const problem of problems) {
    if (problem.severity !== "must") continue;
    const [top, language] = segments(problem.pointer);
    if (top !== "listings" || language === undefined) continue;
    const key = language.toLowerCase();
    musts.set(key, (musts.get(key) ?? 0) + 1);
  }
  const all = (listings ?? {}) as Record<string, Page | undefined>;
  const wordsOf = (language: string | undefined) => page((language === undefined ? undefined : all[language]) ?? {});
  const wanted = fields.filter((name) => filled(wordsOf(reference)[name]));
  return languages.map((language) => {
    const words = wordsOf(language);
    const texts = fields.filter((name) => filled(words[name])).length;
    const missing = wanted.filter((name) => !filled(words[name])).length;
    const blocked = musts.get(language.toLowerCase()) ?? 0;
    const images = picturesOf(words);
    const mark: Mark = texts === 0 ? "empty" : blocked > 0 ? "problem" : missing > 0 ? "part" : "complete";
    return { language, mark, musts: blocked, missing, texts, images };
  });
}
