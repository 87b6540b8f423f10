// Small counts as words in titles: "Three to fix". From thirteen on, figures.

import { formatNumber } from "./format.ts";

const WORDS = {
  en: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
  fr: ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
} as const;

export function countWord(count: number, language: string): string {
  const known = language === "fr" ? "fr" : "en";
  return WORDS[known][count] ?? formatNumber(count, known);
}
