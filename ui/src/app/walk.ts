// *Guide me*: the pages of a draft one after the other. The same pages, in a fixed order, with the place kept in the draft;
// the person may leave at any step and finds it again.

import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { DraftStore } from "@/data/draft.ts";
import { Signal } from "@/data/signals.ts";
import { useHost } from "@/host/context.tsx";
import type { DraftPage } from "./pages.ts";

/** Every step there is, in order. */
const STEPS = [
  "packages",
  "release",
  "texts",
  "details",
  "languages",
  "images",
  "price",
  "markets",
  "properties",
  "game",
  "notes",
  "when",
  "review",
] as const;

export type WalkStep = (typeof STEPS)[number];

const PAGE: Record<WalkStep, DraftPage> = {
  packages: "packages",
  release: "packages",
  texts: "listing",
  details: "listing",
  languages: "listing",
  images: "images",
  price: "price",
  markets: "price",
  properties: "properties",
  game: "game",
  notes: "options",
  when: "options",
  review: "review",
};

/** Of an app only: an add-on's few words are one step. */
const APPS: readonly WalkStep[] = ["details", "languages"];

const isStep = (name: unknown): name is WalkStep => STEPS.includes(name as WalkStep);

/** The steps of a draft: those of the sections that its kind has. */
export function stepsOf({ product, standing }: Pick<DraftStore["view"], "product" | "standing">): readonly WalkStep[] {
  const pages = new Set<string>(standing.sections.map((section) => section.section));
  const app = product.startsWith("store:");
  return STEPS.filter((step) => (PAGE[step] === "review" || pages.has(PAGE[step])) && (app || !APPS.includes(step)));
}

/** Places of this run, newer than what the draft said when it was opened. */
const places = new Signal<ReadonlyMap<string, WalkStep | null>>(new Map());

/** Where the walk of a draft was left; null at the beginning. */
export function placeKept(draft: DraftStore): WalkStep | null {
  const here = places.value.get(draft.id);
  if (here !== undefined) return here;
  const kept = draft.view.guide_place;
  return isStep(kept) && stepsOf(draft.view).includes(kept) ? kept : null;
}

/** The step of this page when it is part of a walk. */
export function useStep(): WalkStep | null {
  const asked = useSearch({ strict: false, select: (search) => search.guide });
  return isStep(asked) ? asked : null;
}

export interface Walk {
  go(step: WalkStep): void;
  leave(): void;
}

export function useWalk(draft: DraftStore): Walk {
  const host = useHost();
  const navigate = useNavigate();
  const { product } = draft.view;
  const go = useCallback(
    (step: WalkStep) => {
      // The last step ends the walk: the next one begins at the beginning.
      const place = step === "review" ? null : step;
      places.set(new Map(places.value).set(draft.id, place));
      // The place is a comfort: a walk goes on when it cannot be kept.
      host.call("draft_guide", { draft: draft.id, place }).catch(() => {});
      void navigate({ to: `/products/$product/${PAGE[step]}`, params: { product }, search: { guide: step } });
    },
    [host, navigate, draft.id, product],
  );
  const leave = useCallback(
    () => void navigate({ to: "/products/$product/draft", params: { product } }),
    [navigate, product],
  );
  return { go, leave };
}
