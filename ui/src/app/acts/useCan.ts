// Whether a command of a product can be done now, as the core says; and when it cannot, the problem that says why.

import type { CommandName, Problem, ProductView } from "@/bindings";
import { useSession } from "@/data/ask.ts";

const OFFLINE: Problem = { code: "service.offline", severity: "must", pointer: "", params: {} };

/** `undefined`: not offered at all. `null`: nothing stands in the way. */
export function useCan(view: ProductView): (name: CommandName) => Problem | null | undefined {
  const offline = Boolean(useSession()?.offline_since);
  return (name) => {
    const can = view.commands.find((command) => command.name === name)?.can;
    if (!can) return undefined;
    if (can.state === "notPossible") return can.because;
    return offline ? OFFLINE : null;
  };
}
