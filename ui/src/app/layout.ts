// How much room there is: the navigation is whole from 1007 px on (unless the person collapsed it), a rail down to
// 640 px, and an overlay below.

import { useSyncExternalStore } from "react";

export type NavigationForm = "whole" | "rail" | "overlay";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export function useNavigationForm(rail: boolean): NavigationForm {
  const wide = useMedia("(min-width: 1007px)");
  const overlay = useMedia("(max-width: 639px)");
  if (overlay) return "overlay";
  return wide && !rail ? "whole" : "rail";
}
