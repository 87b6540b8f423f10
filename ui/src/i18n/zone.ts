// The time zone of this computer in words, for moments that bind: which zone a typed time means, and what that is in UTC.

import { useMemo } from "react";
import { formatTime } from "./format.ts";
import { useFormat } from "./useFormat.ts";

const LOCALE = { en: "en-GB", fr: "fr-FR" } as const;

export interface Zone {
  /** "Central European Standard Time", « heure normale d’Europe centrale »; of winter or summer as the moment says. */
  name: string;
  /** The moment's time in UTC, "" without one. */
  utc: string;
}

/** `at` is an ISO instant; without one the zone's name of today is meant. */
export function useZone(at: string | undefined): Zone {
  const { language } = useFormat();
  return useMemo(() => {
    const moment = at === undefined ? new Date() : new Date(at);
    const parts = new Intl.DateTimeFormat(LOCALE[language], { timeZoneName: "long" }).formatToParts(moment);
    return {
      name: parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC",
      utc: at === undefined ? "" : formatTime(moment, language, { now: moment, zone: "UTC" }),
    };
  }, [at, language]);
}
