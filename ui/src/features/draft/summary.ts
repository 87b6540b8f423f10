// What a section of the draft holds, in one short line of the task list.

import type { TFunction } from "i18next";
import { referenceOf } from "@/app/language.ts";
import type { Section } from "@/bindings";
import { read } from "@/data/pointer.ts";
import type { useFormat } from "@/i18n/useFormat.ts";
import type { useValueName } from "@/i18n/values.ts";

interface Source {
  read(at: string): unknown;
}

type Format = ReturnType<typeof useFormat>;

interface Words {
  t: TFunction<"draft">;
  format: Format;
  valueName: ReturnType<typeof useValueName>;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const staying = (members: unknown) => list(members).filter((one) => read(one, "/fileStatus") !== "PendingDelete");

export function summary(
  section: Section,
  draft: Source,
  languages: readonly string[],
  { t, format, valueName }: Words,
): string {
  const named = (field: string, value: unknown) =>
    typeof value === "string" && value !== "" && value !== "NotSet" ? (valueName(field, value) ?? value) : undefined;
  switch (section) {
    case "packages": {
      const packages = draft.read("/applicationPackages") ?? draft.read("/flightPackages");
      const names = staying(packages).map((one) => String(read(one, "/fileName") ?? ""));
      return firstOf(names, t) ?? t("summary.noPackages");
    }
    case "listing":
      return firstOf(referenceFirst(languages).map(format.languageName), t) ?? t("summary.noLanguages");
    case "images": {
      const count = languages.reduce(
        (sum, language) => sum + staying(draft.read(`/listings/${language}/baseListing/images`)).length,
        0,
      );
      if (count === 0) return t("summary.noImages");
      return t("summary.images", { count, where: t("summary.inLanguages", { count: languages.length }) });
    }
    case "price":
      return price(draft, t);
    case "properties": {
      const content = draft.read("/contentType");
      if (content !== undefined) return named("contentType", content) ?? t("summary.noContent");
      return named("applicationCategory", draft.read("/applicationCategory")) ?? t("summary.noCategory");
    }
    case "game": {
      const settings = draft.read("/gamingOptions/@only");
      if (settings === undefined) return t("summary.notFilled");
      const genres = list(read(settings, "/genres")).flatMap((one) => named("genres", one) ?? []);
      return firstOf(genres, t) ?? t("summary.noGenre");
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

function price(draft: Source, t: TFunction<"draft">): string {
  const base = draft.read("/pricing/priceId");
  const n = typeof base === "string" ? /^Tier(\d+)$/.exec(base)?.[1] : undefined;
  const said = n !== undefined ? t("summary.tier", { n }) : t(base === "Free" ? "summary.free" : "summary.noPrice");
  const markets = draft.read("/pricing/marketSpecificPricings") ?? {};
  const count = Object.values(markets).filter((one) => one === "NotAvailable").length;
  return t("summary.markets", { price: said, count });
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
