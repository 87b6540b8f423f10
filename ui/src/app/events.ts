// Joins the door's events to the cache, the open drafts, the menu and the language.

import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "@/bindings";
import type { Drafts } from "@/data/drafts.tsx";
import { apply } from "@/data/events.ts";
import type { Host } from "@/host/host.ts";
import { changeWords } from "@/i18n/index.ts";
import { menuChosen } from "./menu.ts";

export function connectEvents(host: Host, client: QueryClient, drafts: Drafts): () => void {
  return host.watch((event) => {
    if (event.event === "snapshot") {
      drafts.forget();
      void changeWords(languageOf(event.session));
    }
    apply(event, client, {
      menu: (name) => menuChosen.set({ name }),
      draft: (draft, revision) =>
        void drafts
          .get(draft)
          ?.reload(revision)
          .catch(() => {}),
    });
  });
}

/** The language that a session means. */
export function languageOf(session: Pick<Session, "settings" | "system_language">): "en" | "fr" {
  const { language } = session.settings;
  return language === "system" ? session.system_language : language;
}
