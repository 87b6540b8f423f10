// Where the address of a page stands: after the `#`. The library's own hash history takes the query before the `#` for
// its own as well; there the program writes what is needed before the first paint, and it must not leak into pages.

import { createBrowserHistory, type HistoryLocation, type RouterHistory } from "@tanstack/react-router";

export function hashHistory(): RouterHistory {
  return createBrowserHistory({
    parseLocation: () => locationOf(window.location.hash, window.history.state),
    createHref: (path) => `${window.location.pathname}${window.location.search}#${path}`,
  });
}

/** The location in a hash such as `#/products?language=fr-fr`; the first page when there is none. */
export function locationOf(hash: string, state: HistoryLocation["state"] | null): HistoryLocation {
  const href = hash.replace(/^#/, "") || "/";
  const at = href.indexOf("?");
  const pathname = at < 0 ? href : href.slice(0, at);
  return { href, pathname, search: at < 0 ? "" : href.slice(at), hash: "", state: state ?? { __TSR_index: 0 } };
}
