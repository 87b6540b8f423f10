// Hands the door to the tree.

import { createContext, use } from "react";
import type { Host } from "./host.ts";

const HostContext = createContext<Host | null>(null);

export const HostProvider = HostContext.Provider;

export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error("useHost stands outside HostProvider");
  return host;
}
