// Joins the door's events to the cache, the open drafts, the menu and the language.

import type { QueryClient } from "@tanstack/react-query";
import type { Job, ProductPage, Session } from "@/bindings";
import type { Drafts } from "@/data/drafts.tsx";
import { apply } from "@/data/events.ts";
import type { Host } from "@/host/host.ts";
import { changeWords } from "@/i18n/index.ts";
import { type Places, returnTo } from "./left.ts";
import { menuChosen } from "./menu.ts";

export function connectEvents(host: Host, client: QueryClient, drafts: Drafts, places?: Places): () => void {
  let first = true;
  return host.watch((event) => {
    if (event.event === "snapshot") {
      drafts.forget();
      // Once: later snapshots come from entering and leaving practice.
      if (first && places) returnTo(event.session.left_at, places);
      first = false;
      void changeWords(languageOf(event.session));
    }
    apply(event, client, {
      menu: (name) => menuChosen.set({ name }),
      open: (product, page) => places?.go(`/products/${product}${PAGES[page]}`),
      draft: (draft, revision) =>
        void drafts
          .get(draft)
          ?.reload(revision)
          .catch(() => {}),
    });
    if (event.event === "job") {
      const draft = event.job.draft === null ? undefined : drafts.get(event.job.draft);
      if (draft && (draft.view.locked !== null) !== holdsDraft(event.job)) draft.reload().catch(() => {});
    }
  });
}

/** Where each page of a product stands below it. */
const PAGES: Record<ProductPage, string> = { overview: "", publication: "/publish", review: "/review" };

/** A job that is not over keeps its draft as it was sent (the core's `holds_draft`). */
const holdsDraft = ({ status }: Job) => status === "running" || status === "following" || status === "interrupted";

/** The language that a session means. */
export function languageOf(session: Pick<Session, "settings" | "system_language">): "en" | "fr" {
  const { language } = session.settings;
  return language === "system" ? session.system_language : language;
}
