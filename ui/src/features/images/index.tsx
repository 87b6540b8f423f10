import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page.tsx";

export function ImagesPage() {
  const { t } = useTranslation("shell");
  return <Page title={t("nav.images")} />;
}
