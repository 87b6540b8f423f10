// What a section of the draft holds, in one short line of the task list.

import type { TFunction } from "i18next";
import { referenceOf } from "@/app/language.ts";
import type { Section } from "@/bindings";
import { read } from "@/data/pointer.ts";
import type { useFormat } from "@/i18n/useFormat.ts";

interface Source {
  read(at: string): unknown;
}

type Format = ReturnType<typeof useFormat>;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const staying = (members: unknown) => list(members).filter((one) => read(one, "/fileStatus") !== "PendingDelete");

export function summary(
  section: Section,
  draft: Source,
  languages: readonly string[],
  t: TFunction<"draft">,
  format: Format,
): string {
  switch (section) {
    case "packages": {
      const names = staying(draft.read("/applicationPackages")).map((one) => String(read(one, "/fileName") ?? ""));
      return firstOf(names, t) ?? t("summary.noPackages");
    }
    case "listing":
      return firstOf(referenceFirst(languages).map(format.languageName), t) ?? t("summary.noLanguages");
    case "images": {
      const count = languages.reduce(
        (sum, language) => sum + staying(draft.read(`/listings/${language}/baseListing/images`)).length,
        0,
      );
      return count === 0 ? t("summary.noImages") : t("summary.images", { count, languages: languages.length });
    }
    default:
      return when(draft, t, format);
  }
}

function referenceFirst(languages: readonly string[]): string[] {
  const reference = referenceOf(languages);
  return reference === undefined ? [] : [reference, ...languages.filter((one) => one !== reference)];
}

function firstOf(names: readonly string[], t: TFunction<"draft">): string | undefined {
  const [first, second, third, ...more] = names;
  if (first === undefined) return undefined;
  const shown = [first, second, third].filter((name) => name !== undefined).join(", ");
  return more.length === 0 ? shown : t("summary.more", { names: shown, count: more.length });
}

function when(draft: Source, t: TFunction<"draft">, format: Format): string {
  const mode = draft.read("/targetPublishMode");
  if (mode === "Manual") return t("summary.manual");
  if (mode === "SpecificDate") {
    const date = draft.read("/targetPublishDate");
    return typeof date === "string" && !Number.isNaN(Date.parse(date))
      ? t("summary.onDate", { when: format.dateTime(date) })
      : t("summary.noDate");
  }
  return t("summary.atOnce");
}
