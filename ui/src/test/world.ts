// A small believable world for page tests: one account, a few products in different states, a review, a job.

import type {
  Account,
  Act,
  ActSheet,
  Changes,
  Home,
  Job,
  JobPhase,
  PendingView,
  Problem,
  ProductRow,
  ProductView,
  ReviewView,
  Session,
  ShownState,
} from "@/bindings";
import { type FakeHost, fakeHost } from "@/host/fake.ts";

export const SEEN = "2026-11-20T10:00:00Z";

export const account = (more: Partial<Account> = {}): Account => ({
  id: "a1",
  name: "Contoso SAS",
  tenant: "8b0ffe9f-7e35-4fbe-9a34-000000000001",
  client: "8b0ffe9f-7e35-4fbe-9a34-000000000002",
  endpoints: {
    kind: "public",
    login: "https://login.microsoftonline.com",
    store: "https://manage.devcenter.microsoft.com",
    marketplace: "https://api.partner.microsoft.com",
    graph: "https://graph.microsoft.com",
    resource: "https://manage.devcenter.microsoft.com",
  },
  key_kept: "keyring",
  problem: null,
  products: 3,
  checked_at: SEEN,
  ...more,
});

export const session = (more: Partial<Session> = {}): Session => ({
  version: "0.1.0",
  platform: "linux",
  settings: { language: "en", theme: "light", rail: false, zoom: 100, hold: 10 },
  system_language: "en",
  accounts: [account()],
  jobs: [],
  practice: null,
  keyring: true,
  offline_since: null,
  left_at: null,
  held: [],
  not_sent: [],
  last_saved_at: null,
  drafts: 1,
  ...more,
});

export const problem = (code: string, more: Partial<Problem> = {}): Problem => ({
  code,
  severity: "must",
  pointer: "",
  params: {},
  ...more,
});

export const seen = (state: ShownState, raw: string, more: Partial<NonNullable<ProductRow["state"]>> = {}) => ({
  state,
  raw,
  percent: null,
  date: null,
  seen_at: SEEN,
  first_seen_at: SEEN,
  ...more,
});

export const row = (name: string, more: Partial<ProductRow> = {}): ProductRow => ({
  id: `store:${name}`,
  account: "a1",
  name,
  kind: "storeApp",
  store_id: `9N${name.toUpperCase().slice(0, 6)}`,
  parent: null,
  published: true,
  state: seen("live", "Published"),
  live_version: "1.0.0.0",
  closed: null,
  draft: null,
  job: null,
  next: "startDraft",
  ...more,
});

export const tailspin = row("Tailspin", {
  draft: { id: "d1", changes: 4, problems: 1, saved_at: SEEN },
  next: "continueDraft",
});

export const home = (more: Partial<Home> = {}): Home => ({
  waiting_for_you: [],
  waiting_for_microsoft: [],
  when_you_have_time: [],
  live: [],
  products: 3,
  accounts: [{ account: "a1", read_at: SEEN, reading: false, problem: null }],
  as_of: SEEN,
  ...more,
});

export const view = (of: ProductRow, more: Partial<ProductView> = {}): ProductView => ({
  row: of,
  account_name: "Contoso SAS",
  ribbon: { computer: null, microsoft: null, live: null, current: "live" },
  timeline: [],
  overdue: null,
  problems: [],
  reports: [],
  commands: [
    { name: "editDraft", can: { state: "available" } },
    { name: "submit", can: { state: "available" } },
  ],
  live_words: null,
  read_at: SEEN,
  parent: null,
  add_on: null,
  flight: null,
  rollout: null,
  advanced_listings: null,
  stopped_by_hand: null,
  ...more,
});

export const review = (more: Partial<ReviewView> = {}): ReviewView => ({
  draft: "d1",
  product: tailspin.id,
  product_name: "Tailspin",
  store_id: tailspin.store_id,
  account_name: "Contoso SAS",
  revision: 7,
  ribbon: { computer: null, microsoft: null, live: null, current: "computer" },
  problems: [],
  changes: {
    groups: [
      {
        kind: "changed",
        section: "listing",
        field: "description",
        languages: ["en-us", "fr-fr", "de-de"],
        pointers: ["/listings/en-us/baseListing/description"],
        before: "a",
        after: "b",
        runs: [
          { kind: "kept", text: "Plan your week " },
          { kind: "removed", text: "on one page" },
          { kind: "added", text: "in one place" },
        ],
        items: false,
      },
    ],
    languages_added: [],
    languages_removed: [],
    added: 0,
    changed: 3,
    removed: 0,
    moved: 0,
  },
  identical: false,
  live_version: "1.0.0.0",
  new_version: "1.1.0.0",
  consequences: [],
  next_steps: [{ step: "checks" }, { step: "certification" }, { step: "live" }],
  submit: { state: "available" },
  notes: "",
  files: {},
  open_submission: null,
  ...more,
});

/** What the core says of an act; level and facts are those of the act at hand. */
export const sheet = (act: Act, more: Partial<ActSheet> = {}): ActSheet => ({
  act,
  level: 2,
  product_name: "Tailspin",
  store_id: tailspin.store_id,
  account_name: "Contoso SAS",
  facts: [],
  can: { state: "available" },
  hold_seconds: 0,
  ...more,
});

export const NO_CHANGES: Changes = {
  groups: [],
  languages_added: [],
  languages_removed: [],
  added: 0,
  changed: 0,
  removed: 0,
  moved: 0,
};

/** A submission that another tool opened. */
export const pending = (more: Partial<PendingView> = {}): PendingView => ({
  product: tailspin.id,
  submission: "77",
  friendly_name: "Submission 12",
  made_here_at: null,
  origin: "anotherApp",
  state: seen("draft", "PendingCommit"),
  version: "1.0.0.0",
  against_live: review().changes,
  since_sent: null,
  against_draft: null,
  can_continue: { state: "available" },
  can_delete: { state: "available" },
  can_rebuild: { state: "notPossible", because: problem("draft.unknown") },
  ...more,
});

/** A product with that submission open. */
export const withOpen = (of: ProductRow = tailspin, more: Partial<ProductView> = {}): ProductView => {
  const state = seen("draft", "PendingCommit");
  const microsoft = {
    submission: "77",
    friendly_name: "Submission 12",
    made_here_at: null,
    version: "1.0.0.0",
    state,
  };
  return view({ ...of, state }, { ribbon: { computer: null, microsoft, live: null, current: "microsoft" }, ...more });
};

export const PHASES: readonly JobPhase[] = [
  "create",
  "update",
  "compare",
  "archive",
  "upload",
  "commit",
  "checks",
  "certification",
  "publishing",
  "live",
];

/** A job whose present step is `at`. */
export const job = (at: JobPhase, more: Partial<Job> = {}): Job => ({
  id: "j1",
  product: tailspin.id,
  product_name: "Tailspin",
  draft: "d1",
  purpose: "draft",
  status: "running",
  steps: PHASES.map((phase, index) => ({
    phase,
    state: index < PHASES.indexOf(at) ? "done" : phase === at ? "current" : "todo",
    started_at: index <= PHASES.indexOf(at) ? SEEN : null,
    ended_at: index < PHASES.indexOf(at) ? SEEN : null,
  })),
  progress: null,
  problem: null,
  at_microsoft: {
    submission: "77",
    friendly_name: "Submission 12",
    exists: "yes",
    files_sent: false,
    committed: false,
  },
  cancel: "deleteDraft",
  can_resume: false,
  started_at: SEEN,
  updated_at: SEEN,
  ...more,
});

/** A host that answers what every page asks; tests add the rest. */
export function world(rows: readonly ProductRow[] = [tailspin]): FakeHost {
  const host = fakeHost();
  const find = (id: string) => view(rows.find((one) => one.id === id) ?? tailspin);
  host.answer({
    home: () => home({ products: rows.length }),
    products: () => ({ rows: [...rows], accounts: home().accounts }),
    products_look: () => null,
    products_read: () => null,
    product: find,
    product_read: find,
    link_open: () => null,
    flush: () => ({ drafts: [], saved_at: null }),
    review: () => review(),
    draft_open: () => ({
      id: "d1",
      product: tailspin.id,
      product_name: "Tailspin",
      store_id: tailspin.store_id,
      account_name: "Contoso SAS",
      revision: 7,
      saved_at: SEEN,
      document: { listings: {} },
      standing: { differences: [], problems: [], sections: [], languages: [], undo: null, redo: null },
      locked: null,
      files: {},
      guide_place: null,
      ribbon: { computer: null, microsoft: null, live: null, current: "computer" },
    }),
  });
  return host;
}

/** Names of the commands that were called, without the readings every page makes. */
export function acts(host: FakeHost): string[] {
  const readings = [
    "home",
    "products",
    "products_look",
    "product",
    "review",
    "draft_open",
    "add_ons",
    "flights",
    "session",
    "job",
  ];
  return host.calls.map((call) => call.name).filter((name) => !readings.includes(name));
}
