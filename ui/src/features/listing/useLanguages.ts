// From one language of a listing to another: by the strip, by the dialog, by the keys.

import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { controlAt } from "@/app/arrival.ts";
import { wordsAt } from "@/app/language.ts";
import { announce } from "@/app/live.ts";
import { useStep } from "@/app/walk.ts";
import { useDraftView } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import { useMarkWords } from "./LanguageStrip.tsx";
import type { Progress } from "./progress.ts";

/** To another language, in the same field when one has the focus, else with the focus where it is. */
export function useGo(progress: readonly Progress[]): (language: string, guide?: string) => void {
  const { t } = useTranslation("listing");
  const { product } = useDraftView();
  const format = useFormat();
  const navigate = useNavigate();
  const step = useStep();
  const words = useMarkWords();
  const latest = useRef({ progress, words, t, format, step });
  latest.current = { progress, words, t, format, step };
  return useCallback(
    (language, guide) => {
      const { step: here } = latest.current;
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      const name = fieldOf(focused);
      const walking = guide ?? here;
      void navigate({
        to: "/products/$product/listing",
        params: { product },
        search: { language, ...(walking ? { guide: walking } : {}) },
        replace: guide === undefined,
      }).then(() => {
        if (guide !== undefined) return;
        const control = name === undefined ? null : controlAt(wordsAt(product, language, name));
        (control ?? (focused?.isConnected ? focused : null))?.focus();
        const { progress: all, words: say, t: tell, format: table } = latest.current;
        const at = all.findIndex((one) => one.language === language);
        const one = all[at];
        if (one) {
          announce(tell("gone", { name: table.languageName(language), n: at + 1, m: all.length, state: say(one) }));
        }
      });
    },
    [navigate, product],
  );
}

function fieldOf(element: HTMLElement | null): string | undefined {
  const at = element?.closest<HTMLElement>("[data-pointer]")?.dataset.pointer;
  const [top, , first, second] = (at ?? "").slice(1).split("/");
  if (top !== "listings") return undefined;
  return first === "baseListing" ? second : first;
}

/** Alt+Page Down and Alt+Page Up: the next and the previous language. */
export function useLanguageKeys(
  progress: readonly Progress[],
  language: string | undefined,
  go: (language: string) => void,
) {
  const latest = useRef({ progress, language, go });
  latest.current = { progress, language, go };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const way = { PageDown: 1, PageUp: -1 }[event.key];
      if (way === undefined || document.querySelector('[aria-modal="true"]')) return;
      event.preventDefault();
      const { progress: all, language: here, go: to } = latest.current;
      const next = all[all.findIndex((one) => one.language === here) + way];
      if (next) to(next.language);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
