// A shortcut as it stands beside a command: "Ctrl+S", « Maj+F8 », "⌘S".

import type { TFunction } from "i18next";
import type { Shortcut } from "./actions.ts";

export function shortcutText(shortcut: Shortcut, platform: string, t: TFunction<"shell">): string {
  const mac = platform === "macos";
  const key =
    { ArrowLeft: t("keys.left"), Enter: t("keys.enter"), "-": "−" }[shortcut.key] ?? shortcut.key.toUpperCase();
  const parts = [
    shortcut.mod ? (mac ? t("keys.command") : t("keys.ctrl")) : undefined,
    shortcut.alt ? t("keys.alt") : undefined,
    shortcut.shift ? t("keys.shift") : undefined,
    key,
  ];
  return parts.filter((part) => part !== undefined).join(mac ? "" : "+");
}
