// What a product is, beside its words: of an app category, hardware and declarations; of an add-on what is sold and for
// how long. What only Partner Center manages stands here to be read.

import { useTranslation } from "react-i18next";
import { DraftFormPage } from "@/app/DraftFormPage.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraftView } from "@/data/drafts.tsx";
import { kindOf } from "@/data/kind.ts";
import { AddOnProperties } from "./AddOnProperties.tsx";
import { AppProperties } from "./AppProperties.tsx";

export function PropertiesPage() {
  const { t } = useTranslation("properties");
  const { product } = useDraftView();
  const tables = useAsk("store_tables", null);
  return (
    <DraftFormPage page="properties" title={t("title")}>
      {tables.error && <ProblemBar problem={tables.error.problem} onRetry={() => void tables.refetch()} />}
      {!tables.data && !tables.error && <Skeleton kind="fields" />}
      {tables.data &&
        (kindOf(product) === "addOn" ? (
          <AddOnProperties tables={tables.data} />
        ) : (
          <AppProperties tables={tables.data} />
        ))}
    </DraftFormPage>
  );
}
