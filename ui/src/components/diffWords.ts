// The difference of two texts by words: the shortest script (Myers 1986, "An O(ND) Difference Algorithm"), with common
// ends cut off first. Texts that share too little are shown as one removal and one addition, which also reads better.

export interface DiffPart {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Edits after which two texts count as different ones. */
const TOO_FAR = 400;

/** Words with the spaces behind them; scripts without spaces are cut by the reader's own idea of words. */
function words(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (!isWordLike && /^\s+$/.test(segment) && found.length > 0 && !/\n/.test(segment))
      found[found.length - 1] += segment;
    else found.push(segment);
  }
  return found;
}

export function diffWords(before: string, after: string): DiffPart[] {
  const [a, b] = [words(before), words(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middle = script(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([
    { kind: "same", text: a.slice(0, start).join("") },
    ...middle,
    { kind: "same", text: a.slice(a.length - end).join("") },
  ]);
}

function script(a: readonly string[], b: readonly string[]): DiffPart[] {
  const all = (kind: DiffPart["kind"], list: readonly string[]): DiffPart => ({ kind, text: list.join("") });
  const most = Math.min(a.length + b.length, TOO_FAR);
  // `furthest[k]`: how far into `a` one gets on diagonal k (a − b) with d edits. One copy a round is the way back.
  const furthest = new Map<number, number>([[1, 0]]);
  const rounds: Map<number, number>[] = [];
  for (let d = 0; d <= most; d++) {
    rounds.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (furthest.get(k - 1) ?? 0) < (furthest.get(k + 1) ?? 0));
      let x = down ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return back(rounds, a, b);
    }
  }
  return [all("removed", a), all("added", b)];
}

function back(rounds: readonly Map<number, number>[], a: readonly string[], b: readonly string[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = rounds.length - 1; d >= 0; d--) {
    const furthest = rounds[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (furthest.get(k - 1) ?? 0) < (furthest.get(k + 1) ?? 0));
    const from = down ? k + 1 : k - 1;
    const fromX = furthest.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      parts.unshift({ kind: "same", text: a[x - 1] ?? "" });
      x--;
      y--;
    }
    if (d === 0) break;
    if (down) parts.unshift({ kind: "added", text: b[fromY] ?? "" });
    else parts.unshift({ kind: "removed", text: a[fromX] ?? "" });
    [x, y] = [fromX, fromY];
  }
  return parts;
}

/** Neighbours of one kind become one part, and in each change the removal stands before the addition. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let removed = "";
  let added = "";
  const close = () => {
    if (removed !== "") result.push({ kind: "removed", text: removed });
    if (added !== "") result.push({ kind: "added", text: added });
    removed = "";
    added = "";
  };
  for (const part of parts) {
    if (part.text === "") continue;
    if (part.kind === "removed") removed += part.text;
    else if (part.kind === "added") added += part.text;
    else {
      close();
      const last = result.at(-1);
      if (last?.kind === "same") last.text += part.text;
      else result.push({ ...part });
    }
  }
  close();
  return result;
}
