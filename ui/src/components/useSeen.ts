// When Vitrine looked and what the service said, as the sentence behind a state. The service gives no times of its own.

import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { StateSeen } from "@/bindings";

export function seenSentence(seen: StateSeen, t: TFunction<"states">): string {
  const looked = t("seen", { moment: seen.seen_at, sinceMoment: seen.first_seen_at });
  return seen.state === "unknown" ? looked : `${t("raw", { raw: seen.raw })} ${looked}`;
}

export function useSeen(): (seen: StateSeen) => string {
  const { t } = useTranslation("states");
  return (seen) => seenSentence(seen, t);
}
