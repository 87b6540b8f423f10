import { describe, expect, it, vi } from "vitest";
import { keepPlace, returnTo, withField } from "./left.ts";

describe("the place of the caret", () => {
  it("is the page with the field that a link would ask for", () => {
    expect(
      withField("/products/store:X/draft/listing?language=de-de&field=%2Fold", "/listings/de-de/baseListing/title"),
    ).toBe("/products/store:X/draft/listing?language=de-de&field=%2Flistings%2Fde-de%2FbaseListing%2Ftitle");
  });

  it("is kept once the caret rests in a field of a draft, and only then", () => {
    vi.useFakeTimers();
    document.body.innerHTML = `<label data-pointer="/notes"><textarea></textarea></label><button>Other</button>`;
    const call = vi.fn(() => Promise.resolve(null));
    const stop = keepPlace({ call } as never, { here: () => "/products/store:X/draft/options" });
    document.querySelector("button")?.focus();
    document.querySelector("textarea")?.focus();
    expect(call).not.toHaveBeenCalled();
    vi.advanceTimersByTime(400);
    expect(call.mock.calls).toEqual([["place_keep", "/products/store:X/draft/options?field=%2Fnotes"]]);
    stop();
    vi.useRealTimers();
  });

  it("is returned to from the first page only", () => {
    const go = vi.fn();
    returnTo(null, { here: () => "/", go });
    returnTo("/products/store:X/draft", { here: () => "/products", go });
    expect(go).not.toHaveBeenCalled();
    returnTo("/products/store:X/draft", { here: () => "/", go });
    expect(go).toHaveBeenCalledExactlyOnceWith("/products/store:X/draft");
  });
});
