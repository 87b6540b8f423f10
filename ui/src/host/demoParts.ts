// Add-ons and flights of one app, and a grid of words that is written to as the core would: for tests and for the page alone
// in a browser.

import type {
  AddOnCell,
  AddOnGrid,
  AddOnGridAct,
  AddOnGridRow,
  AddOnGridSaved,
  AddOnList,
  AddOnRow,
  FieldLimit,
  FlightForm,
  FlightList,
  FlightRow,
  ProductRow,
  ShownState,
} from "@/bindings";
import type { FakeAnswers } from "./fake.ts";

/** The limits of an add-on's words, as the core has them. */
export const addOnLimits: FieldLimit[] = [
  ["addOn.title", 100, 98],
  ["addOn.description", 200, 196],
  ["addOn.productId", 100, 98],
].map(([field, max, warn]) => ({
  field: field as string,
  max: max as number,
  warn: warn as number,
  strict: null,
  shown: null,
  items: null,
  item_max: null,
  item_strict: null,
  words: null,
  required: field !== "addOn.description",
  lines: field === "addOn.description",
  firm: true,
  source: "windows-dev-docs",
  date: "2026-11-20",
}));

const NOW = "2026-11-20T14:05:00Z";

const seen = (state: ShownState): NonNullable<ProductRow["state"]> => ({
  state,
  raw: state,
  percent: state === "rollingOut" ? 25 : null,
  date: null,
  seen_at: NOW,
  first_seen_at: "2026-11-18T09:00:00Z",
});

const part = (app: string, more: Partial<ProductRow> & Pick<ProductRow, "id" | "name" | "kind">): ProductRow => ({
  account: "a1",
  store_id: more.id.split(":")[1] ?? "",
  parent: app,
  published: true,
  state: seen("live"),
  live_version: null,
  closed: null,
  draft: null,
  job: null,
  next: "startDraft",
  ...more,
});

export function demoAddOn(app: string, id: string, more: Partial<AddOnRow> = {}): AddOnRow {
  const row = part(app, { id: `addon:9N${id.toUpperCase().replace(/\W/g, "").slice(0, 10)}`, name: id, kind: "addOn" });
  return {
    row: { ...row, ...more.row },
    facts: { product_id: id, product_type: "Durable" },
    title: null,
    price: "Tier1032",
    commands: [{ name: "deleteAddOn", can: { state: "available" } }],
    ...more,
    ...(more.row ? { row: { ...row, ...more.row } } : {}),
  };
}

export function demoFlight(app: string, name: string, more: Partial<FlightRow> = {}): FlightRow {
  const row = part(app, {
    id: `flight:${app.split(":")[1]}:${name.toLowerCase().replace(/\W/g, "-")}`,
    name,
    kind: "flight",
    live_version: "3.4.0.0",
  });
  return {
    facts: { groups: ["1152921504606971100"], rank_higher_than: "" },
    rank: 1,
    elsewhere: null,
    rollout: null,
    commands: [
      { name: "promoteFlight", can: { state: "available" } },
      { name: "deleteFlight", can: { state: "available" } },
    ],
    ...more,
    row: { ...row, ...more.row },
  };
}

const cell = (title: string, description: string): AddOnCell => ({
  title,
  description,
  title_changed: false,
  description_changed: false,
});

/** Words in English and French; the second has no French, the last cannot be edited. */
export function demoGrid(app: string): AddOnGrid {
  const rows: AddOnGridRow[] = [
    [
      "planner.family",
      [cell("Family weeks", "Five people share one plan."), cell("Semaines en famille", "Cinq personnes.")],
    ],
    ["planner.themes.paper", [cell("Paper themes", "Six papers."), null]],
    ["planner.printing", [cell("Large prints", "Weeks on A3."), cell("Grands tirages", "")]],
  ].map(([name, cells]) => ({
    product: demoAddOn(app, name as string).row.id,
    name: name as string,
    locked: name === "planner.printing" ? { code: "job.running", severity: "must", pointer: "", params: {} } : null,
    cells: cells as AddOnGridRow["cells"],
  }));
  return { languages: ["en-us", "fr-fr"], rows };
}

/** What the core answers about the parts of one app. The grid keeps what is written into it, and takes it back. */
export function demoParts(app: string, addOns: AddOnRow[], flights: FlightRow[], first = demoGrid(app)): FakeAnswers {
  let grid = first;
  const before = new Map<string, AddOnGrid>();
  let made = 0;
  const list = (): AddOnList => ({ rows: addOns, read_at: NOW, reading: false, problem: null });
  const known = (): FlightList => ({ rows: flights, read_at: NOW, reading: false, problem: null });
  const saved = (products: readonly string[], acts: AddOnGridAct[]): AddOnGridSaved => ({
    languages: grid.languages,
    rows: grid.rows.filter((row) => products.includes(row.product)),
    acts,
    refused: [],
  });
  return {
    add_ons: list,
    add_ons_read: () => null,
    add_on_verdict: ({ product_id: id }) => {
      const problem = (code: string, params: Record<string, string> = {}) => [
        { code, severity: "must" as const, pointer: "/productId", params },
      ];
      if (id === "") return problem("addon.productid.missing");
      if (/[<>*%&:\\?+,]/.test(id)) return problem("addon.productid.characters", { characters: "+" });
      return addOns.some(({ facts }) => facts.product_id === id) ? problem("addon.productid.taken", { id }) : [];
    },
    add_on_create: ({ product_id: id }) => demoAddOn(app, id).row.id,
    flights: known,
    flights_read: () => null,
    flight_verdict: judged,
    flight_create: ({ name }) => demoFlight(app, name).row.id,
    add_on_grid: () => grid,
    add_on_grid_patch: ({ cells }) => {
      made += 1;
      before.set(String(made), grid);
      for (const one of cells) grid = written(grid, one);
      const products = [...new Set(cells.map(({ product }) => product))];
      const acts = products.map((product) => ({ product, draft: String(made), sequence: 1, at: NOW, began: true }));
      return saved(products, acts);
    },
    add_on_grid_undo: (acts) => {
      grid = before.get(acts[0]?.draft ?? "") ?? grid;
      return saved(
        acts.map(({ product }) => product),
        [],
      );
    },
  };
}

function written(grid: AddOnGrid, one: { product: string; language: string; title?: string; description?: string }) {
  const known = grid.languages.indexOf(one.language);
  const languages = known < 0 ? [...grid.languages, one.language] : grid.languages;
  const at = known < 0 ? languages.length - 1 : known;
  const rows = grid.rows.map((row) => {
    const cells = languages.map((_, place) => row.cells[place] ?? null);
    if (row.product !== one.product) return { ...row, cells };
    const now = cells[at] ?? { ...cell("", ""), title_changed: true, description_changed: true };
    const next: AddOnCell = {
      title: one.title ?? now.title,
      description: one.description ?? now.description,
      title_changed: now.title_changed || one.title !== undefined,
      description_changed: now.description_changed || one.description !== undefined,
    };
    return { ...row, cells: cells.with(at, next) };
  });
  return { languages, rows };
}

function judged({ name, groups }: FlightForm) {
  const problem = (code: string, pointer: string, severity: "must" | "check" = "must", params = {}) => ({
    code,
    severity,
    pointer,
    params,
  });
  return [
    ...(name === "" ? [problem("flight.name.empty", "/friendlyName")] : []),
    ...(groups.length === 0 ? [problem("flight.groups.none", "/groupIds", "check")] : []),
    ...groups.flatMap((group, at) =>
      /^\d+$/.test(group) ? [] : [problem("flight.group.invalid", `/groupIds/${at}`, "must", { group })],
    ),
  ];
}
