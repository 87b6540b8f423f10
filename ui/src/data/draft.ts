// An open draft, as many small values: one subscription a pointer, so that a keystroke redraws its own field and no other.
//
// What the person types is shown at once and sent as a patch after a quarter of a second of rest, or before anything that
// might end the page. Patches leave one after the other; an answer never overwrites what was typed after it was sent.
// The core keeps the document, its journal, its differences and its problems; nothing is judged here.

import type { Difference, DraftPatch, DraftSaved, DraftView, Edit, FileCard, Problem, Standing } from "@/bindings";
import { ProblemError } from "@/host/host.ts";
import { isWithin, type Json, read, write } from "./pointer.ts";

/** The part of the door that a draft needs. */
export interface DraftDoor {
  patch(patch: DraftPatch): Promise<DraftSaved>;
  undo(draft: string): Promise<DraftSaved>;
  redo(draft: string): Promise<DraftSaved>;
  open(draft: string): Promise<DraftView>;
}

/** Timers, so that tests need no real time. */
export interface Timers {
  after(ms: number, then: () => void): () => void;
}

export const realTimers: Timers = {
  after(ms, then) {
    const id = setTimeout(then, ms);
    return () => clearTimeout(id);
  },
};

export interface FieldState {
  value: Json;
  /** Against what is live; undefined when the field says the same. */
  difference: Difference | undefined;
  problems: readonly Problem[];
}

/** Where the page stands with the disk. */
export type Saving = { state: "saved"; at: string } | { state: "saving" } | { state: "stuck"; problem: Problem };

const REST = 250;
const NONE: readonly Problem[] = [];

export class DraftStore {
  readonly id: string;
  #view: DraftView;
  #document: Json;
  /** Typed, not yet sent. */
  #typed = new Map<string, Json>();
  /** Sent, not yet answered. */
  #sent = new Map<string, Json>();
  #cancelRest: (() => void) | undefined;
  #line: Promise<void> = Promise.resolve();
  #saving: Saving;
  readonly #fields = new Map<string, FieldState>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #whole = new Set<() => void>();
  readonly #door: DraftDoor;
  readonly #timers: Timers;

  constructor(view: DraftView, door: DraftDoor, timers: Timers = realTimers) {
    this.id = view.id;
    this.#view = view;
    this.#document = view.document;
    this.#saving = { state: "saved", at: view.saved_at };
    this.#door = door;
    this.#timers = timers;
  }

  // Reading

  /** The draft as last answered; its `document` is the one that was opened: read values with `read`. */
  get view(): DraftView {
    return this.#view;
  }

  get standing(): Standing {
    return this.#view.standing;
  }

  get saving(): Saving {
    return this.#saving;
  }

  /** The value here, with everything typed so far in it. */
  read(at: string): Json {
    return read(this.#document, at);
  }

  file(id: string): FileCard | undefined {
    return this.#view.files[id];
  }

  /** The same object until something about this field changes. */
  field(at: string): FieldState {
    const known = this.#fields.get(at);
    if (known) return known;
    const found = this.#lookUp(at);
    this.#fields.set(at, found);
    return found;
  }

  subscribe(at: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(at) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(at, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.#listeners.delete(at);
        this.#fields.delete(at);
      }
    };
  }

  /** For what is about the whole draft: standing, files, saving. */
  readonly subscribeWhole = (listener: () => void): (() => void) => {
    this.#whole.add(listener);
    return () => this.#whole.delete(listener);
  };

  // Writing

  /** Shows the value at once; the patch follows after a rest. `undefined` takes the member out. */
  set(at: string, value: Json): void {
    if (this.#view.locked) return;
    this.#document = write(this.#document, at, value);
    this.#typed.set(at, value);
    this.#saving = { state: "saving" };
    this.#cancelRest?.();
    this.#cancelRest = this.#timers.after(REST, () => void this.flush());
    this.#refresh((field) => isWithin(field, at) || isWithin(at, field));
    this.#tellWhole();
  }

  /** Sends what is typed; resolves when everything is on disk, or rejects with why not. Nothing typed is ever dropped. */
  flush(): Promise<void> {
    this.#cancelRest?.();
    this.#cancelRest = undefined;
    return this.#next(async () => {
      if (this.#typed.size === 0) return;
      this.#sent = this.#typed;
      this.#typed = new Map();
      const edits: Edit[] = [...this.#sent].map(([at, value]) => edit(at, value));
      try {
        this.#take(await this.#door.patch({ draft: this.id, edits }));
      } catch (cause) {
        this.#typed = new Map([...this.#sent, ...this.#typed]);
        this.#sent = new Map();
        const failed = ProblemError.from(cause);
        this.#saving = { state: "stuck", problem: failed.problem };
        this.#tellWhole();
        throw failed;
      }
    });
  }

  /** Takes back the last change of the draft, in whichever field; answers with its pointer, or null when there is none. */
  undo(): Promise<string | null> {
    return this.#step("undo");
  }

  redo(): Promise<string | null> {
    return this.#step("redo");
  }

  /** Brings in the answer of a command that changed this draft beside `set`: added files, a language. */
  absorb(saved: DraftSaved): void {
    this.#take(saved);
  }

  /**
   * Another hand changed the draft: reads it again, unless this page knows that revision already. The core tells every
   * change, its answer to this page's own patch included, and the telling may come first: hence the second look. Without a
   * revision it is read in any case, because something beside the document changed: it was locked or set free.
   */
  async reload(revision?: number): Promise<void> {
    const known = () => revision !== undefined && revision <= this.#view.revision;
    if (known()) return;
    await this.flush();
    if (known()) return;
    const view = await this.#door.open(this.id);
    if (view.revision < this.#view.revision) return;
    this.#view = view;
    this.#document = this.#withTyped(view.document);
    this.#refresh(() => true);
    this.#tellWhole();
  }

  async #step(way: "undo" | "redo"): Promise<string | null> {
    await this.flush();
    let at: string | null = null;
    await this.#next(async () => {
      at = this.standing[way];
      if (at !== null) this.#take(await this.#door[way](this.id));
    });
    return at;
  }

  /** Requests leave one after the other, and one that fails does not hold up the next. */
  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#line.then(work);
    this.#line = done.catch(() => {});
    return done;
  }

  #take(saved: DraftSaved): void {
    this.#sent = new Map();
    if (saved.revision < this.#view.revision) return;
    for (const change of saved.edits) this.#document = write(this.#document, change.pointer, change.value);
    this.#document = this.#withTyped(this.#document);
    const { revision, saved_at, standing } = saved;
    this.#view = { ...this.#view, revision, saved_at, standing, files: { ...this.#view.files, ...saved.files } };
    this.#saving = this.#typed.size > 0 ? { state: "saving" } : { state: "saved", at: saved_at };
    this.#refresh(() => true);
    this.#tellWhole();
  }

  #withTyped(document: Json): Json {
    let result = document;
    for (const [at, value] of [...this.#sent, ...this.#typed]) result = write(result, at, value);
    return result;
  }

  #lookUp(at: string): FieldState {
    const { differences, problems } = this.standing;
    // An item of a words list has a pointer of its own and is edited with its list.
    const here = problems.filter((problem) => isWithin(problem.pointer, at));
    return {
      value: this.read(at),
      difference: differences.find((difference) => difference.pointer === at),
      problems: here.length > 0 ? here : NONE,
    };
  }

  /** Looks the watched fields up again and tells those whose state became another. */
  #refresh(touched: (field: string) => boolean): void {
    for (const [at, before] of [...this.#fields]) {
      if (!touched(at)) continue;
      const now = this.#lookUp(at);
      if (sameField(before, now)) continue;
      this.#fields.set(at, now);
      for (const listener of [...(this.#listeners.get(at) ?? [])]) listener();
    }
  }

  #tellWhole(): void {
    for (const listener of [...this.#whole]) listener();
  }
}

function sameField(a: FieldState, b: FieldState): boolean {
  return (
    Object.is(a.value, b.value) &&
    JSON.stringify(a.difference) === JSON.stringify(b.difference) &&
    JSON.stringify(a.problems) === JSON.stringify(b.problems)
  );
}

/** Without a value the edit removes; an explicit null is a value. */
function edit(at: string, value: Json): Edit {
  return value === undefined ? { pointer: at } : { pointer: at, value };
}
