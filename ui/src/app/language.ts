// Which language of a draft the person is in: the one in the address, else the one they were in last, else the reference.
// Listing, images and landing files all mean the same one.

import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { kindOf } from "@/data/kind.ts";
import { pointer } from "@/data/pointer.ts";

const last = new Map<string, string>();

/**
 * The language that translations are made from: American English when the listing has it, another English, else the first.
 * The service names no such language; it is only what stands beside the others while they are written.
 */
export function referenceOf(languages: readonly string[]): string | undefined {
  const is = (wanted: (tag: string) => boolean) => languages.find((tag) => wanted(tag.toLowerCase()));
  return is((tag) => tag === "en-us") ?? is((tag) => tag === "en" || tag.startsWith("en-")) ?? languages[0];
}

/** The spelling of the draft for a tag in any case. */
export function spelled(languages: readonly string[], tag: string | undefined): string | undefined {
  return languages.find((one) => one.toLowerCase() === tag?.toLowerCase());
}

/** The present language outside React; undefined in a draft without languages. */
export function presentLanguage(draft: string, languages: readonly string[]): string | undefined {
  return spelled(languages, last.get(draft)) ?? referenceOf(languages);
}

/** The language of this page, from `?language=` when there is one. */
export function useLanguage(draft: string, languages: readonly string[]): string | undefined {
  const asked = useSearch({ strict: false, select: (search) => search.language });
  const language = spelled(languages, asked) ?? presentLanguage(draft, languages);
  useEffect(() => {
    if (language !== undefined) last.set(draft, language);
  }, [draft, language]);
  return language;
}

/** Where the words and images of a language lie. */
export const baseOf = (language: string, ...rest: string[]) => pointer("listings", language, "baseListing", ...rest);

/** The same for a product of any kind: the listing of an add-on holds its words itself. */
export const wordsAt = (product: string, language: string, ...rest: string[]) =>
  kindOf(product) === "addOn" ? pointer("listings", language, ...rest) : baseOf(language, ...rest);
