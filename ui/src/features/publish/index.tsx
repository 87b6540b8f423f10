import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page.tsx";

export function PublishPage() {
  const { t } = useTranslation("shell");
  return <Page title={t("nav.publish")} />;
}
