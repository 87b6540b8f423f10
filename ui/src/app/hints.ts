// The keys that matter here, at the right end of the status bar: rows of the action table, or a page's own.

import { useEffect } from "react";
import { Signal } from "@/data/signals.ts";
import type { ActionName } from "./actions.ts";

export type Hint = ActionName | { keys: string; label: string };

export const hints = new Signal<readonly Hint[]>([]);

/** Shows these while the component is there. */
export function useHints(wanted: readonly Hint[]): void {
  const key = JSON.stringify(wanted);
  useEffect(() => {
    const before = hints.value;
    hints.set(JSON.parse(key));
    return () => hints.set(before);
  }, [key]);
}
