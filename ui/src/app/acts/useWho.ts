// Whom a rollout reaches: the testers of a flight, else the customers. Taken for one another, a test looks like a release.

import { useTranslation } from "react-i18next";
import { kindOf } from "@/data/kind.ts";

export function useWho(product: string): string {
  const { t } = useTranslation("rollout");
  return t(kindOf(product) === "flight" ? "who.testers" : "who.customers");
}
