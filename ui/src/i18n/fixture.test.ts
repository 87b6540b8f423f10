// The twin of `src-tauri/crates/words/tests/twin.rs`. Both render every sentence of the four shared catalogues and a table
// of numbers, sizes and dates; this side writes what it got into `words.fixture.json` and fails when the file says
// otherwise (`npx vitest run fixture -u` renews it), the other side reads the file. So both provably say the same.

import i18next from "i18next";
import { expect, test } from "vitest";
import en from "./en/index.ts";
import * as format from "./format.ts";
import fr from "./fr/index.ts";
import { SHARED, startWords } from "./index.ts";

type Tree = { [key: string]: string | Tree };

const MOMENT = "2026-11-20T14:05:00Z";
const clock = { now: new Date(MOMENT), zone: "UTC" };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return typeof value === "string" ? [[at, value] as [string, string]] : leaves(value, at);
  });
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** A believable value for a parameter, by its name; the same on both sides because it is written into the file. */
function sample(name: string, round: number): string | number {
  if (/bytes|^max$/.test(name)) return [52_428_800, 999][round % 2] ?? 1;
  if (/percent/.test(name)) return [10, 62.5][round % 2] ?? 1;
  if (/date|time|ended|deadline|moment|when/.test(name))
    return ["2026-12-01T09:05:00Z", "2027-03-18T23:59:30.25Z"][round % 2] ?? "";
  if (name === "language") return ["fr-fr", "zh-Hant-TW", "tlh"][round % 3] ?? "";
  if (name === "field") return ["description", "somethingNew"][round % 2] ?? "";
  if (name === "slot") return ["StoreLogo9x16", "Other"][round % 2] ?? "";
  if (name === "what") return "zip";
  if (name === "step") return "upload";
  if (name === "endpoint") return "login";
  if (name === "format") return "jpeg";
  if (name === "details") return round % 2 === 0 ? "{{not}} a $t(key) of ours" : "";
  if (/^(count|over|strict|shown|advised|number|m|n|\w*width|\w*height|minutes|tries|seconds)$/.test(name))
    return [10_214, 7][round % 2] ?? 1;
  return `‹${name}›`;
}

function sentences() {
  const rows: { language: string; key: string; params: Record<string, unknown>; text: string }[] = [];
  for (const [language, tree] of [
    ["en", en],
    ["fr", fr],
  ] as const) {
    for (const namespace of SHARED) {
      const keys = new Map<string, Set<string>>();
      for (const [key, text] of leaves(tree[namespace] as unknown as Tree)) {
        const base = key.replace(PLURAL, "");
        const names = keys.get(base) ?? new Set<string>();
        for (const [, name] of text.matchAll(/{{(\w+)}}/g)) names.add(name ?? "");
        if (base !== key) names.add("count");
        keys.set(base, names);
      }
      for (const [key, names] of keys) {
        const plural = !leaves(tree[namespace] as unknown as Tree).some(([known]) => known === key);
        const counts = plural ? [0, 1, 2, 1_000_000] : [undefined];
        for (const [round, count] of counts.entries()) {
          const params = Object.fromEntries([...names].sort().map((name) => [name, sample(name, round + key.length)]));
          if (count !== undefined) params.count = count;
          const say = i18next.getFixedT(language, namespace) as unknown as (key: string, options: object) => string;
          rows.push({ language, key: `${namespace}:${key}`, params, text: say(key, params) });
        }
      }
    }
  }
  return rows;
}

function table() {
  const rows: { language: string; what: string; value: string | number; text: string }[] = [];
  for (const language of ["en", "fr"] as const) {
    const add = (what: string, value: string | number, text: string) => rows.push({ language, what, value, text });
    for (const value of [0, 1, 7, 999, 1000, 1240, 10_214, 1_000_000, 0.5, 1.005, 2.675, 0.125, 62.5, -3, 12_345.678]) {
      add("number", value, format.formatNumber(value, language));
      add("percent", value, format.formatPercent(value, language));
    }
    for (const value of [
      0, 1, 2, 999, 1000, 1049, 1050, 9949, 9950, 99_499, 999_499, 999_500, 1_234_567, 52_428_800, 26_843_545_600, 5e12,
      5e15,
    ]) {
      add("bytes", value, format.formatBytes(value, language));
    }
    for (const value of [0, 1, 59, 60, 89, 90, 3599, 3600, 5400, 90_000]) {
      add("duration", value, format.formatDuration(value, language));
    }
    for (const value of [
      "2026-11-20T14:05:00Z",
      "2026-11-20T00:00:00Z",
      "2026-11-19T23:59:59Z",
      "2026-11-21T00:00:00Z",
      "2026-11-24T10:00:00Z",
      "2026-11-01T08:03:00Z",
      "2025-08-15T12:30:00Z",
      "2027-02-28T06:00:00Z",
      "2026-09-09T09:09:09Z",
      "2026-11-20T14:04:31Z",
      "2026-11-20T13:03:00Z",
      "2026-11-18T14:05:00Z",
      "2026-05-10T14:05:00Z",
    ]) {
      const at = new Date(value);
      add("date", value, format.formatDate(at, language, clock));
      add("time", value, format.formatTime(at, language, clock));
      add("moment", value, format.formatDateTime(at, language, clock));
      add("when", value, format.formatWhen(at, language, clock));
      add("deadline", value, format.formatDeadline(at, language, clock));
      add("relative", value, format.formatRelative(at, language, clock));
    }
    for (const value of ["", "a", "a|b", "a|b|c"]) {
      add("list", value, format.formatList(value === "" ? [] : value.split("|"), language));
    }
  }
  return rows;
}

/** One row a line, so that a change shows as the lines that changed. */
function lines(rows: readonly object[]): string {
  return rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
}

test("both sides say the same", async () => {
  await startWords("en", i18next, clock);
  i18next.addResourceBundle("fr", "common", fr.common);
  for (const namespace of SHARED) i18next.addResourceBundle("fr", namespace, fr[namespace]);
  const all = sentences();
  expect(all.length).toBeGreaterThan(1000);
  for (const { key, text } of all) expect(text, key).not.toMatch(/^\w+(\.\w+)+$/);
  const file = `{\n  "now": "${MOMENT}",\n  "sentences": [\n${lines(all)}\n  ],\n  "table": [\n${lines(table())}\n  ]\n}\n`;
  await expect(file).toMatchFileSnapshot("./words.fixture.json");
});
