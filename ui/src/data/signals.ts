// What the core says that is no answer to keep: files over the window, a menu item, the wish to quit, trouble outside
// any page. Each is one value with subscribers.

import { useSyncExternalStore } from "react";
import type { Dragged, FileCard, Job, Problem } from "@/bindings";

export class Signal<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, () => signal.value);
}

/** Files hanging over the window; null when there are none. */
export const dragged = new Signal<Dragged | null>(null);
/** The latest files that were dropped, until a page takes them. */
export const dropped = new Signal<readonly FileCard[] | null>(null);
/** Sending jobs that a wish to quit would interrupt; null when nobody asked. */
export const quitAsked = new Signal<readonly Job[] | null>(null);
/** Trouble outside any page, newest first; a page-wide bar shows them. */
export const troubles = new Signal<readonly Problem[]>([]);
