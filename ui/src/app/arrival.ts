// Where the focus goes when a page opens, and where it returns to.
//
// Forward: to the field that the address asks for (`field`, a JSON Pointer), else to the H1. Back: to the control that
// opened the page one left, at the same scroll position. Content may come later than the page, so a wished element is
// waited for, until the person moves the focus themselves.

import type { RouterHistory } from "@tanstack/react-router";

interface Trace {
  /** Child positions from the body down to the control. */
  path: readonly number[] | null;
  /** What the control was, so that another one in its place is not taken for it. */
  label: string;
  scroll: number;
}

const traces = new Map<string, Trace>();
let returning: Trace | null = null;
let stopWaiting: (() => void) | null = null;

const scroller = () => document.getElementById("page");

/** Learns from the history whether the next page is a return. Called once. */
export function followHistory(history: RouterHistory): () => void {
  return history.subscribe(({ location, action }) => {
    const back = action.type === "BACK" || action.type === "GO";
    returning = back ? (traces.get(location.state.__TSR_key ?? "") ?? null) : null;
  });
}

/** Keeps the focused control of the page that is being left. Called before the location changes. */
export function leave(key: string | undefined): void {
  if (key === undefined) return;
  const root = document.body;
  const active = document.activeElement;
  traces.set(key, {
    path: active && active !== root ? pathTo(root, active) : null,
    label: labelOf(active),
    scroll: scroller()?.scrollTop ?? 0,
  });
}

/** Brings the focus to its place on a page that has just appeared. */
export function arrive(heading: HTMLElement, field: string | undefined): void {
  stopWaiting?.();
  const trace = returning;
  returning = null;
  heading.focus({ preventScroll: trace !== null });
  if (trace) {
    waitFor(heading, () => {
      const main = scroller();
      if (main) main.scrollTop = trace.scroll;
      const found = trace.path ? follow(document.body, trace.path) : null;
      return found && labelOf(found) === trace.label ? found : null;
    });
  } else if (field !== undefined) {
    waitFor(heading, () => controlAt(field));
  } else {
    scroller()?.scrollTo({ top: 0 });
  }
}

/** The control that edits a pointer, or the nearest one around it; null while it is not there. */
export function controlAt(pointer: string): HTMLElement | null {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(at)}"]`);
    if (!place) continue;
    if (place.matches(CONTROL)) return place;
    return place.querySelector<HTMLElement>(CONTROL) ?? place;
  }
  return null;
}

const CONTROL = "input, textarea, select, button, a[href], [tabindex]";

function waitFor(heading: HTMLElement, find: () => HTMLElement | null): void {
  const stop = () => {
    observer.disconnect();
    document.removeEventListener("keydown", stop, true);
    document.removeEventListener("pointerdown", stop, true);
    stopWaiting = null;
  };
  const attempt = () => {
    const found = find();
    if (!found) return false;
    found.focus();
    found.scrollIntoView({ block: "nearest" });
    stop();
    return true;
  };
  const observer = new MutationObserver(() => {
    // The heading went with its page, or the person went elsewhere: the wish is over.
    if (!heading.isConnected || (document.activeElement !== heading && document.activeElement !== document.body))
      stop();
    else attempt();
  });
  document.addEventListener("keydown", stop, true);
  document.addEventListener("pointerdown", stop, true);
  observer.observe(document.body, { childList: true, subtree: true });
  stopWaiting = stop;
  attempt();
}

function pathTo(root: Element, element: Element): number[] {
  const path: number[] = [];
  for (let at = element; at !== root && at.parentElement; at = at.parentElement) {
    path.unshift([...at.parentElement.children].indexOf(at));
  }
  return path;
}

function follow(root: Element, path: readonly number[]): HTMLElement | null {
  let at: Element | undefined = root;
  for (const index of path) at = at?.children[index];
  return at instanceof HTMLElement ? at : null;
}

function labelOf(element: Element | null): string {
  if (!element) return "";
  return `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 80) ?? ""}`;
}
