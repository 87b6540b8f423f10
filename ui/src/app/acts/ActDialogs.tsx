// The dialog of an act, wherever it was asked from. One is open at a time.

import { useSignal } from "@/data/signals.ts";
import { ActDialog } from "./ActDialog.tsx";
import { asked } from "./act.ts";
import { SaleDialog } from "./SaleDialog.tsx";

export function ActDialogs() {
  const open = useSignal(asked);
  if (!open) return null;
  return open.kind === "act" ? <ActDialog sheet={open.sheet} /> : <SaleDialog {...open} />;
}
