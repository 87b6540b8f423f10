// The header of a page that stays while the page scrolls under it: how much it covers, so that nothing takes the focus
// behind it (`scroll-padding` of the shell, the sticky heads of tables), and whether something is behind it now.
//
// In a narrow window the buttons stand under the title, often in several lines: only the last line stays, which has the
// primary button, or the header would cover a third of the page.

import { type RefObject, useLayoutEffect } from "react";

const COVERED = "--vt-head";

/** Pixels between the upper edge of the page and the line that stays. */
const AIR = 8;

export function useStaying(head: RefObject<HTMLElement | null>, stays: boolean): void {
  useLayoutEffect(() => {
    const element = head.current;
    const page = element?.closest<HTMLElement>("#page");
    if (!element || !page || !stays) return;
    const measure = () => {
      // Where the window is too low for it, the header scrolls away like the rest.
      const sticky = getComputedStyle(element).position === "sticky";
      const away = sticky ? aboveLastLine(element) : 0;
      element.style.top = `${-away}px`;
      page.style.setProperty(COVERED, `${sticky ? element.offsetHeight - away : 0}px`);
      element.dataset.stuck = String(sticky && page.scrollTop > away);
    };
    // A button that went out of sight with the upper lines comes back for whom the Tab key brings there; the engine scrolls
    // for the focus first, and cannot move what is sticky. The title takes the focus on arrival, which scrolls by itself.
    const comeBack = ({ target }: FocusEvent) =>
      requestAnimationFrame(() => {
        if (target !== document.activeElement || !(target instanceof HTMLElement) || target.tagName === "H1") return;
        if (target.getBoundingClientRect().top < page.getBoundingClientRect().top) page.scrollTop = 0;
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(page);
    page.addEventListener("scroll", measure, { passive: true });
    element.addEventListener("focusin", comeBack);
    return () => {
      observer.disconnect();
      page.removeEventListener("scroll", measure);
      element.removeEventListener("focusin", comeBack);
      page.style.removeProperty(COVERED);
    };
  }, [head, stays]);
}

/** Pixels of the header above its last line; nothing while the buttons stand beside the title. */
function aboveLastLine(head: HTMLElement): number {
  const top = head.getBoundingClientRect().top;
  const title = head.querySelector("h1")?.getBoundingClientRect();
  const last = head.lastElementChild?.lastElementChild?.getBoundingClientRect();
  if (!title || !last || last.top < title.bottom) return 0;
  return Math.max(0, Math.round(last.top - top) - AIR);
}

/** Pixels at the top of the page that its header covers. */
export function covered(): number {
  const page = document.getElementById("page");
  return Number.parseFloat(page?.style.getPropertyValue(COVERED) ?? "") || 0;
}
