// Statement 55: every pair of colours that the components use, in the three themes, computed from tokens.css.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ink } from "@/app/theme.ts";

// Vitest empties imported style sheets, so they are read from the disk; it runs in the folder of its configuration.
const SRC = join(process.cwd(), "src");
const css = readFileSync(join(SRC, "styles/tokens.css"), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

function block(selector: string): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const [, name, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!name?.split(",").some((one) => one.trim() === selector)) continue;
    for (const [, token, value] of (body ?? "").matchAll(/(--vt-[\w-]+):\s*([^;]+);/g))
      tokens.set(token ?? "", (value ?? "").trim());
  }
  return tokens;
}

const shared = block(":root");
const themes = {
  light: new Map([...shared, ...block('[data-theme="light"]')]),
  dark: new Map([...shared, ...block('[data-theme="dark"]')]),
  hc: new Map([...shared, ...block('[data-theme="hc"]')]),
};

type Rgb = [number, number, number];

function rgb(hex: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) throw new Error(`${hex} is no colour of six digits`);
  return [match[1], match[2], match[3]].map((part) => Number.parseInt(part ?? "", 16)) as Rgb;
}

/** WCAG 2.x relative luminance. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: string, b: string): number {
  const [high, low] = [luminance(rgb(a)), luminance(rgb(b))].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const PAPERS = ["bg", "surface", "surface-sunken", "surface-raised", "hover"];

/** Text on what it stands on. */
const TEXT: [string, string[]][] = [
  ["text", [...PAPERS, "hover-sunken", "selected", "ok-bg", "warn-bg", "bad-bg"]],
  ["text-2", [...PAPERS, "hover-sunken", "selected"]],
  ["text-3", [...PAPERS, "selected"]],
  ["link", [...PAPERS, "selected", "warn-bg"]],
  ["on-accent", ["accent", "accent-hover", "accent-pressed"]],
  ["ok", ["surface", "bg", "ok-bg"]],
  ["warn", ["surface", "bg", "surface-sunken", "warn-bg"]],
  ["bad", ["surface", "bg", "surface-sunken", "bad-bg"]],
  ["on-tone", [1, 2, 3, 4, 5, 6, 7, 8].map((tone) => `tone-${tone}`)],
];

/** Edges of controls, focus, marks and glyphs. */
const CONTROLS: [string, string[]][] = [
  ["line-control", ["surface", "bg"]],
  ["focus", PAPERS],
  ["accent-mark", ["surface", "bg", "surface-sunken", "selected"]],
  ["ok", ["surface", "bg"]],
  ["warn", ["surface", "bg", "surface-sunken"]],
  ["bad", ["surface", "bg", "surface-sunken"]],
];

describe.each(Object.entries(themes))("in the %s theme", (_, tokens) => {
  const value = (name: string) => {
    const found = tokens.get(`--vt-${name}`);
    if (found === undefined) throw new Error(`--vt-${name} is not defined`);
    return found;
  };
  const pairs = (table: [string, string[]][]) =>
    table.flatMap(([ink, papers]) => papers.map((paper) => [ink, paper] as const));

  test.each(pairs(TEXT))("%s can be read on %s (4.5:1)", (over, under) => {
    expect(ratio(value(over), value(under))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(CONTROLS))("%s is seen on %s (3:1)", (over, under) => {
    expect(ratio(value(over), value(under))).toBeGreaterThanOrEqual(3);
  });
});

test("the danger button's label can be read", () => {
  for (const [name, tokens] of Object.entries(themes)) {
    const label = name === "hc" ? tokens.get("--vt-text") : tokens.get("--vt-on-accent");
    expect(ratio(label ?? "", tokens.get("--vt-danger") ?? ""), name).toBeGreaterThanOrEqual(4.5);
  }
});

test("all themes define the same tokens", () => {
  const own = (selector: string) => [...block(selector).keys()].sort();
  expect(own('[data-theme="dark"]')).toEqual(own('[data-theme="light"]'));
  expect(own('[data-theme="hc"]')).toEqual(own('[data-theme="light"]'));
});

test("Fluent's ramp is the ramp of the tokens", () => {
  for (const [step, colour] of Object.entries(ink)) expect(shared.get(`--vt-brand-${step}`), step).toBe(colour);
});

test("no other style sheet holds a colour", () => {
  const sheets = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".css"));
  expect(sheets.length).toBeGreaterThan(20);
  for (const path of sheets.filter((one) => !one.endsWith("tokens.css"))) {
    const text = readFileSync(join(SRC, path), "utf8");
    const plain = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/url\([^)]*\)/g, "");
    expect(plain, path).not.toMatch(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(/i);
  }
});
