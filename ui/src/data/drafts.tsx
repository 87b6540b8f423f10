// The drafts that this page holds open, and the hooks on them. A store outlives its page, so that going from the listing
// to the images and back keeps what is typed, what is unsent and what can be undone.

import { createContext, type ReactNode, use, useCallback, useSyncExternalStore } from "react";
import type { DraftView, Standing } from "@/bindings";
import type { Host } from "@/host/host.ts";
import { type DraftDoor, DraftStore, type FieldState, type Saving } from "./draft.ts";
import { Signal } from "./signals.ts";

/** The draft of the page that is open; the keyboard's undo, redo and next problem speak to it. */
export const presentDraft = new Signal<DraftStore | null>(null);

export class Drafts {
  readonly #open = new Map<string, DraftStore>();
  readonly #door: DraftDoor;

  constructor(host: Host) {
    this.#door = {
      patch: (patch) => host.call("draft_patch", patch),
      undo: (draft) => host.call("draft_undo", draft),
      redo: (draft) => host.call("draft_redo", draft),
      open: (draft) => host.call("draft_open", draft),
    };
  }

  /** The store of a draft that is open already. */
  get(draft: string): DraftStore | undefined {
    return this.#open.get(draft);
  }

  /** Reads the draft unless it is open. */
  async open(draft: string): Promise<DraftStore> {
    return this.#open.get(draft) ?? this.adopt(await this.#door.open(draft));
  }

  /** A draft that a command has just answered with. */
  adopt(view: DraftView): DraftStore {
    const store = this.#open.get(view.id) ?? new DraftStore(view, this.#door);
    this.#open.set(view.id, store);
    return store;
  }

  /** Sends everything typed anywhere; rejects with the first reason why something is not on disk. */
  async flush(): Promise<void> {
    await Promise.all([...this.#open.values()].map((store) => store.flush()));
  }

  /** Another world (practice entered or left): nothing of the old one may be shown. */
  forget(): void {
    this.#open.clear();
    presentDraft.set(null);
  }

  drop(draft: string): void {
    this.#open.delete(draft);
    if (presentDraft.value?.id === draft) presentDraft.set(null);
  }
}

const DraftsContext = createContext<Drafts | null>(null);
export const DraftsProvider = DraftsContext.Provider;

export function useDrafts(): Drafts {
  const drafts = use(DraftsContext);
  if (!drafts) throw new Error("useDrafts stands outside DraftsProvider");
  return drafts;
}

const DraftContext = createContext<DraftStore | null>(null);

export function DraftProvider({ store, children }: { store: DraftStore; children: ReactNode }) {
  return <DraftContext value={store}>{children}</DraftContext>;
}

/** The draft of this page. */
export function useDraft(): DraftStore {
  const store = use(DraftContext);
  if (!store) throw new Error("useDraft stands outside DraftProvider");
  return store;
}

/** Differences, problems, sections, languages of this draft, as of the last answer. */
export function useStanding(): Standing {
  const store = useDraft();
  return useSyncExternalStore(store.subscribeWhole, () => store.standing);
}

/** The whole view (files, lock, ribbon …), without the values of the document: those are fields. */
export function useDraftView(): DraftView {
  const store = useDraft();
  return useSyncExternalStore(store.subscribeWhole, () => store.view);
}

export interface Field<T> extends Omit<FieldState, "value"> {
  value: T | undefined;
  /** Nothing can be edited now: the control becomes `readonly`, never disabled. */
  locked: boolean;
  set(value: T | undefined): void;
  /** Sends what is typed, for `onBlur`. */
  flush(): void;
}

/** One value of this draft by its pointer. Only this field redraws when it changes. */
export function useField<T>(at: string): Field<T> {
  const store = useDraft();
  const state = useSyncExternalStore(
    useCallback((changed) => store.subscribe(at, changed), [store, at]),
    useCallback(() => store.field(at), [store, at]),
  );
  return {
    ...state,
    value: state.value as T | undefined,
    locked: store.view.locked !== null,
    set: useCallback((value) => store.set(at, value), [store, at]),
    flush: useCallback(() => {
      // A failure is kept in `saving` and shown by the status bar: leaving a field must not throw.
      store.flush().catch(() => {});
    }, [store]),
  };
}

const NOTHING = { subscribe: () => () => {}, saving: () => null };

/** Where the draft of the page stands with the disk; null on pages without one. */
export function useSaving(): Saving | null {
  const store = useSyncExternalStore(presentDraft.subscribe, () => presentDraft.value);
  return useSyncExternalStore(store?.subscribeWhole ?? NOTHING.subscribe, store ? () => store.saving : NOTHING.saving);
}
