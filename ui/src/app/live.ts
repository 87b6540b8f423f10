// What a screen reader hears. Two regions stand in the page from the first paint (a region inserted later is not
// announced); text is written into them.
//
// A change of state is spoken once, and at most once in five seconds: of several in between only the last one counts,
// because the others are no longer true. The answer to something the person just did is spoken at once.

import { Signal } from "@/data/signals.ts";

export interface Clock {
  now(): number;
  after(ms: number, then: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, then) {
    const id = setTimeout(then, ms);
    return () => clearTimeout(id);
  },
};

const QUIET = 5_000;

export class Announcer {
  /** What the region says now. `turn` grows with each message, so that the same words are spoken again. */
  readonly spoken = new Signal<{ text: string; turn: number }>({ text: "", turn: 0 });
  readonly #clock: Clock;
  #last = Number.NEGATIVE_INFINITY;
  #waiting: string | null = null;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** A state became another by itself. */
  state(text: string): void {
    if (text === (this.#waiting ?? this.spoken.value.text)) return;
    const wait = this.#last + QUIET - this.#clock.now();
    if (wait <= 0) {
      this.#say(text);
      return;
    }
    this.#waiting = text;
    this.#cancel ??= this.#clock.after(wait, () => {
      this.#cancel = null;
      if (this.#waiting !== null) this.#say(this.#waiting);
    });
  }

  /** The answer to a key or a button. */
  answer(text: string): void {
    this.#say(text);
  }

  #say(text: string): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting = null;
    this.#last = this.#clock.now();
    this.spoken.set({ text, turn: this.spoken.value.turn + 1 });
  }
}

/** Waits for a pause of the reader: saved, sent, undone, how many results. */
export const polite = new Announcer();
/** Interrupts: only for what is lost or stopped if it goes unheard. */
export const assertive = new Announcer();

/** Speaks the answer to what the person just did. */
export function announce(text: string): void {
  polite.answer(text);
}
