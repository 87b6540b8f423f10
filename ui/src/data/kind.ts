// Which kind of submission a product's drafts are, from its key. The three kinds share their pages; some fields differ.

export type Kind = "app" | "addOn" | "flight";

const KINDS: Record<string, Kind> = { addon: "addOn", flight: "flight" };

export function kindOf(product: string): Kind {
  return KINDS[product.slice(0, product.indexOf(":"))] ?? "app";
}

/** Where the packages of a draft lie. */
export const packagesAt = (kind: Kind) => (kind === "flight" ? "/flightPackages" : "/applicationPackages");
