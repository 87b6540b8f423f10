// Fluent's themes, made of our tokens, and which of them is on.
//
// No colour is decided here: Fluent's names point at --vt-*, whose values live in styles/tokens.css and change with
// `data-theme` on <html>. Only the brand ramp is repeated, because Fluent computes with literals.

import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
  teamsHighContrastTheme,
} from "@fluentui/react-components";
import { useLayoutEffect, useSyncExternalStore } from "react";
import type { Theme as Choice } from "@/bindings";

export const ink: BrandVariants = {
  10: "#021416",
  20: "#052024",
  30: "#072a2f",
  40: "#083339",
  50: "#083d44",
  60: "#08464f",
  70: "#0b4f58",
  80: "#0f5862",
  90: "#237580",
  100: "#5facb8",
  110: "#75bac5",
  120: "#8cc8d1",
  130: "#a7d3da",
  140: "#c3dee2",
  150: "#d9e9eb",
  160: "#eaf1f1",
};

const own: Partial<Theme> = {
  fontFamilyBase: "var(--vt-font-ui)",
  fontFamilyNumeric: "var(--vt-font-ui)",
  fontFamilyMonospace: "var(--vt-font-mono)",
  colorNeutralBackground1: "var(--vt-surface)",
  colorNeutralBackground1Hover: "var(--vt-hover)",
  colorNeutralBackground1Pressed: "var(--vt-surface-sunken)",
  colorNeutralBackground1Selected: "var(--vt-selected)",
  colorNeutralBackground2: "var(--vt-bg)",
  colorNeutralBackground3: "var(--vt-surface-sunken)",
  colorNeutralBackground3Hover: "var(--vt-hover-sunken)",
  colorNeutralBackground4: "var(--vt-surface-sunken)",
  colorNeutralBackground4Hover: "var(--vt-hover-sunken)",
  colorNeutralBackground4Selected: "var(--vt-surface)",
  colorSubtleBackgroundHover: "var(--vt-hover)",
  colorSubtleBackgroundPressed: "var(--vt-hover-sunken)",
  colorSubtleBackgroundSelected: "var(--vt-selected)",
  colorNeutralForeground1: "var(--vt-text)",
  colorNeutralForeground1Hover: "var(--vt-text)",
  colorNeutralForeground1Pressed: "var(--vt-text)",
  colorNeutralForeground1Selected: "var(--vt-text)",
  colorNeutralForeground2: "var(--vt-text-2)",
  colorNeutralForeground2Hover: "var(--vt-text)",
  colorNeutralForeground2Pressed: "var(--vt-text)",
  colorNeutralForeground2Selected: "var(--vt-text)",
  colorNeutralForeground3: "var(--vt-text-3)",
  colorNeutralForeground4: "var(--vt-text-3)",
  colorNeutralForegroundDisabled: "var(--vt-text-disabled)",
  colorNeutralForegroundOnBrand: "var(--vt-on-accent)",
  colorNeutralStroke1: "var(--vt-line-2)",
  colorNeutralStroke2: "var(--vt-line)",
  colorNeutralStroke3: "var(--vt-line)",
  colorNeutralStrokeAccessible: "var(--vt-line-control)",
  colorNeutralStrokeAccessibleHover: "var(--vt-text-2)",
  colorNeutralStrokeAccessiblePressed: "var(--vt-text)",
  colorNeutralStrokeAccessibleSelected: "var(--vt-accent-mark)",
  colorBrandBackground: "var(--vt-accent)",
  colorBrandBackgroundHover: "var(--vt-accent-hover)",
  colorBrandBackgroundPressed: "var(--vt-accent-pressed)",
  colorCompoundBrandBackground: "var(--vt-accent)",
  colorCompoundBrandBackgroundHover: "var(--vt-accent-hover)",
  colorCompoundBrandBackgroundPressed: "var(--vt-accent-pressed)",
  colorCompoundBrandStroke: "var(--vt-accent-mark)",
  colorCompoundBrandForeground1: "var(--vt-accent-mark)",
  colorBrandForeground1: "var(--vt-accent-mark)",
  colorBrandStroke1: "var(--vt-accent-mark)",
  colorBrandBackground2: "var(--vt-selected)",
  colorBrandForegroundLink: "var(--vt-link)",
  colorBrandForegroundLinkHover: "var(--vt-link)",
  colorBrandForegroundLinkPressed: "var(--vt-link)",
  colorStrokeFocus1: "var(--vt-focus-inner)",
  colorStrokeFocus2: "var(--vt-focus)",
  colorBackgroundOverlay: "var(--vt-scrim)",
  colorStatusSuccessForeground1: "var(--vt-ok)",
  colorStatusSuccessBackground1: "var(--vt-ok-bg)",
  colorStatusSuccessBorder1: "var(--vt-ok-line)",
  colorStatusWarningForeground1: "var(--vt-warn)",
  colorStatusWarningForeground2: "var(--vt-warn)",
  colorStatusWarningBackground1: "var(--vt-warn-bg)",
  colorStatusWarningBorder1: "var(--vt-warn-line)",
  colorStatusDangerForeground1: "var(--vt-bad)",
  colorStatusDangerBackground1: "var(--vt-bad-bg)",
  colorStatusDangerBorder1: "var(--vt-bad-line)",
  colorStatusDangerBackground3: "var(--vt-danger)",
  shadow4: "var(--vt-shadow-4)",
  shadow16: "var(--vt-shadow-16)",
  shadow64: "var(--vt-shadow-64)",
};

const light: Theme = { ...createLightTheme(ink), ...own };
const dark: Theme = { ...createDarkTheme(ink), ...own };
const highContrast: Theme = { ...teamsHighContrastTheme, ...own };

/** The value of `data-theme`. The setting calls the third one `contrast`. */
export type ThemeName = "light" | "dark" | "hc";

export const themes: Record<ThemeName, Theme> = { light, dark, hc: highContrast };

// A system that asks for more contrast gets our own high-contrast theme: WebKit knows no forced colours, so this query
// is the only sign Linux gives. Windows' contrast themes also match `forced-colors`, where the system's colours win.
const MORE = "(prefers-contrast: more)";
const DARK = "(prefers-color-scheme: dark)";

/** The theme that a choice means now. `platform` matters: macOS's own "increase contrast" only strengthens lines. */
export function resolveTheme(choice: Choice, platform: string, matches: (query: string) => boolean): ThemeName {
  if (choice !== "system") return choice === "contrast" ? "hc" : choice;
  if (platform !== "macos" && matches(MORE)) return "hc";
  return matches(DARK) ? "dark" : "light";
}

const matches = (query: string) => window.matchMedia(query).matches;

/** Sets `data-theme` on the root and keeps it right while the system changes its mind; returns the present theme. */
export function useTheme(choice: Choice, platform: string): ThemeName {
  const name = useSyncExternalStore(
    (changed) => {
      const queries = [MORE, DARK].map((query) => window.matchMedia(query));
      for (const query of queries) query.addEventListener("change", changed);
      return () => {
        for (const query of queries) query.removeEventListener("change", changed);
      };
    },
    () => resolveTheme(choice, platform, matches),
  );
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = name;
  }, [name]);
  return name;
}

/** What must stand on the root before the first frame: the platform's font stack, the theme's colours, the language. */
export function prepareRoot(boot: { platform: string; theme: Choice; language: string }): void {
  const root = document.documentElement;
  root.dataset.platform = boot.platform;
  root.dataset.theme = resolveTheme(boot.theme, boot.platform, matches);
  root.lang = boot.language;
}
