// Which door: the program's, or under the development server, when a browser shows the page alone, the demonstration.

import type { Host } from "./host.ts";
import { tauriHost } from "./tauri.ts";

export async function openHost(): Promise<Host> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) return (await import("./demo.ts")).demoHost();
  return tauriHost();
}
