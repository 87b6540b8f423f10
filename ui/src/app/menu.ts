// The system's menu speaks through here: each choice is a new value, even the same item twice.

import { Signal } from "@/data/signals.ts";

export const menuChosen = new Signal<{ name: string } | null>(null);
