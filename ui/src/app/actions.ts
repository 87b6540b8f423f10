// Everything that can be asked from anywhere, once: the palette lists this table, the system's menu names its rows, the
// keyboard finds its shortcuts here. Nothing of level 2 or 3 (what costs or cannot be undone) may ever stand in it.

import type { ParseKeys } from "i18next";

/** `mod` is Ctrl, on macOS ⌘. */
export interface Shortcut {
  key: string;
  mod?: true;
  shift?: true;
  alt?: true;
}

export const ACTIONS = {
  home: {},
  products: {},
  activity: {},
  settings: { shortcut: { key: ",", mod: true } },
  about: {},
  accounts: {},
  palette: { shortcut: { key: "k", mod: true }, hidden: true },
  back: { shortcut: { key: "ArrowLeft", alt: true } },
  nextPane: { shortcut: { key: "F6" }, hidden: true },
  previousPane: { shortcut: { key: "F6", shift: true }, hidden: true },
  nextProblem: { shortcut: { key: "F8" }, needs: "draft" },
  previousProblem: { shortcut: { key: "F8", shift: true }, needs: "draft" },
  review: { shortcut: { key: "Enter", mod: true }, needs: "draft" },
  save: { shortcut: { key: "s", mod: true } },
  undo: { shortcut: { key: "z", mod: true }, needs: "draft" },
  redo: { shortcut: { key: "y", mod: true }, needs: "draft" },
  zoomIn: { shortcut: { key: "+", mod: true } },
  zoomOut: { shortcut: { key: "-", mod: true } },
  zoomReset: { shortcut: { key: "0", mod: true } },
  rail: {},
  help: { shortcut: { key: "F1" } },
  practiceSkip: { needs: "practice" },
  quit: { hidden: true },
} as const satisfies Record<string, ActionRow>;

interface ActionRow {
  shortcut?: Shortcut;
  /** Shown only where there is one. */
  needs?: "draft" | "practice";
  /** Not in the palette: it would make no sense there. */
  hidden?: true;
}

export type ActionName = keyof typeof ACTIONS;

export const isAction = (name: string): name is ActionName => Object.hasOwn(ACTIONS, name);

export const rowOf = (name: ActionName): ActionRow => ACTIONS[name];

export const labelKey = (name: ActionName) => `action.${name}` as ParseKeys<"shell">;

/** The action of a key press. Shifted characters (`+` on many layouts) count by what they write, not by the key. */
export function actionOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
  mac: boolean,
): ActionName | null {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (other) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (mod && key === "=") return "zoomIn";
  // What people of other editors press for "do again".
  if (mod && event.shiftKey && key === "z") return "redo";
  for (const name of Object.keys(ACTIONS) as ActionName[]) {
    const { shortcut } = rowOf(name);
    if (shortcut === undefined || shortcut.key !== key) continue;
    const shiftMatters = key.length > 1 || /[a-z]/.test(key);
    if (mod !== (shortcut.mod ?? false) || event.altKey !== (shortcut.alt ?? false)) continue;
    if (shiftMatters && event.shiftKey !== (shortcut.shift ?? false)) continue;
    return name;
  }
  return null;
}
