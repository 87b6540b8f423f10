// Inside a dialog: which control has the focus when it opens. Fluent gives it to the first one, which may be the one that
// acts; this has the last word, because Fluent's own effect runs before the next frame.

import { type RefObject, useEffect } from "react";

export function FocusOnce({ on }: { on: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const frame = requestAnimationFrame(() => on.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [on]);
  return null;
}
