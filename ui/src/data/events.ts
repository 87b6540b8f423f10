// What the core says without being asked, brought into the cache. The first event is a whole snapshot: whatever was
// known before it is forgotten, so that entering practice or a reload can never mix two worlds.

import type { QueryClient } from "@tanstack/react-query";
import type {
  AddOnList,
  AppEvent,
  FlightList,
  Home,
  Job,
  ProductId,
  ProductList,
  ProductPage,
  ProductRow,
  ProductView,
  Session,
} from "@/bindings";
import { ends, forgetActs, waits } from "./acts.ts";
import { keyOf, patchSession } from "./ask.ts";
import { dragged, dropped, quitAsked, troubles } from "./signals.ts";

export interface EventSinks {
  /** A menu item of the system was chosen. */
  menu(action: string): void;
  /** A notification was clicked: this page is wanted. */
  open(product: ProductId, page: ProductPage): void;
  /** A draft changed by another hand than the page's own patch. */
  draft(draft: string, revision: number): void;
}

export function apply(event: AppEvent, client: QueryClient, sinks: EventSinks): void {
  switch (event.event) {
    case "snapshot": {
      forgetActs();
      client.setQueryData(keyOf("session", null), event.session);
      const world = { predicate: (query: { queryKey: readonly unknown[] }) => query.queryKey[0] !== "session" };
      void client.resetQueries(world);
      break;
    }
    case "account": {
      const session = client.getQueryData<Session>(keyOf("session", null));
      if (session) patchSession(client, { accounts: replaced(session.accounts, event.account) });
      break;
    }
    case "products": {
      const { rows, listing } = event;
      client.setQueryData<ProductList>(
        keyOf("products", null),
        (list) =>
          list && {
            rows: patched(list.rows, rows),
            accounts: listing
              ? list.accounts.map((one) => (one.account === listing.account ? listing : one))
              : list.accounts,
          },
      );
      tellParts(rows, client);
      for (const row of rows) {
        client.setQueryData<ProductView>(keyOf("product", row.id), (view) => view && { ...view, row });
        // What follows from the row (the three places, what can be done) is the core's to say.
        void client.invalidateQueries({ queryKey: keyOf("product", row.id) });
      }
      client.setQueryData<Home>(keyOf("home", null), (home) => home && patchedHome(home, rows));
      void client.invalidateQueries({ queryKey: ["home"] });
      break;
    }
    case "productList":
      void client.invalidateQueries({ queryKey: ["products"] });
      void client.invalidateQueries({ queryKey: ["home"] });
      break;
    case "product":
      void client.invalidateQueries({ queryKey: keyOf("product", event.product) });
      void client.invalidateQueries({ queryKey: ["home"] });
      void client.invalidateQueries({ queryKey: ["history"] });
      break;
    case "draft":
      sinks.draft(event.draft, event.revision);
      break;
    case "job": {
      const { job } = event;
      client.setQueryData<Job>(keyOf("job", job.id), job);
      const session = client.getQueryData<Session>(keyOf("session", null));
      if (session) patchSession(client, { jobs: replaced(session.jobs, job) });
      break;
    }
    case "parts": {
      for (const list of ["add_ons", "add_on_grid", "flights", "product"] as const) {
        void client.invalidateQueries({ queryKey: keyOf(list, event.app) });
      }
      break;
    }
    case "activity":
      soon(client, ["activity"]);
      break;
    case "held":
      waits(event.held, client);
      break;
    case "actEnded":
      ends({ act: event.act, product_name: event.product_name, problem: event.problem });
      break;
    case "dragging":
      dragged.set(event.dragged);
      break;
    case "dropped":
      dragged.set(null);
      dropped.set(event.files);
      break;
    case "open":
      sinks.open(event.product, event.page);
      break;
    case "menu":
      sinks.menu(event.action);
      break;
    case "quitAsked":
      quitAsked.set(event.jobs);
      break;
    case "offline":
      patchSession(client, { offline_since: event.since });
      break;
    case "trouble":
      troubles.set([event.problem, ...troubles.value].slice(0, 5));
      break;
  }
}

/** Rows of add-ons and flights, in the lists of their apps: the row at once, what the core derives from it when it answers. */
function tellParts(rows: readonly ProductRow[], client: QueryClient): void {
  const apps = new Set(rows.map((row) => row.parent).filter((parent) => parent !== null));
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const app of apps) {
    client.setQueryData<AddOnList>(
      keyOf("add_ons", app),
      (list) => list && { ...list, rows: list.rows.map((one) => ({ ...one, row: byId.get(one.row.id) ?? one.row })) },
    );
    client.setQueryData<FlightList>(
      keyOf("flights", app),
      (list) => list && { ...list, rows: list.rows.map((one) => ({ ...one, row: byId.get(one.row.id) ?? one.row })) },
    );
    for (const list of ["add_ons", "add_on_grid", "flights"] as const) soon(client, keyOf(list, app));
  }
}

/** What comes many times a second while something is read: asked again at once, then at most once a second. */
const QUIET = 1_000;
const waiting = new WeakMap<QueryClient, Map<string, { again: boolean }>>();

function soon(client: QueryClient, queryKey: readonly unknown[]): void {
  const all = waiting.get(client) ?? new Map<string, { again: boolean }>();
  waiting.set(client, all);
  const key = JSON.stringify(queryKey);
  const held = all.get(key);
  if (held) {
    held.again = true;
    return;
  }
  const wait = { again: false };
  all.set(key, wait);
  void client.invalidateQueries({ queryKey });
  setTimeout(() => {
    all.delete(key);
    if (wait.again) soon(client, queryKey);
  }, QUIET);
}

function replaced<T extends { id: string }>(list: readonly T[], one: T): T[] {
  return list.some((each) => each.id === one.id)
    ? list.map((each) => (each.id === one.id ? one : each))
    : [...list, one];
}

/** Rows keep their place: the table must not jump under the pointer. New rows arrive with the next list. */
function patched(rows: ProductRow[], changed: readonly ProductRow[]): ProductRow[] {
  const byId = new Map(changed.map((row) => [row.id, row]));
  return rows.map((row) => byId.get(row.id) ?? row);
}

function patchedHome(home: Home, rows: readonly ProductRow[]): Home {
  return {
    ...home,
    waiting_for_you: patched(home.waiting_for_you, rows),
    waiting_for_microsoft: patched(home.waiting_for_microsoft, rows),
    when_you_have_time: patched(home.when_you_have_time, rows),
  };
}
