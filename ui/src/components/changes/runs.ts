// A long text as its changed part: what stays the same is cut down to the words around a change.

import type { Run } from "@/bindings";

/** Characters kept on each side of a change. */
const AROUND = 80;

/** Runs with long kept stretches shortened by an ellipsis; the same array when nothing had to be cut. */
export function shortened(runs: readonly Run[]): readonly Run[] {
  if (runs.every((run) => run.kind === "kept")) return runs;
  let cut = false;
  const last = runs.length - 1;
  const short = runs.map((run, index): Run => {
    if (run.kind !== "kept") return run;
    const head = index === 0 ? "" : upTo(run.text, AROUND);
    const tail = index === last ? "" : downTo(run.text, AROUND);
    if (head.length + tail.length >= run.text.length) return run;
    cut = true;
    return { kind: "kept", text: `${head}…${tail}` };
  });
  return cut ? short : runs;
}

function upTo(text: string, length: number): string {
  const part = text.slice(0, length);
  const space = part.lastIndexOf(" ");
  return text.length <= length ? text : part.slice(0, space > 0 ? space + 1 : length);
}

function downTo(text: string, length: number): string {
  const part = text.slice(-length);
  const space = part.indexOf(" ");
  return text.length <= length ? text : part.slice(space >= 0 ? space : 0);
}

/**
 * One side of a change: what was, or what is. Changed words with nothing but space between them are one passage: marked
 * word by word it would be harder to read, and a screen reader would announce each.
 */
export function side(runs: readonly Run[], which: "before" | "after"): Run[] {
  const [own, other] = which === "before" ? (["removed", "added"] as const) : (["added", "removed"] as const);
  const mine = runs.filter((run) => run.kind !== other);
  const joined: Run[] = [];
  mine.forEach((run, index) => {
    const space = run.kind === "kept" && run.text.trim() === "" && mine[index + 1]?.kind === own;
    const last = joined.at(-1);
    if (last?.kind === own && (run.kind === own || space)) {
      joined[joined.length - 1] = { kind: own, text: last.text + run.text };
    } else joined.push(run);
  });
  return joined;
}
