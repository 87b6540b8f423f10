import { expect, test } from "vitest";
import type { Run } from "@/bindings";
import { side } from "./runs.ts";

const runs: Run[] = [
  { kind: "kept", text: "La " },
  { kind: "removed", text: "recherche" },
  { kind: "added", text: "pression" },
  { kind: "kept", text: " " },
  { kind: "removed", text: "regarde" },
  { kind: "added", text: "est" },
  { kind: "kept", text: " dans les " },
  { kind: "removed", text: "dessins" },
  { kind: "kept", text: " " },
];

test("changed words with only space between them are one passage", () => {
  expect(side(runs, "before")).toEqual([
    { kind: "kept", text: "La " },
    { kind: "removed", text: "recherche regarde" },
    { kind: "kept", text: " dans les " },
    { kind: "removed", text: "dessins" },
    { kind: "kept", text: " " },
  ]);
  expect(side(runs, "after").map(({ text }) => text)).toEqual(["La ", "pression est", " dans les ", " "]);
});

test("no word is lost or moved on either side", () => {
  const text = (which: "before" | "after", other: Run["kind"]) => [
    side(runs, which)
      .map((run) => run.text)
      .join(""),
    runs
      .filter((run) => run.kind !== other)
      .map((run) => run.text)
      .join(""),
  ];
  for (const [got, want] of [text("before", "added"), text("after", "removed")]) expect(got).toBe(want);
});
