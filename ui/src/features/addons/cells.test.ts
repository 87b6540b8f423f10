// Blocks of cells, and what they would change.

import { describe, expect, test } from "vitest";
import { demoGrid } from "@/host/demoParts.ts";
import { readBlock, writeBlock } from "./block.ts";
import { kept, linesOf, planned, wordsOf } from "./cells.ts";

describe("a block", () => {
  test("is read as spreadsheets write it: quotes around breaks and tabs, a last line that ends", () => {
    expect(readBlock("a\tb\r\nc\td\r\n")).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(readBlock('"two\nlines"\t"say ""hi"""\n"a\tb"\t')).toEqual([
      ["two\nlines", 'say "hi"'],
      ["a\tb", ""],
    ]);
    expect(readBlock("")).toEqual([[""]]);
  });

  test("keeps quotes that belong to the words", () => {
    expect(readBlock('12" prints\t"quoted" inside')).toEqual([['12" prints', '"quoted" inside']]);
    expect(readBlock('"Best" of all')).toEqual([['"Best" of all']]);
  });

  test("comes back as it went", () => {
    const cells = [
      ["plain", "with\ttab", "with\nbreak"],
      ['"whole"', "", "last"],
    ];
    expect(readBlock(writeBlock(cells))).toEqual(cells);
  });
});

describe("a pasted block", () => {
  const grid = demoGrid("store:X");
  const words = wordsOf(grid);
  const into = (more: object = {}) => ({
    lines: linesOf(grid.rows, "both"),
    languages: ["en-us", "fr-fr"],
    at: { line: 0, column: 0 },
    size: { lines: 1, columns: 1 },
    words,
    most: { title: 20, description: 200 },
    store: ["en-us", "fr-fr", "de-de"],
    ...more,
  });
  const said = ({ changes }: ReturnType<typeof planned>) =>
    changes.map(({ row, field, language, after }) => `${row.name} ${field} ${language} = ${after}`);

  test("goes where the first cell is, leaves equal cells alone, and counts what lies outside", () => {
    const plan = planned(
      [
        ["Family weeks", "Autre"],
        ["Other words", "Autres mots", "beyond"],
      ],
      into(),
    );
    expect(said(plan)).toEqual([
      "planner.family title fr-fr = Autre",
      "planner.family description en-us = Other words",
      "planner.family description fr-fr = Autres mots",
    ]);
    expect(plan).toMatchObject({ outside: 1, locked: 0, begins: [] });
  });

  test("fills the selection with one cell", () => {
    const plan = planned([["Soon"]], into({ at: { line: 0, column: 0 }, size: { lines: 2, columns: 2 } }));
    expect(plan.changes).toHaveLength(4);
  });

  test("says which cells are too long in UTF-16 units, which are locked, and which languages begin", () => {
    const plan = planned(
      [["🚀".repeat(11)], [""], ["A"]],
      into({ at: { line: 2, column: 1 }, lines: linesOf(grid.rows, "title").concat() }),
    );
    expect(plan.locked + plan.outside).toBe(3);
    const titles = linesOf(grid.rows, "title");
    const long = planned([["🚀".repeat(11)]], into({ lines: titles, at: { line: 1, column: 1 } }));
    expect(long.changes[0]).toMatchObject({ over: 2, before: "", language: "fr-fr" });
    expect(long.begins).toEqual(["fr-fr"]);
  });

  test("goes by its heads: languages in the first row, product IDs in the first column", () => {
    const plan = planned(
      [
        ["", "de_DE", "EN-us"],
        ["planner.themes.paper", "Papiere", "Papers"],
        ["planner.family", "Familie", "Family weeks"],
      ],
      into({ lines: linesOf(grid.rows, "title"), at: { line: 2, column: 1 } }),
    );
    expect(said(plan)).toEqual([
      "planner.themes.paper title de-de = Papiere",
      "planner.themes.paper title en-us = Papers",
      "planner.family title de-de = Familie",
    ]);
    expect(plan.begins).toEqual(["de-de"]);
  });

  test("with both lines shown, the second row of an ID is its description", () => {
    const plan = planned(
      [
        ["planner.family", "One"],
        ["planner.family", "Two"],
      ],
      into(),
    );
    expect(said(plan)).toEqual(["planner.family title en-us = One", "planner.family description en-us = Two"]);
  });

  test("takes no heads where a word only looks like one", () => {
    const plan = planned([["de-de", "Something"]], into());
    expect(said(plan)[0]).toBe("planner.family title en-us = de-de");
  });

  test("keeps titles on one line and breaks in descriptions", () => {
    const plan = planned([["Two\nlines"], ["Two\nlines"]], into());
    expect(plan.changes.map(({ after }) => after)).toEqual(["Two lines", "Two\nlines"]);
  });
});

test("filters know what is missing, too long, changed", () => {
  const grid = demoGrid("store:X");
  const most = { title: 11, description: 200 };
  const names = (filter: "missing" | "long" | "changed") =>
    grid.rows.filter((row) => kept(grid, row, filter, most)).map(({ name }) => name);
  expect(names("missing"), "a locked one cannot be filled in").toEqual(["planner.themes.paper"]);
  expect(names("long")).toEqual(["planner.family", "planner.themes.paper", "planner.printing"]);
  expect(names("changed")).toEqual([]);
});
