// Acts as the page follows them: what waits for its hold, what is on its way to Microsoft, how the last one ended. The
// core holds and sends; nothing here decides.

import type { QueryClient } from "@tanstack/react-query";
import type { Act, Held, JobId, Problem, Session } from "@/bindings";
import { keyOf, patchSession } from "./ask.ts";
import { Signal } from "./signals.ts";

export interface Ending {
  act: Act;
  product_name: string;
  /** A submission that the act began. */
  job?: JobId;
  problem: Problem | null;
}

/** Endings until they are read, newest first, one a product. */
export const endings = new Signal<readonly Ending[]>([]);

/** Acts that were asked for and have not ended: at once, or after their hold. */
export const underWay = new Signal<readonly Under[]>([]);

export interface Under {
  act: Act;
  product_name: string;
  /** Its wait is over: no dialog and no page is open that would show it. */
  waited?: true;
}

export const sameAct = (a: Act, b: Act): boolean =>
  a.name === b.name && a.product === b.product && (a.percentage ?? null) === (b.percentage ?? null);

const without = (list: readonly Under[], act: Act) => list.filter((one) => !sameAct(one.act, act));

export function begins(under: Under): void {
  underWay.set([...without(underWay.value, under.act), under]);
}

/** It is no longer on its way, whatever came of it. */
export function isOver(act: Act): void {
  underWay.set(without(underWay.value, act));
}

export function ends(ending: Ending): void {
  isOver(ending.act);
  endings.set([ending, ...endings.value.filter((one) => one.act.product !== ending.act.product)]);
}

export function read(ending: Ending): void {
  endings.set(endings.value.filter((one) => one !== ending));
}

/** Holds that a person took back: what leaves the list otherwise is being sent. */
const takenBack = new Set<string>();

export function takesBack(id: string): void {
  takenBack.add(id);
}

/** The list of what waits changed. */
export function waits(held: readonly Held[], client: QueryClient): void {
  const before = client.getQueryData<Session>(keyOf("session", null))?.held ?? [];
  for (const one of before) {
    if (held.some(({ id }) => id === one.id)) continue;
    if (!takenBack.delete(one.id)) begins({ act: one.act, product_name: one.product_name, waited: true });
  }
  patchSession(client, { held: [...held] });
}

/** Another world: what was under way in the old one is not told here. */
export function forgetActs(): void {
  takenBack.clear();
  underWay.set([]);
  endings.set([]);
}
