// A pointer of a Store draft, in words: "Description, French (France)". Field names are in `states.json`, because the
// terminal says them too.

import { useTranslation } from "react-i18next";
import { segments } from "@/data/pointer.ts";
import { countryName } from "./countries.ts";
import type { AnyT } from "./problem.ts";
import { useFormat } from "./useFormat.ts";

/** The name of a field by its last plain segment; the segment itself for a member that has no name here. */
export function fieldName(name: string, t: AnyT): string {
  const say = t as (key: string, options: object) => string;
  return say(`states:field.${name}`, { defaultValue: name });
}

/** How members are called whose key is a code. */
interface Called {
  language(tag: string): string;
  market(code: string): string;
}

export function placeName(pointer: string, t: AnyT, called: Called): string {
  const names = segments(pointer);
  const plain = names.filter((name) => !name.startsWith("@") && name !== "baseListing");
  if (plain[0] === "listings" && plain[1] !== undefined) {
    const language = called.language(plain[1]);
    return plain[2] === undefined ? language : `${fieldName(plain[2], t)}, ${language}`;
  }
  if (plain[1] === "marketSpecificPricings") {
    return plain[2] === undefined ? fieldName("markets", t) : `${fieldName("markets", t)}, ${called.market(plain[2])}`;
  }
  if (plain[0] === undefined) return "";
  // Of a form inside the submission the innermost name says most: "Genres", not "Game features".
  const innermost = plain.findLast((name) => fieldName(name, t) !== name);
  return fieldName(innermost ?? plain[0], t);
}

export function usePlaceName(): (pointer: string) => string {
  const { t } = useTranslation();
  const { languageName, language } = useFormat();
  const called = { language: languageName, market: (code: string) => countryName(code, language) };
  return (pointer) => placeName(pointer, t, called);
}
