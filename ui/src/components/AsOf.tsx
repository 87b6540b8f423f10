// When something was read: a time today, else the day with it. Every figure of a service carries one.

import { useTranslation } from "react-i18next";

export function AsOf({ at, reading = false }: { at: string | null; reading?: boolean }) {
  const { t } = useTranslation("common");
  if (reading) return <span>{t("asOf.reading")}</span>;
  if (at === null) return <span>{t("asOf.never")}</span>;
  const today = new Date(at).toDateString() === new Date().toDateString();
  return <time dateTime={at}>{today ? t("asOf.today", { time: at }) : t("asOf.day", { moment: at })}</time>;
}
