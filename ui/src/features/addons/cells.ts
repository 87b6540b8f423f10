// The words of add-ons as a grid: two lines an add-on (title, description), a column a language. Which cells a pasted block
// changes is decided here, before anything changes. Pure; the core keeps the words.

import type { AddOnCellEdit, AddOnGrid, AddOnGridRow, FieldLimit } from "@/bindings";
import type { Block } from "./block.ts";

export const FIELDS = ["title", "description"] as const;
export type Field = (typeof FIELDS)[number];
export const SHOWN = ["both", "title", "description"] as const;
export type Shown = (typeof SHOWN)[number];

/** One line of the grid. */
export interface Line {
  row: AddOnGridRow;
  field: Field;
}

export function linesOf(rows: readonly AddOnGridRow[], shown: Shown): Line[] {
  const fields = shown === "both" ? FIELDS : [shown];
  return rows.flatMap((row) => fields.map((field) => ({ row, field })));
}

/** The words of an add-on in a language; undefined where it has no such listing. */
export type Words = (row: AddOnGridRow, language: string) => { title: string; description: string } | undefined;

export function wordsOf(grid: AddOnGrid): Words {
  const column = new Map(grid.languages.map((language, at) => [language.toLowerCase(), at]));
  return (row, language) => {
    const at = column.get(language.toLowerCase());
    return (at === undefined ? undefined : row.cells[at]) ?? undefined;
  };
}

export const isChanged = (grid: AddOnGrid, { row, field }: Line, language: string): boolean => {
  const at = grid.languages.findIndex((one) => one.toLowerCase() === language.toLowerCase());
  return row.cells[at]?.[`${field}_changed`] ?? false;
};

/** Limits of both fields, in UTF-16 units. */
export type Most = Record<Field, number>;

export function mostOf(limits: readonly FieldLimit[]): Most {
  const of = (field: Field) => limits.find((one) => one.field === `addOn.${field}`)?.max ?? Number.POSITIVE_INFINITY;
  return { title: of("title"), description: of("description") };
}

/** One cell that would be written. */
export interface Change {
  row: AddOnGridRow;
  field: Field;
  language: string;
  before: string;
  after: string;
  /** Characters too many. */
  over: number;
}

export interface Plan {
  changes: Change[];
  /** Cells that stay as they are because their add-on is locked. */
  locked: number;
  /** Cells of the block that lie beyond the grid. */
  outside: number;
  /** Languages that begin in some add-on. */
  begins: string[];
}

/** What the first row and the first column of a block say: languages and product IDs, where every one of them is known. */
interface Heads {
  languages: (string | undefined)[] | null;
  products: boolean;
}

function headsOf(block: Block, names: ReadonlySet<string>, tags: ReadonlyMap<string, string>): Heads {
  const [first = [], ...rest] = block;
  const known = (cells: readonly string[]) => cells.length > 0 && cells.every((cell) => tags.has(tagOf(cell)));
  const below = block.length > 1;
  const header =
    below && known(first) ? first : below && first.length > 1 && known(first.slice(1)) ? first.slice(1) : null;
  const named = header === null ? block : rest;
  const products =
    named.every((row) => row.length > 1 && names.has((row[0] ?? "").trim())) &&
    (header === null || header.length < first.length);
  if (header !== null && !products && header.length < first.length) return { languages: null, products: false };
  return { languages: header?.map((cell) => tags.get(tagOf(cell))) ?? null, products };
}

const tagOf = (cell: string) => cell.trim().replaceAll("_", "-").toLowerCase();

export interface Into {
  lines: readonly Line[];
  languages: readonly string[];
  /** Where the block's first cell goes. */
  at: { line: number; column: number };
  /** How large the selection is: a single cell fills it. */
  size: { lines: number; columns: number };
  words: Words;
  most: Most;
  /** Every language the Store takes: as a head of the block, one that the grid does not show yet. */
  store: readonly string[];
}

/** Reads a block against the grid. Words of one line lose their line breaks; nothing is cut. */
export function planned(block: Block, into: Into): Plan {
  const { lines, languages, at, words, most } = into;
  const tags = new Map([...into.store, ...languages].map((language) => [language.toLowerCase(), language]));
  const heads = headsOf(block, new Set(lines.map(({ row }) => row.name)), tags);
  const one = block.length === 1 && block[0]?.length === 1;
  const cells = one ? filled(block[0]?.[0] ?? "", into.size) : block.slice(heads.languages ? 1 : 0);
  const used = new Map<string, number>();
  const plan: Plan = { changes: [], locked: 0, outside: 0, begins: [] };
  cells.forEach((row, down) => {
    const name = heads.products ? (row[0] ?? "").trim() : null;
    const line = name === null ? lines[at.line + down] : nth(lines, name, used);
    row.slice(heads.products ? 1 : 0).forEach((cell, right) => {
      const language = heads.languages ? heads.languages[right] : languages[at.column + right];
      if (line === undefined || language === undefined) plan.outside += 1;
      else if (line.row.locked) plan.locked += 1;
      else {
        const after = line.field === "title" ? cell.replace(/\s*\n\s*/g, " ").trim() : cell;
        const present = words(line.row, language);
        const before = present?.[line.field] ?? "";
        if (after === before) return;
        const over = Math.max(0, after.length - most[line.field]);
        plan.changes.push({ row: line.row, field: line.field, language, before, after, over });
        if (present === undefined && !plan.begins.includes(language)) plan.begins.push(language);
      }
    });
  });
  return plan;
}

/** The line that the next row of the block with this name means: its title first, then its description. */
function nth(lines: readonly Line[], name: string, used: Map<string, number>): Line | undefined {
  const mine = lines.filter(({ row }) => row.name === name);
  const at = used.get(name) ?? 0;
  used.set(name, at + 1);
  return mine[at];
}

const filled = (cell: string, size: Into["size"]) =>
  Array.from({ length: size.lines }, () => Array.from({ length: size.columns }, () => cell));

/** The changes as the core takes them. */
export const editsOf = (changes: readonly Change[]): AddOnCellEdit[] =>
  changes.map(({ row, field, language, after }) => ({ product: row.product, language, [field]: after }));

/** Rows of the grid that a filter keeps. */
export const FILTERS = ["all", "missing", "long", "changed"] as const;
export type Filter = (typeof FILTERS)[number];

export function kept(grid: AddOnGrid, row: AddOnGridRow, filter: Filter, most: Most): boolean {
  const cells = row.cells.filter((cell) => cell !== null);
  switch (filter) {
    case "all":
      return true;
    case "missing":
      return (
        row.locked === null && (row.cells.length < grid.languages.length || row.cells.some((cell) => !cell?.title))
      );
    case "long":
      return cells.some((cell) => cell.title.length > most.title || cell.description.length > most.description);
    case "changed":
      return cells.some((cell) => cell.title_changed || cell.description_changed);
  }
}
