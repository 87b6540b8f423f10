// Where the caret stands, kept by the core: a run that ends without being closed begins again in the same field.
//
// Only fields of a draft are kept; a run that is closed begins at Home.

import type { Host } from "@/host/host.ts";

/** What this needs of the router. */
export interface Places {
  /** The present address, for example `/products/store:X/draft/listing?language=de-de`. */
  here(): string;
  go(address: string): void;
}

/** A caret that moves on is kept once it has rested this long, ms. */
const REST = 300;

/** Keeps the place of the caret from now on. Answers how to stop. */
export function keepPlace(host: Pick<Host, "call">, places: Pick<Places, "here">): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moved = (event: FocusEvent) => {
    const field = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-pointer]") : null;
    const pointer = field?.dataset.pointer;
    const here = places.here();
    if (pointer === undefined || !here.startsWith("/products/")) return;
    const address = withField(here, pointer);
    clearTimeout(timer);
    timer = setTimeout(() => void host.call("place_keep", address).catch(() => {}), REST);
  };
  document.addEventListener("focusin", moved);
  return () => {
    document.removeEventListener("focusin", moved);
    clearTimeout(timer);
  };
}

/** Goes where the last run was left, unless the person or a link has gone somewhere already. */
export function returnTo(leftAt: string | null, places: Places): void {
  if (leftAt !== null && places.here() === "/") places.go(leftAt);
}

/** The same page, with the field that a link would ask for. */
export function withField(address: string, pointer: string): string {
  const [path = "/", query = ""] = address.split("?", 2);
  const search = new URLSearchParams(query);
  search.set("field", pointer);
  return `${path}?${search}`;
}
