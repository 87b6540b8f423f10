// Which hand-offs the person opened or put off, for as long as the window is open.

import { Signal } from "@/data/signals.ts";

/** The product whose *How to cancel* was opened. */
export const cancelShown = new Signal<string | null>(null);
/** Products whose steps were put off. */
export const putOff = new Signal<readonly string[]>([]);
