// The name of a market: of its country or region, as the system has it in the language; the code itself where it has none.

import type { Language } from "./format.ts";

const names: Partial<Record<Language, Intl.DisplayNames>> = {};

export function countryName(code: string, language: Language): string {
  names[language] ??= new Intl.DisplayNames(language === "fr" ? "fr-FR" : "en-US", {
    type: "region",
    fallback: "code",
  });
  try {
    return names[language].of(code) ?? code;
  } catch {
    return code;
  }
}
