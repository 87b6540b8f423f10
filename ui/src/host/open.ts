// Which door: the program's when the page stands in its window, the fake one when a browser shows the page alone under
// the development server. A built page without a program around it has neither and says so by failing to start.

import type { Host } from "./host.ts";

export async function openHost(): Promise<Host> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { demoHost } = await import("./demo.ts");
    return demoHost();
  }
  const { tauriHost } = await import("./tauri.ts");
  return tauriHost();
}
