// A draft in the whole window, for tests of its pages.

import i18next from "i18next";
import type { FileCard } from "@/bindings";
import { demoRows, demoSession } from "@/host/demo.ts";
import { demoDraft } from "@/host/demoDraft.ts";
import { type FakeAnswers, fakeHost } from "@/host/fake.ts";
import { cards, type FakeDraftOptions, fakeDraft } from "@/host/fakeDraft.ts";
import { formatLanguageName } from "@/i18n/format.ts";
import { renderApp } from "./render.tsx";

const PRODUCT = "store:9NTAILSPINPL";

/** A host that answers for one draft, and what the draft is now. */
export function world(options: Partial<FakeDraftOptions> = {}, more: FakeAnswers = {}) {
  const { view, ...draft } = fakeDraft({ ...demoDraft, ...options });
  const row = demoRows.find((one) => one.id === PRODUCT);
  if (!row) throw new Error(PRODUCT);
  const host = fakeHost({
    ...draft,
    session: () => demoSession,
    home: () => ({
      waiting_for_you: [],
      waiting_for_microsoft: [],
      when_you_have_time: [],
      live: [],
      products: 1,
      accounts: [],
      as_of: null,
    }),
    products: () => ({ rows: demoRows, accounts: [] }),
    product: () => ({
      row,
      account_name: "Contoso SAS",
      ribbon: view().ribbon,
      timeline: [],
      overdue: null,
      problems: [],
      reports: [],
      commands: [{ name: "editDraft", can: { state: "available" } }],
      live_words: null,
      read_at: null,
      parent: null,
      add_on: null,
      flight: null,
      rollout: null,
      advanced_listings: null,
      stopped_by_hand: null,
    }),
    ...more,
  });
  return { host, view };
}

/** A page of that draft in the whole window: `listing?language=fr-fr`. */
export const openDraft = (page: string, options: Partial<FakeDraftOptions> = {}, more: FakeAnswers = {}) => {
  const made = world(options, more);
  return renderApp({ host: made.host, session: demoSession, at: `/products/${PRODUCT}/${page}` }).then((view) => ({
    ...view,
    ...made,
  }));
};

/** What the window calls a language; its names are the catalogue's, not the tests'. */
export const languageName = (tag: string): string =>
  (i18next.getResource("en", "states", `language.${tag}`) as string | undefined) ?? formatLanguageName(tag, "en");

/** A picture that was taken in. */
export const image = (id: string, more: Partial<FileCard> = {}): FileCard => {
  const card: FileCard = {
    id,
    name: `${id}.png`,
    bytes: 1000,
    facts: {
      kind: "image",
      format: "png",
      width: 1920,
      height: 1080,
      depth: 8,
      alpha: false,
      animated: false,
      profile: false,
      orientation: 1,
      trailing: 0,
      bytes: 1000,
      complete: true,
    },
    fit: "fits",
    problems: [],
    slots: ["Screenshot"],
    thumb: `hash-${id}`,
    ...more,
  };
  cards.set(id, card);
  return card;
};
