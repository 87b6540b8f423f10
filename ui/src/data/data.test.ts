// Pointers, the draft store and the events: everything of `data/` that needs no screen.

import { beforeEach, describe, expect, test, vi } from "vitest";
import type { AppEvent, DraftSaved, DraftView, Edit, ProductList, ProductRow, Session, Standing } from "@/bindings";
import { demoRows, demoSession } from "@/host/demo.ts";
import { ProblemError } from "@/host/host.ts";
import { keyOf } from "./ask.ts";
import { queryClient } from "./client.ts";
import { type DraftDoor, DraftStore, type Timers } from "./draft.ts";
import { apply } from "./events.ts";
import { isWithin, pointer, read, segments, write } from "./pointer.ts";
import { dragged, dropped, quitAsked, troubles } from "./signals.ts";

describe("a pointer", () => {
  const document = {
    listings: {
      "fr-FR": {
        baseListing: {
          title: "A",
          images: [
            { id: "7", description: "x" },
            { $key: "k1", id: "" },
          ],
        },
      },
    },
    keywords: ["a", "b"],
  };

  test("escapes and unescapes names (RFC 6901)", () => {
    expect(pointer("a/b", "~c")).toBe("/a~1b/~0c");
    expect(segments("/a~1b/~0c")).toEqual(["a/b", "~c"]);
    expect(segments("")).toEqual([]);
  });

  test("finds languages whatever their case, members by identity, items by place", () => {
    expect(read(document, "/listings/fr-fr/baseListing/title")).toBe("A");
    expect(read(document, "/listings/fr-FR/baseListing/images/@7/description")).toBe("x");
    expect(read(document, "/listings/fr-FR/baseListing/images/@k1")).toEqual({ $key: "k1", id: "" });
    expect(read(document, "/listings/fr-FR/baseListing/images/@order")).toEqual(["7", "k1"]);
    expect(read(document, "/keywords/1")).toBe("b");
    expect(read(document, "/nothing/here")).toBeUndefined();
  });

  test("writes a copy, keeps the spelling and shares the rest", () => {
    const next = write(document, "/listings/FR-fr/baseListing/title", "B") as typeof document;
    expect(Object.keys(next.listings)).toEqual(["fr-FR"]);
    expect(next.listings["fr-FR"].baseListing.title).toBe("B");
    expect(document.listings["fr-FR"].baseListing.title).toBe("A");
    expect(next.keywords).toBe(document.keywords);
  });

  test("makes what is missing, takes out with undefined, keeps null", () => {
    expect(write({}, "/a/b", 1)).toEqual({ a: { b: 1 } });
    expect(write({ a: { b: 1, c: 2 } }, "/a/b", undefined)).toEqual({ a: { c: 2 } });
    expect(write({ a: 1 }, "/a", null)).toEqual({ a: null });
  });

  test("adds, replaces, removes and orders members", () => {
    const list = { images: [{ id: "1" }, { id: "2" }] };
    expect(write(list, "/images/@3", { id: "3" })).toEqual({ images: [{ id: "1" }, { id: "2" }, { id: "3" }] });
    expect(write(list, "/images/@1", undefined)).toEqual({ images: [{ id: "2" }] });
    expect(write(list, "/images/@order", ["2", "1"])).toEqual({ images: [{ id: "2" }, { id: "1" }] });
  });

  test("knows what lies within, by whole names", () => {
    expect(isWithin("/a/b", "/a")).toBe(true);
    expect(isWithin("/ab", "/a")).toBe(false);
    expect(isWithin("/a", "/a")).toBe(true);
  });
});

const standing = (more: Partial<Standing> = {}): Standing => ({
  differences: [],
  problems: [],
  sections: [],
  languages: ["en-us"],
  undo: null,
  redo: null,
  ...more,
});

function handTimers(): Timers & { run(): void; waiting: number } {
  let jobs: (() => void)[] = [];
  return {
    after(_, then) {
      jobs.push(then);
      return () => {
        jobs = jobs.filter((job) => job !== then);
      };
    },
    run() {
      const now = jobs;
      jobs = [];
      for (const job of now) job();
    },
    get waiting() {
      return jobs.length;
    },
  };
}

describe("a draft", () => {
  let revision: number;
  let patches: Edit[][];
  let timers: ReturnType<typeof handTimers>;
  let door: DraftDoor;
  let store: DraftStore;
  const saved = (more: Partial<DraftSaved> = {}): DraftSaved => ({
    draft: "d1",
    revision: ++revision,
    saved_at: "2026-11-20T14:02:00Z",
    standing: standing(),
    edits: [],
    files: {},
    ...more,
  });
  const view = (document: unknown): DraftView =>
    ({
      id: "d1",
      product: "store:x",
      product_name: "X",
      revision: 1,
      saved_at: "2026-11-20T14:00:00Z",
      document,
      standing: standing(),
      locked: null,
      files: {},
    }) as never;

  beforeEach(() => {
    revision = 1;
    patches = [];
    timers = handTimers();
    door = {
      patch: async ({ edits }) => {
        patches.push(edits);
        return saved();
      },
      undo: async () => saved({ edits: [{ pointer: "/a", value: "old" }] }),
      redo: async () => saved({ edits: [{ pointer: "/a", value: "new" }] }),
      open: async () => ({ ...view({ a: "elsewhere" }), revision: 9 }),
    };
    store = new DraftStore(view({ a: "1", b: "2" }), door, timers);
  });

  test("shows what is typed at once and sends it after a rest, once", async () => {
    store.set("/a", "x");
    store.set("/a", "xy");
    expect(store.field("/a").value).toBe("xy");
    expect(store.saving.state).toBe("saving");
    expect(patches).toEqual([]);
    expect(timers.waiting).toBe(1);
    timers.run();
    await store.flush();
    expect(patches).toEqual([[{ pointer: "/a", value: "xy" }]]);
    expect(store.saving).toEqual({ state: "saved", at: "2026-11-20T14:02:00Z" });
  });

  test("tells only the field that changed", () => {
    const [a, b] = [vi.fn(), vi.fn()];
    store.subscribe("/a", a);
    store.subscribe("/b", b);
    store.field("/a");
    const before = store.field("/b");
    store.set("/a", "x");
    expect(a).toHaveBeenCalledTimes(1);
    expect(b).not.toHaveBeenCalled();
    expect(store.field("/b")).toBe(before);
  });

  test("removes with an edit that has no value, and sets null as a value", async () => {
    store.set("/a", undefined);
    store.set("/b", null);
    await store.flush();
    expect(patches).toEqual([[{ pointer: "/a" }, { pointer: "/b", value: null }]]);
  });

  test("keeps what is typed while an answer is on its way", async () => {
    let answer = () => {};
    const asked = new Promise<void>((called) => {
      door.patch = ({ edits }) => {
        patches.push(edits);
        called();
        return new Promise((resolve) => {
          answer = () => resolve(saved());
        });
      };
    });
    store.set("/a", "first");
    const sending = store.flush();
    await asked;
    store.set("/a", "second");
    answer();
    await sending;
    expect(store.field("/a").value).toBe("second");
    expect(store.saving.state).toBe("saving");
    expect(patches.map((edits) => edits[0]?.value)).toEqual(["first"]);
    expect(timers.waiting).toBe(1);
  });

  test("drops nothing when saving fails, and sends it with the next try", async () => {
    const works = door.patch;
    door.patch = async () => {
      throw new ProblemError({ code: "storage.full", severity: "must", pointer: "", params: {} });
    };
    store.set("/a", "kept");
    await expect(store.flush()).rejects.toThrow("storage.full");
    expect(store.saving.state).toBe("stuck");
    expect(store.field("/a").value).toBe("kept");
    door.patch = works;
    store.set("/b", "more");
    await store.flush();
    expect(patches).toEqual([
      [
        { pointer: "/a", value: "kept" },
        { pointer: "/b", value: "more" },
      ],
    ]);
  });

  test("brings in differences and problems, those of list items with their list", async () => {
    door.patch = async () =>
      saved({
        standing: standing({
          differences: [{ pointer: "/a", before: "1", after: "x" }],
          problems: [{ code: "text.item.empty", severity: "must", pointer: "/b/2", params: {} }],
        }),
      });
    store.field("/a");
    store.field("/b");
    store.set("/a", "x");
    await store.flush();
    expect(store.field("/a").difference?.before).toBe("1");
    expect(store.field("/b").problems).toHaveLength(1);
    expect(store.field("/a").problems).toHaveLength(0);
  });

  test("undoes through the core, after what is typed is there, and names the place", async () => {
    expect(await store.undo()).toBeNull();
    door.patch = async ({ edits }) => {
      patches.push(edits);
      return saved({ standing: standing({ undo: "/a" }) });
    };
    store.set("/a", "x");
    expect(await store.undo()).toBe("/a");
    expect(patches).toHaveLength(1);
    expect(store.field("/a").value).toBe("old");
  });

  test("reads itself again only for a revision it does not know", async () => {
    const open = vi.spyOn(door, "open");
    await store.reload(1);
    expect(open).not.toHaveBeenCalled();
    await store.reload(9);
    expect(store.field("/a").value).toBe("elsewhere");
  });

  test("does not read itself again when its own patch is told before it is answered", async () => {
    const open = vi.spyOn(door, "open");
    let answer: (saved: DraftSaved) => void = () => {};
    door.patch = () => new Promise((resolve) => (answer = resolve));
    store.set("/a", "x");
    const flushed = store.flush();
    const told = store.reload(2);
    await Promise.resolve();
    answer(saved());
    await Promise.all([flushed, told]);
    expect(open).not.toHaveBeenCalled();
  });

  test("is read again at the same revision when it was locked or set free", async () => {
    door.open = async () => ({
      ...view({ a: "old" }),
      locked: { code: "job.running", severity: "must", pointer: "", params: {} },
    });
    await store.reload();
    expect(store.view.locked?.code).toBe("job.running");
  });

  test("changes nothing while it is locked", () => {
    const locked = new DraftStore(
      { ...view({ a: "1" }), locked: { code: "job.running", severity: "check", pointer: "", params: {} } },
      door,
      timers,
    );
    locked.set("/a", "x");
    expect(locked.field("/a").value).toBe("1");
    expect(timers.waiting).toBe(0);
  });
});

describe("an event", () => {
  const sinks = { menu: vi.fn(), open: vi.fn(), draft: vi.fn() };

  test("with a snapshot forgets the world before it", async () => {
    const client = queryClient();
    client.setQueryData(keyOf("products", null), { rows: demoRows, accounts: [] });
    apply({ event: "snapshot", session: demoSession }, client, sinks);
    expect(client.getQueryData<Session>(keyOf("session", null))?.version).toBe(demoSession.version);
    expect(client.getQueryData(keyOf("products", null))).toBeUndefined();
  });

  test("with rows changes these rows in their places", () => {
    const client = queryClient();
    client.setQueryData<ProductList>(keyOf("products", null), { rows: demoRows, accounts: [] });
    const changed: ProductRow = { ...demoRows[1]!, live_version: "9.9.9.9" };
    apply({ event: "products", rows: [changed], listing: null }, client, sinks);
    const rows = client.getQueryData<ProductList>(keyOf("products", null))!.rows;
    expect(rows.map((row) => row.id)).toEqual(demoRows.map((row) => row.id));
    expect(rows[1]!.live_version).toBe("9.9.9.9");
    expect(rows[0]).toBe(demoRows[0]);
  });

  test("of the other kinds reaches its place", () => {
    const client = queryClient();
    client.setQueryData(keyOf("session", null), demoSession);
    const play = (event: AppEvent) => apply(event, client, sinks);
    play({ event: "offline", since: "2026-11-20T14:00:00Z" });
    expect(client.getQueryData<Session>(keyOf("session", null))?.offline_since).toBe("2026-11-20T14:00:00Z");
    play({ event: "dragging", dragged: { images: 2, packages: 0, videos: 0, others: 0, names: [] } });
    expect(dragged.value?.images).toBe(2);
    play({ event: "dropped", files: [] });
    expect([dragged.value, dropped.value]).toEqual([null, []]);
    play({ event: "menu", action: "save" });
    expect(sinks.menu).toHaveBeenCalledWith("save");
    play({ event: "draft", draft: "d1", revision: 4 });
    expect(sinks.draft).toHaveBeenCalledWith("d1", 4);
    play({ event: "quitAsked", jobs: [] });
    expect(quitAsked.value).toEqual([]);
    play({ event: "trouble", problem: { code: "app.fault", severity: "must", pointer: "", params: {} } });
    expect(troubles.value[0]?.code).toBe("app.fault");
    quitAsked.set(null);
    dropped.set(null);
    troubles.set([]);
  });
});
