// F6: from pane to pane (navigation, messages, page, side panel, status), back to where the focus was in each.

const last = new WeakMap<Element, HTMLElement>();

/** Remembers the focus of each pane. */
export function followPanes(): () => void {
  const keep = (event: FocusEvent) => {
    const pane = event.target instanceof HTMLElement ? event.target.closest("[data-pane]") : null;
    if (pane && event.target !== pane) last.set(pane, event.target as HTMLElement);
  };
  document.addEventListener("focusin", keep);
  return () => document.removeEventListener("focusin", keep);
}

export function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.childElementCount > 0);
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here < 0 ? 0 : here + step + panes.length) % panes.length];
  if (!next) return;
  const known = last.get(next);
  const first = next.querySelector<HTMLElement>(
    'h1, a[href], button:not([disabled]), input, textarea, select, [tabindex]:not([tabindex="-1"])',
  );
  (known?.isConnected ? known : (first ?? next)).focus();
}
