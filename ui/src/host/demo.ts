// The page alone in a browser, under the development server: a believable account and a few products, so that looks can
// be worked on without the program. Never part of a build.

import type { Home, ProductRow, Session } from "@/bindings";
import { demoDraft, hundredLanguages } from "./demoDraft.ts";
import { demoAddOn, demoFlight, demoParts } from "./demoParts.ts";
import { type FakeHost, fakeHost } from "./fake.ts";
import { fakeDraft } from "./fakeDraft.ts";
import { bootFrom } from "./host.ts";

const NOW = "2026-11-20T14:05:00Z";

export const demoSession: Session = {
  version: "0.1.0",
  platform: "linux",
  settings: { language: "system", theme: "system", rail: false, zoom: 100, hold: 10 },
  system_language: "en",
  accounts: [
    {
      id: "a1",
      name: "Contoso SAS",
      tenant: "8b0ffe9f-7e35-4fbe-9a34-000000000001",
      client: "8b0ffe9f-7e35-4fbe-9a34-000000000002",
      endpoints: { kind: "practice", login: "", store: "", marketplace: "", graph: "", resource: "" },
      key_kept: "keyring",
      problem: null,
      products: 8,
      checked_at: NOW,
    },
  ],
  jobs: [],
  practice: null,
  keyring: true,
  offline_since: null,
  left_at: null,
  held: [],
  not_sent: [],
  last_saved_at: NOW,
  drafts: 3,
};

const row = (name: string, state: string, more: Partial<ProductRow> = {}): ProductRow => ({
  id: `store:9N${name.toUpperCase().replace(/\W/g, "").slice(0, 10)}`,
  account: "a1",
  name,
  kind: "storeApp",
  store_id: `9N${name.toUpperCase().replace(/\W/g, "").slice(0, 10)}`,
  parent: null,
  published: true,
  state: {
    state: state as never,
    raw: state,
    percent: null,
    date: null,
    seen_at: NOW,
    first_seen_at: "2026-11-18T09:00:00Z",
  },
  live_version: "3.2.0.0",
  closed: null,
  draft: null,
  job: null,
  next: "startDraft",
  ...more,
});

export const demoRows: ProductRow[] = [
  row("Wingtip Notes", "needsYou", { next: "seeWhatToFix" }),
  row("Tailspin Planner", "live", {
    draft: { id: "d1", changes: 14, problems: 3, saved_at: "2026-11-20T14:02:00Z" },
    next: "continueDraft",
  }),
  row("Adventure Works Trails", "certification", { next: "follow" }),
  row("Fabrikam Photo Lab", "rollingOut", { next: "follow" }),
  row("Proseware Reader", "live"),
  row("Woodgrove Ledger", "live"),
  row("Lucerne Atlas", "live"),
  row("Fourth Coffee Orders", "stopped"),
];

const demoHome: Home = {
  waiting_for_you: demoRows.slice(0, 1),
  waiting_for_microsoft: demoRows.slice(2, 3),
  when_you_have_time: demoRows.slice(1, 2),
  live: demoRows.map(({ id, name, live_version }) => ({ id, name, version: live_version })),
  products: demoRows.length,
  accounts: [{ account: "a1", read_at: NOW, reading: false, problem: null }],
  as_of: NOW,
};

export function demoHost(): FakeHost {
  const host = fakeHost({}, bootFrom(window.location.search, navigator.userAgent, navigator.languages));
  const { boot } = host;
  let session: Session = {
    ...demoSession,
    settings: { ...demoSession.settings, theme: boot.theme, language: boot.language, rail: boot.rail },
    practice: boot.practice ? { speed: 600 } : null,
  };
  // `?large=true`: a listing in a hundred languages.
  const large = new URLSearchParams(window.location.search).has("large");
  const { view, ...draft } = fakeDraft(large ? hundredLanguages(demoDraft) : demoDraft);
  const app = demoRows[1]?.id ?? "";
  host.answer({
    ...draft,
    ...demoParts(
      app,
      [demoAddOn(app, "planner.family", { title: "Family weeks" }), demoAddOn(app, "planner.themes.paper")],
      [demoFlight(app, "Insiders"), demoFlight(app, "Partners", { rank: 2 })],
    ),
    session: () => session,
    settings_set: (settings) => {
      session = { ...session, settings };
      return settings;
    },
    flush: () => ({ drafts: [], saved_at: NOW }),
    help: () => ({ category: "submissionAndCertification", facts: [{ name: "version", value: session.version }] }),
    home: () => demoHome,
    products: () => ({ rows: demoRows, accounts: demoHome.accounts }),
    product: (id) => {
      const found = demoRows.find((one) => one.id === id) ?? demoRows[0];
      if (!found) throw new Error(id);
      return {
        row: found,
        account_name: "Contoso SAS",
        ribbon: found.draft ? view().ribbon : { computer: null, microsoft: null, live: null, current: "live" },
        timeline: [],
        overdue: null,
        problems: [],
        reports: [],
        commands: [{ name: "editDraft", can: { state: "available" } }],
        live_words: null,
        read_at: NOW,
        parent: null,
        add_on: null,
        flight: null,
        rollout: null,
        advanced_listings: null,
        stopped_by_hand: null,
      };
    },
  });
  const watch = host.watch;
  return {
    ...host,
    watch(listener) {
      listener({ event: "snapshot", session });
      return watch(listener);
    },
  };
}
