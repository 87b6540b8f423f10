// The table of format.ts in the language of the window.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import * as table from "./format.ts";

/** Bound to the present language; dates are read against the moment of the call. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language: table.Language = i18n.language === "fr" ? "fr" : "en";
  return useMemo(() => {
    const clock = () => ({ now: new Date() });
    const at = (value: string | Date) => (typeof value === "string" ? new Date(value) : value);
    return {
      language,
      number: (value: number, digits?: number) => table.formatNumber(value, language, digits),
      percent: (hundredths: number) => table.formatPercent(hundredths, language),
      bytes: (bytes: number) => table.formatBytes(bytes, language),
      time: (value: string | Date) => table.formatTime(at(value), language, clock()),
      day: (value: string | Date) => table.formatDay(at(value), language, clock()),
      date: (value: string | Date) => table.formatDate(at(value), language, clock()),
      dateTime: (value: string | Date) => table.formatDateTime(at(value), language, clock()),
      when: (value: string | Date) => table.formatWhen(at(value), language, clock()),
      deadline: (value: string | Date) => table.formatDeadline(at(value), language, clock()),
      relative: (value: string | Date) => table.formatRelative(at(value), language, clock()),
      duration: (seconds: number) => table.formatDuration(seconds, language),
      list: (items: readonly string[]) => table.formatList(items, language),
      languageName: (tag: string) => {
        const known = i18n.getResource(language, "states", `language.${tag.toLowerCase()}`) as string | undefined;
        return known ?? table.formatLanguageName(tag, language);
      },
    };
  }, [language, i18n]);
}
