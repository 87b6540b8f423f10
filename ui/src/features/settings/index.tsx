import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page.tsx";

export function SettingsPage() {
  const { t } = useTranslation("shell");
  return <Page title={t("nav.settings")} />;
}

export function AboutPage() {
  const { t } = useTranslation("shell");
  return <Page title={t("nav.about")} />;
}
