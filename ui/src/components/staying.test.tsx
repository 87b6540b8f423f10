// The header of a page stays with its buttons, and the page knows how much it covers.

import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { renderPart } from "@/test/render.tsx";
import { Page } from "./Page.tsx";
import { covered } from "./staying.ts";

const HEIGHT = 156;

/** happy-dom lays nothing out: the header is as high as told, and sticky as its style sheet would make it. */
function laidOut(position: string) {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(HEIGHT);
  const plain = window.getComputedStyle.bind(window);
  vi.spyOn(window, "getComputedStyle").mockImplementation((element) =>
    element.tagName === "HEADER" ? ({ position } as CSSStyleDeclaration) : plain(element),
  );
}
afterEach(() => vi.restoreAllMocks());

const page = (more: { actions?: string; rolls?: boolean }) => (
  <main id="page">
    <Page title="Packages" {...more} />
  </main>
);
const head = () => screen.getByText("Packages").closest("header") as HTMLElement;

test("with buttons it stays, keeps its height free, and knows when something is behind it", async () => {
  laidOut("sticky");
  const { unmount } = await renderPart(page({ actions: "Review" }));
  const main = document.getElementById("page") as HTMLElement;
  expect(head().dataset).toMatchObject({ stays: "true", stuck: "false" });
  expect(covered()).toBe(HEIGHT);
  main.scrollTop = 30;
  main.dispatchEvent(new Event("scroll"));
  expect(head().dataset.stuck).toBe("true");
  unmount();
  expect(main.style.getPropertyValue("--vt-head")).toBe("");
});

test("in a window too low for it nothing is kept free", async () => {
  laidOut("static");
  await renderPart(page({ actions: "Review" }));
  expect(covered()).toBe(0);
});

test("without buttons, or with a picture in their place, it scrolls away", async () => {
  laidOut("sticky");
  const first = await renderPart(page({}));
  expect(head().dataset.stays).toBe("false");
  expect(covered()).toBe(0);
  first.unmount();
  await renderPart(page({ actions: "The sill", rolls: true }));
  expect(head().dataset.stays).toBe("false");
  expect(covered()).toBe(0);
});

test("of a header in lines only the last one stays, and the others come back for the focus", async () => {
  laidOut("sticky");
  const places: Record<string, number> = { HEADER: -80, H1: -70, BUTTON: -40, SPAN: 0 };
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
    return new DOMRect(0, places[this.tagName] ?? 0, 100, 24);
  });
  await renderPart(
    <main id="page">
      <Page
        title="Packages"
        actions={
          <>
            <button type="button">Language</button>
            <span>
              <input aria-label="Review" />
            </span>
          </>
        }
      />
    </main>,
  );
  const main = document.getElementById("page") as HTMLElement;
  // The last line begins 80 pixels below the header's edge, and keeps 8 of them.
  expect(head().style.top).toBe("-72px");
  expect(covered()).toBe(HEIGHT - 72);
  main.scrollTop = 90;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  screen.getByLabelText("Review").focus();
  await frame();
  expect(main.scrollTop, "what is in sight does not move the page").toBe(90);
  screen.getByText("Language").focus();
  await waitFor(() => expect(main.scrollTop).toBe(0));
});
