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

/** One side of a change: what was, or what is. */
export function side(runs: readonly Run[], which: "before" | "after"): Run[] {
  const other = which === "before" ? "added" : "removed";
  return runs.filter((run) => run.kind !== other);
}
