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

type Listing = { baseListing?: Record<string, unknown> } | undefined;

const filled = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : typeof value === "string" && value.trim() !== "";

export function progressOf(
  languages: readonly string[],
  listings: unknown,
  problems: readonly Problem[],
  reference: string | undefined,
): Progress[] {
  const musts = new Map<string, number>();
  for (const problem of problems) {
    if (problem.severity !== "must") continue;
    const [top, language] = segments(problem.pointer);
    if (top !== "listings" || language === undefined) continue;
    const key = language.toLowerCase();
    musts.set(key, (musts.get(key) ?? 0) + 1);
  }
  const all = (listings ?? {}) as Record<string, Listing>;
  const wordsOf = (language: string | undefined) => (language === undefined ? {} : (all[language]?.baseListing ?? {}));
  const wanted = FIELDS.filter((name) => filled(wordsOf(reference)[name]));
  return languages.map((language) => {
    const words = wordsOf(language);
    const texts = FIELDS.filter((name) => filled(words[name])).length;
    const missing = wanted.filter((name) => !filled(words[name])).length;
    const blocked = musts.get(language.toLowerCase()) ?? 0;
    const images = Array.isArray(words.images) ? words.images.length : 0;
    const mark: Mark = texts === 0 ? "empty" : blocked > 0 ? "problem" : missing > 0 ? "part" : "complete";
    return { language, mark, musts: blocked, missing, texts, images };
  });
}
