// The pages of a draft's sections: which there are, in which order, and their icons. The core lists the sections of an open
// draft; before it is open, its kind tells all but whether an app is a game.

import { Box20Filled, Box20Regular } from "@fluentui/react-icons/svg/box";
import { Games20Filled, Games20Regular } from "@fluentui/react-icons/svg/games";
import { Image20Filled, Image20Regular } from "@fluentui/react-icons/svg/image";
import { Money20Filled, Money20Regular } from "@fluentui/react-icons/svg/money";
import { Options20Filled, Options20Regular } from "@fluentui/react-icons/svg/options";
import { Tag20Filled, Tag20Regular } from "@fluentui/react-icons/svg/tag";
import { TextAlignLeft20Filled, TextAlignLeft20Regular } from "@fluentui/react-icons/svg/text-align-left";
import { type ComponentType, useCallback, useSyncExternalStore } from "react";
import type { Section } from "@/bindings";
import type { DraftStore } from "@/data/draft.ts";
import { presentDraft } from "@/data/drafts.tsx";
import { type Kind, kindOf } from "@/data/kind.ts";
import { useSignal } from "@/data/signals.ts";

export type SectionPage = Exclude<Section, "other">;

type Icon = ComponentType<{ className?: string; "aria-hidden"?: true }>;

export const SECTION_ICONS: Record<SectionPage, { regular: Icon; filled: Icon }> = {
  packages: { regular: Box20Regular, filled: Box20Filled },
  listing: { regular: TextAlignLeft20Regular, filled: TextAlignLeft20Filled },
  images: { regular: Image20Regular, filled: Image20Filled },
  price: { regular: Money20Regular, filled: Money20Filled },
  properties: { regular: Tag20Regular, filled: Tag20Filled },
  game: { regular: Games20Regular, filled: Games20Filled },
  options: { regular: Options20Regular, filled: Options20Filled },
};

/** As the core's `Section::pages` has them. */
const PAGES: Record<Kind, readonly SectionPage[]> = {
  app: ["packages", "listing", "images", "price", "properties", "options"],
  addOn: ["listing", "price", "properties", "options"],
  flight: ["packages", "options"],
};

/** The pages of a draft of this product, in the order shown. */
export function sectionsOf(product: string, draft: DraftStore | null): readonly SectionPage[] {
  const listed = draft?.view.product === product ? draft.standing.sections : [];
  const pages = listed.flatMap(({ section }) => (section === "other" ? [] : [section]));
  return pages.length > 0 ? pages : PAGES[kindOf(product)];
}

export function useSections(product: string): readonly SectionPage[] {
  const draft = useSignal(presentDraft);
  // A text, because a new list of the same pages would be a new value at every look.
  const pages = useSyncExternalStore(
    draft?.subscribeWhole ?? still,
    useCallback(() => sectionsOf(product, draft).join(" "), [product, draft]),
  );
  return pages.split(" ") as SectionPage[];
}

const still = () => () => {};
