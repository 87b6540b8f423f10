// What exists at Microsoft, as one sentence; said whenever sending stops.

import { useTranslation } from "react-i18next";
import type { AtMicrosoft } from "@/bindings";

export function useAtMicrosoft(): (at: AtMicrosoft) => string {
  const { t } = useTranslation("publish");
  return (at) => {
    const name = at.friendly_name ?? at.submission ?? "";
    if (at.exists === "unknown") return t("exists.unknown");
    if (at.exists === "no") return t("exists.no");
    if (at.committed) return t("exists.committed", { name });
    return t(at.files_sent ? "exists.files" : "exists.draft", { name });
  };
}
