// A language for tests: every sentence a third longer, accented and in brackets, its values untouched. What is cut, what
// overlaps and what was never in a catalogue shows at once.

const ACCENTS: Record<string, string> = {
  a: "å",
  e: "é",
  i: "î",
  o: "ö",
  u: "û",
  y: "ý",
  c: "ç",
  n: "ñ",
  s: "š",
  A: "Å",
  E: "É",
  I: "Î",
  O: "Ö",
  U: "Û",
  C: "Ç",
  N: "Ñ",
  S: "Š",
};

/** Makes a sentence of the pseudo-locale; `{{name}}` stays as it is. */
export function pseudo(sentence: string): string {
  const text = sentence.replace(/{{\w+}}|[A-Za-z]/g, (part) => ACCENTS[part] ?? part);
  const length = sentence.replace(/{{\w+}}/g, "").length;
  return `[${text}${"·".repeat(Math.ceil(length * 0.35))}]`;
}

/** A catalogue, or a part of one, in the pseudo-locale. */
export function pseudoCatalogue<T>(tree: T): T {
  if (typeof tree === "string") return pseudo(tree) as T;
  return Object.fromEntries(Object.entries(tree as object).map(([key, value]) => [key, pseudoCatalogue(value)])) as T;
}
