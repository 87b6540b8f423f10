// The catalogues of both languages: same keys, French typography, no forbidden word, every problem code told.

import { describe, expect, test } from "vitest";
import { PROBLEM_CODES } from "@/bindings/index.ts";
import en from "./en/index.ts";
import fr from "./fr/index.ts";
import { pseudoCatalogue } from "./pseudo.ts";

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
      // i18next knows `_zero` in every language; it is for sentences that say "none" in other words.
      for (const [key, got] of found)
        expect(got.filter((form) => form !== "zero").sort(), key).toEqual([...forms].sort());
    }
  });

  test("use nothing but {{name}}", () => {
    for (const [key, text] of [...all(en as Tree), ...all(fr as Tree)]) {
      expect(text.replace(/{{\w+}}/g, ""), key).not.toMatch(/[{}]|\$t\(/);
    }
  });
});

const sentences = (tree: unknown) => all(tree as Tree);

describe("every problem code", () => {
  const codes = [...PROBLEM_CODES, "app.problem.unknown"];

  test.each([
    ["en", en],
    ["fr", fr],
  ] as const)("has what, why and fix in %s, and nothing else is there", (_, language) => {
    const problems = language.problems as Record<string, Record<string, string>>;
    expect(Object.keys(problems).sort()).toEqual([...codes].sort());
    for (const [code, text] of Object.entries(problems)) {
      for (const member of ["title", "body", "fix"])
        expect(text[member]?.length, `${code}.${member}`).toBeGreaterThan(4);
      if (text.second !== undefined) expect(text.action, code).toBeDefined();
    }
  });

  test("has a title of at most 60 characters, in French a third more, and at most three sentences", () => {
    for (const [language, most] of [
      [en, 60],
      [fr, 80],
    ] as const) {
      for (const [code, text] of Object.entries(language.problems)) {
        expect(text.title.replace(/{{\w+}}/g, "1234").length, `${code}: ${text.title}`).toBeLessThanOrEqual(most);
        expect(
          text.body.split(/[.!?](?= [A-ZÀ-Ý]|$)/).filter(Boolean).length,
          `${code}: ${text.body}`,
        ).toBeLessThanOrEqual(3);
      }
    }
  });

  test("that Microsoft refused says what did not happen", () => {
    const remote = codes.filter((code) => /^(signin|service|upload|archive|submission|status)\./.test(code));
    for (const code of remote) {
      const { body } = (en.problems as Record<string, { body: string }>)[code]!;
      expect(body, code).toMatch(
        /Nothing|not changed|has not|don’t send it again|goes on|safe on this computer|Customers will|Nobody new|nothing/,
      );
    }
  });
});

describe("copy", () => {
  // ux 3.1, rule 4: words that blame, alarm or belong to programmers.
  const FORBIDDEN =
    /\b(invalid|illegal|forbidden|fatal|failed to|an error occurred|please|sorry|oops|valid|abort(ed)?|kill(ed)?|commit(ted)?|payload|SAS token|null|undefined|0x[0-9a-f]+)\b/i;
  const INTERDIT =
    /(^|[^\p{L}])(invalide|illégal|interdit|fatal|une erreur s’est produite|veuillez|désolé|oups|valide|avorter|tuer|il faut|afin de)(?![\p{L}])/iu;

  test("has no forbidden word", () => {
    for (const [key, text] of sentences(en)) expect(text, key).not.toMatch(FORBIDDEN);
    for (const [key, text] of sentences(fr)) expect(text, key).not.toMatch(INTERDIT);
  });

  test("keeps French marks with their words", () => {
    for (const [key, text] of sentences(fr)) {
      // A colon inside a ratio ("16:9"), an address or a time is none of prose.
      const prose = text.replace(/https?:\/\/\S+/g, "").replace(/\d:\d/g, "");
      expect(prose, key).not.toMatch(/[^\u00a0\u202f?!…][;?!%»]|[^\u00a0\u202f\d]:(?!:)/u);
      expect(prose, key).not.toMatch(/«(?![\u00a0\u202f])/);
    }
  });

  test("uses typographic apostrophes", () => {
    for (const [key, text] of [...sentences(en), ...sentences(fr)]) expect(text, key).not.toMatch(/\w'\w/);
  });

  test("has no dialog that answers OK, Yes or No", () => {
    for (const [key, text] of [...sentences(en), ...sentences(fr)])
      expect(text, key).not.toMatch(/^(OK|Yes|No|Oui|Non)$/i);
  });

  test("begins French actions with an infinitive", () => {
    // The verbs' own endings, a reflexive before them, or one of the listed words that are no verbs but belong on a button.
    const infinitive = /^(Se |S’|Me |L’|Ne pas |Tout )?\p{L}+(er|ir|re|oir)(?!\p{L})/u;
    const exceptions = ["Plus tard"];
    const { problems } = fr;
    for (const [code, text] of Object.entries(problems as Record<string, { action?: string; second?: string }>)) {
      for (const label of [text.action, text.second]) {
        if (label !== undefined && !exceptions.includes(label)) expect(label, code).toMatch(infinitive);
      }
    }
    for (const [key, label] of leaves(fr.shell.action as Tree)) {
      const place = [
        "home",
        "products",
        "activity",
        "settings",
        "about",
        "nextPane",
        "previousPane",
        "nextProblem",
        "previousProblem",
        "help",
        "zoomReset",
      ];
      if (!place.includes(key)) expect(label, key).toMatch(infinitive);
    }
  });
});

test("the pseudo-locale lengthens every sentence by a third and keeps its values", () => {
  const longer = new Map(leaves(pseudoCatalogue(en) as Tree));
  for (const [key, text] of sentences(en)) {
    const made = longer.get(key) ?? "";
    expect([...made.matchAll(/{{\w+}}/g)].map(String), key).toEqual([...text.matchAll(/{{\w+}}/g)].map(String));
    expect(made.length, key).toBeGreaterThanOrEqual(text.length + text.replace(/{{\w+}}/g, "").length * 0.35);
  }
});
