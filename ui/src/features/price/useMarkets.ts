// The markets of this draft: what each one says, what is live, and writing several of them as one act.

import { useCallback, useMemo, useRef } from "react";
import { useDraft, useField, useStanding } from "@/data/drafts.tsx";
import { isWithin, read, write } from "@/data/pointer.ts";
import { PRICES, type Prices, pointerOf, pricesOf, type Write } from "./markets.ts";

export function useMarkets() {
  const draft = useDraft();
  const standing = useStanding();
  const field = useField<unknown>(PRICES);
  const now = pricesOf(field.value);
  // What is live is the draft with every difference taken back. It follows the core's answers, not each keystroke.
  const live: Prices = useMemo(() => {
    let document: unknown = { pricing: draft.read("/pricing") };
    for (const { pointer, before } of standing.differences) {
      if (isWithin(pointer, "/pricing")) document = write(document, pointer, before);
    }
    return pricesOf(read(document, PRICES));
  }, [draft, standing]);
  const problems = standing.problems.filter((problem) => isWithin(problem.pointer, PRICES));
  const last = useRef(draft);
  last.current = draft;
  /** One patch, hence one step of undo. */
  const set = useCallback((writes: readonly Write[]) => {
    const store = last.current;
    for (const [code, value] of writes) store.set(pointerOf(code), value);
    // A failure is kept in `saving` and shown by the status bar.
    void store.flush().catch(() => {});
  }, []);
  return { now, live, problems, locked: field.locked, set };
}
