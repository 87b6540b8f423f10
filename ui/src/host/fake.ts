// A host for tests and for the page alone in a browser: every command answers what it was told to answer, and every
// call is remembered. A command without an answer rejects, so a test cannot pass by forgetting one.

import type { Api, AppEvent } from "@/bindings";
import { type Answer, type Args, type Boot, type Host, ProblemError } from "./host.ts";

export type FakeAnswers = { [K in keyof Api]?: (args: Args<K>) => Answer<K> | Promise<Answer<K>> };

export interface FakeHost extends Host {
  /** Every call in order, with its arguments. */
  readonly calls: { name: keyof Api; args: unknown }[];
  /** Adds or replaces answers. */
  answer(answers: FakeAnswers): void;
  /** Plays an event from the program. */
  emit(event: AppEvent): void;
}

export function fakeHost(answers: FakeAnswers = {}, boot: Partial<Boot> = {}): FakeHost {
  let known = { ...answers };
  const listeners = new Set<(event: AppEvent) => void>();
  const calls: FakeHost["calls"] = [];
  return {
    boot: { language: "en", theme: "light", platform: "linux", rail: false, practice: false, ...boot },
    calls,
    answer(more) {
      known = { ...known, ...more };
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    async call<K extends keyof Api>(name: K, args: Args<K>): Promise<Answer<K>> {
      calls.push({ name, args });
      const reply = known[name] as ((args: Args<K>) => Answer<K> | Promise<Answer<K>>) | undefined;
      if (!reply) throw ProblemError.from(`the fake host has no answer for ${String(name)}`);
      try {
        return await reply(args);
      } catch (cause) {
        throw ProblemError.from(cause);
      }
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    thumbUrl: (hash, edge) => `/thumbs/${hash}?edge=${edge}`,
  };
}
