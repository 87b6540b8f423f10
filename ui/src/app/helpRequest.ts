// Asking for help from anywhere: what the dialog is about. Empty: the keys and the way to support.

import type { HelpRequest } from "@/bindings";
import { Signal } from "@/data/signals.ts";

export const helpAsked = new Signal<HelpRequest | null>(null);

export function askForHelp(about: HelpRequest): void {
  helpAsked.set(about);
}
