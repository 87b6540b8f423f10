// The addresses of the services: the public ones, and how one base address on this computer stands for all of them.
// Whether an address may be used is the core's verdict.

import type { EndpointsView } from "@/bindings";

export const BASES = ["login", "store", "marketplace", "graph"] as const;
export type Base = (typeof BASES)[number];
export type AddressName = Base | "resource";

const HOSTS: Record<Base, string> = {
  login: "login.microsoftonline.com",
  store: "manage.devcenter.microsoft.com",
  marketplace: "api.partner.microsoft.com",
  graph: "graph.microsoft.com",
};

export const PUBLIC: EndpointsView = {
  kind: "public",
  login: `https://${HOSTS.login}`,
  store: `https://${HOSTS.store}`,
  marketplace: `https://${HOSTS.marketplace}`,
  graph: `https://${HOSTS.graph}`,
  resource: "https://manage.devcenter.microsoft.com",
};

/** All four bases below one address of this computer, each under its public host name; undefined for any other address. */
export function spread(typed: string): Pick<EndpointsView, Base> | undefined {
  const base = typed.trim().replace(/\/+$/, "");
  if (!URL.canParse(base)) return undefined;
  const { protocol, hostname, pathname } = new URL(base);
  const here = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  // With a path it is one service's own address and stands for itself.
  if (!here || !/^https?:$/.test(protocol) || pathname !== "/") return undefined;
  return {
    login: `${base}/${HOSTS.login}`,
    store: `${base}/${HOSTS.store}`,
    marketplace: `${base}/${HOSTS.marketplace}`,
    graph: `${base}/${HOSTS.graph}`,
  };
}
