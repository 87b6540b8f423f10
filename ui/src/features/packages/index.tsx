import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page.tsx";

export function PackagesPage() {
  const { t } = useTranslation("shell");
  return <Page title={t("nav.packages")} />;
}
