import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page.tsx";

export function WelcomePage() {
  const { t } = useTranslation("shell");
  return <Page title={t("nav.welcome")} />;
}

export function ConnectPage() {
  const { t } = useTranslation("shell");
  return <Page title={t("nav.connect")} />;
}
