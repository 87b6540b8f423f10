// The catalogues of both languages: same keys, French typography, no forbidden word, every problem code told.

import { describe, expect, test } from "vitest";
import en from "./en/index.ts";
import fr from "./fr/index.ts";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return typeof value === "string" ? [[at, value] as [string, string]] : leaves(value, at);
  });
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const namespaces = Object.keys(en) as (keyof typeof en)[];
const all = (language: Tree) => leaves(language);

describe("both languages", () => {
  test.each(namespaces)("say the same in %s", (namespace) => {
    const keys = (tree: unknown) => [...new Set(leaves(tree as Tree).map(([key]) => key.replace(PLURAL, "")))].sort();
    expect(keys(fr[namespace])).toEqual(keys(en[namespace]));
  });

  test("use the same values in the same sentence", () => {
    const values = (text: string) => [...new Set([...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]))].sort();
    const french = new Map<string, Set<string>>();
    for (const [key, text] of all(fr as Tree)) {
      const known = french.get(key.replace(PLURAL, "")) ?? new Set();
      for (const value of values(text)) known.add(value ?? "");
      french.set(key.replace(PLURAL, ""), known);
    }
    for (const [key, text] of all(en as Tree)) {
      for (const value of values(text)) expect([...(french.get(key.replace(PLURAL, "")) ?? [])], key).toContain(value);
    }
  });

  test("have whole plurals: one and other, in French also many", () => {
    for (const [tree, forms] of [
      [en, ["one", "other"]],
      [fr, ["one", "many", "other"]],
    ] as const) {
      const found = new Map<string, string[]>();
      for (const [key] of all(tree as Tree)) {
        const form = PLURAL.exec(key)?.[1];
        if (form) found.set(key.replace(PLURAL, ""), [...(found.get(key.replace(PLURAL, "")) ?? []), form]);
      }
      for (const [key, got] of found) expect([...got].sort(), key).toEqual([...forms].sort());
    }
  });

  test("use nothing but {{name}}", () => {
    for (const [key, text] of [...all(en as Tree), ...all(fr as Tree)]) {
      expect(text.replace(/{{\w+}}/g, ""), key).not.toMatch(/[{}]|\$t\(/);
    }
  });
});
