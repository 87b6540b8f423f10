// Files land in a draft: planned, placed in one act, told in one message, undone in one step.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { presentLanguage } from "@/app/language.ts";
import { announce } from "@/app/live.ts";
import type { FileCard, FilesWanted, Problem } from "@/bindings";
import { keyOf } from "@/data/ask.ts";
import type { DraftStore } from "@/data/draft.ts";
import { kindOf } from "@/data/kind.ts";
import { Signal } from "@/data/signals.ts";
import { useHost } from "@/host/context.tsx";
import { ProblemError } from "@/host/host.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { counts, type Plan, plan, type Wanted } from "./plan.ts";

/** What became of the latest files; one bar shows it until it is closed. */
export interface Outcome {
  draft: DraftStore;
  language: string | undefined;
  made: Plan;
  /** The revision right after; a later one means that undo would take back something else. */
  revision: number;
  /** Nothing was added at all, because of this. */
  problem?: Problem;
}

export const outcome = new Signal<Outcome | null>(null);

/** A page that reads files of its own kind takes them out of a drop; what it leaves lands in the draft. */
export const taker = new Signal<((files: readonly FileCard[]) => readonly FileCard[]) | null>(null);

const NOTHING: Plan = { placements: [], landed: [], refused: [] };

/** Puts files into a draft. `wanted` is the place that was asked for. */
export function useLand(): (cards: readonly FileCard[], draft: DraftStore, wanted?: Wanted) => Promise<void> {
  const host = useHost();
  const client = useQueryClient();
  const say = useSaying();
  return useCallback(
    async (cards, draft, wanted) => {
      if (cards.length === 0) return;
      const language = presentLanguage(draft.id, draft.standing.languages);
      let made = NOTHING;
      const end = (problem?: Problem) => {
        const told: Outcome = { draft, language, made, revision: draft.view.revision, ...(problem ? { problem } : {}) };
        outcome.set(told);
        announce(say(told));
      };
      if (draft.view.locked) return end(draft.view.locked);
      try {
        const slots = await client.ensureQueryData({
          queryKey: keyOf("slots", null),
          queryFn: () => host.call("slots", null),
        });
        const tables = await client.ensureQueryData({
          queryKey: keyOf("store_tables", null),
          queryFn: () => host.call("store_tables", null),
        });
        const takes = { kind: kindOf(draft.view.product), trailers: tables.trailers_max };
        made = plan(cards, draft, language, slots, wanted, takes);
        if (made.placements.length > 0) {
          // What is typed goes first: the answer below is judged against it, and undo takes back the files alone.
          await draft.flush();
          draft.absorb(await host.call("files_place", { draft: draft.id, placements: made.placements }));
        }
        end();
      } catch (cause) {
        made = NOTHING;
        end(ProblemError.from(cause).problem);
      }
    },
    [host, client, say],
  );
}

/** *Choose files…*: the system's dialog, then the same as a drop. */
export function useChooseFiles(draft: DraftStore, what: FilesWanted, wanted?: Wanted): () => void {
  const host = useHost();
  const land = useLand();
  return useCallback(() => {
    host.call("files_choose", { what }).then(
      (cards) => land(cards, draft, wanted),
      (cause) => {
        const { problem } = ProblemError.from(cause);
        outcome.set({ draft, language: undefined, made: NOTHING, revision: draft.view.revision, problem });
      },
    );
  }, [host, land, draft, what, wanted]);
}

/** The words of an outcome: one sentence for what landed, one for what did not. */
export function useSaying(): (told: Outcome) => string {
  const { t } = useTranslation(["draft", "problems"]);
  const landed = useLandedWords();
  return useCallback(
    (told) => {
      if (told.problem) return `${t("landing.nothing")} ${problemText(told.problem, t).title}.`;
      const parts = [
        told.made.landed.length > 0
          ? `${t("landing.added", { name: told.draft.view.product_name })} ${landed(told)}.`
          : "",
        told.made.refused.length > 0 ? `${t("landing.refused", { count: told.made.refused.length })}` : "",
      ];
      return parts.filter((part) => part !== "").join(" ");
    },
    [t, landed],
  );
}

/** "2 × Desktop screenshot in French (France), 1 package". */
export function useLandedWords(): (told: Outcome) => string {
  const { t } = useTranslation(["draft", "states"]);
  const format = useFormat();
  return useCallback(
    ({ made, language }) => {
      const rows = counts(made.landed).map(({ to, count }) =>
        to === "package" || to === "trailer" || to === "thumbnail"
          ? t(`landing.${to}s`, { count })
          : t("landing.images", {
              count,
              slot: slotName(to, t),
              language: language === undefined ? "" : format.languageName(language),
            }),
      );
      return format.list(rows);
    },
    [t, format],
  );
}

/** A place for images by its own name; the service's word for one that is new. */
export function slotName(imageType: string, t: (...args: never) => unknown): string {
  const say = t as (key: string, options: object) => string;
  return say(`states:slot.${imageType}`, { defaultValue: imageType });
}
