// An entry in words: for the list, for its details, and as the lines that are copied and saved. One source, so that support
// reads what the person sees.

import { useTranslation } from "react-i18next";
import type { ActivityEntry, ActivityWhat, Problem } from "@/bindings";
import { useSession } from "@/data/ask.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import type { Filter } from "./useActivity.ts";

export type Tone = "ok" | "bad" | "work" | "neutral";

export interface EntryWords {
  what: string;
  result: string;
  tone: Tone;
  /** Beside the result: why, how long. */
  more: string;
  /** What support asks for: name and value. */
  facts: readonly (readonly [string, string])[];
}

const OUTCOMES: Record<string, Tone> = { begun: "work", live: "ok", stopped: "bad", cancelled: "neutral" };

export function useEntryWords(): (entry: ActivityEntry) => EntryWords {
  const { t } = useTranslation(["activity", "acts"]);
  const format = useFormat();
  const accounts = useSession()?.accounts ?? [];

  const told = (problem: Problem) => problemText(problem, t);

  function said({ what, product, product_name }: ActivityEntry): Omit<EntryWords, "facts"> {
    const name = product_name ?? product ?? "";
    switch (what.kind) {
      case "act": {
        const done = t(`acts:name.${what.act}`, { product: name });
        const share = what.percentage == null ? undefined : format.percent(what.percentage);
        const words = what.act === "changeRollout" && share !== undefined ? t("toShare", { what: done, share }) : done;
        if (what.undone) return { what: words, result: t("result.undone"), tone: "neutral", more: "" };
        if (what.problem == null) return { what: words, result: t("result.done"), tone: "ok", more: "" };
        return { what: words, result: t("result.notDone"), tone: "bad", more: told(what.problem).title };
      }
      case "publication":
        return {
          what: t("publication", { product: name }),
          result: t(`result.${what.outcome}` as "result.begun", { defaultValue: what.outcome }),
          tone: OUTCOMES[what.outcome] ?? "neutral",
          more: "",
        };
      case "request": {
        const ms = what.milliseconds;
        const took = ms < 1_000 ? t("tookMs", { ms }) : t("took", { seconds: format.number(ms / 1_000, 1) });
        const { status } = what;
        const request = `${what.method} ${what.path}`;
        if (status === null) return { what: request, result: t("result.noAnswer"), tone: "bad", more: took };
        const good = status >= 200 && status < 400;
        const result = t(good ? "result.answered" : "result.refused", { status: String(status) });
        return { what: request, result, tone: good ? "ok" : "bad", more: took };
      }
    }
  }

  function facts(entry: ActivityEntry, words: Omit<EntryWords, "facts">): EntryWords["facts"] {
    const { what } = entry;
    const account = accounts.find((one) => one.id === entry.account)?.name ?? entry.account;
    const rows: (readonly [Parameters<typeof t>[0], string | null | undefined])[] = [
      ["fact.time", momentOf(entry)],
      ["fact.account", account],
      ["fact.product", entry.product === null ? null : `${entry.product_name ?? ""} (${entry.product})`.trim()],
      ["fact.result", [words.result, words.more].filter((one) => one !== "").join(", ")],
      ...numbers(what),
    ];
    return rows.flatMap(([key, value]) => (value == null || value === "" ? [] : [[t(key as "fact.time"), value]]));
  }

  return (entry) => {
    const words = said(entry);
    return { ...words, facts: facts(entry, words) };
  };
}

function numbers(what: ActivityWhat): (readonly [string, string | null | undefined])[] {
  switch (what.kind) {
    case "act":
      return [
        ["fact.code", what.problem?.code],
        ["fact.operation", what.problem?.details?.operation],
        ["fact.status", what.problem?.details?.status?.toString()],
        ["fact.correlation", what.problem?.details?.correlation_id],
        ["fact.answer", what.problem?.details?.answer],
      ];
    case "publication":
      return [["fact.submission", what.submission]];
    case "request":
      return [
        ["fact.status", what.status?.toString()],
        ["fact.correlation", what.correlation],
      ];
  }
}

/** To the millisecond, in UTC: what support looks for in its own records. */
const momentOf = ({ at }: ActivityEntry) => new Date(at).toISOString();

/** One entry as it is copied: what and how first, then its facts. */
export function lines(entry: ActivityEntry, words: EntryWords): string[] {
  const head = `${momentOf(entry)}  ${words.what}: ${words.result}`;
  return [head, ...words.facts.slice(1).map(([name, value]) => `  ${name}: ${value}`)];
}

/** What is shown, as text: which Vitrine, when it was written, what was chosen, then every entry that is on the page. */
export function useActivityText(filter: Filter): (entries: readonly ActivityEntry[]) => string {
  const { t } = useTranslation("activity");
  const session = useSession();
  const wordsOf = useEntryWords();
  return (entries) => {
    const head = [
      `Vitrine ${session?.version ?? ""} (${session?.platform ?? ""})`,
      t("written", { at: new Date().toISOString().slice(0, 19) }),
      t("shown", { filter: t(`filter.${filter.show}`), count: entries.length }),
    ];
    const told = entries.map((entry) => lines(entry, wordsOf(entry)).join("\n"));
    return `${[...head, "", ...told].join("\n")}\n`;
  };
}
