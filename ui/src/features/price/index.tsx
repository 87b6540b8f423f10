// What a product costs, who finds it and where it is sold. Add-ons share the page; they have no trial.

import { useTranslation } from "react-i18next";
import { DraftFormPage } from "@/app/DraftFormPage.tsx";
import { useStep } from "@/app/walk.ts";
import { DraftChoice } from "@/components/DraftChoice.tsx";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { kindOf } from "@/data/kind.ts";
import { PRICE, priceOf } from "@/data/tiers.ts";
import { useAmounts } from "@/data/useAmounts.ts";
import { BasePrice } from "./BasePrice.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { Markets } from "./Markets.tsx";
import { PriceTable } from "./PriceTable.tsx";
import { Visibility } from "./Visibility.tsx";

export function PricePage() {
  const { t } = useTranslation("price");
  const { product } = useDraftView();
  const step = useStep();
  const amounts = useAmounts(product);
  const tables = useAsk("store_tables", null);
  return (
    <DraftFormPage page="price" title={t("title")}>
      {tables.error && <ProblemBar problem={tables.error.problem} onRetry={() => void tables.refetch()} />}
      {step !== "markets" && (
        <>
          <Section title={t("price")}>
            <BasePrice amounts={amounts} />
            {kindOf(product) === "app" && <Trial periods={tables.data?.trial_periods ?? []} />}
          </Section>
          <PriceTable amounts={amounts} />
          <Section title={t("visibility.title")}>
            <Visibility />
          </Section>
        </>
      )}
      {step !== "price" && <Markets amounts={amounts} />}
      {step !== "markets" && <Elsewhere />}
    </DraftFormPage>
  );
}

function Trial({ periods }: { periods: readonly string[] }) {
  const { t } = useTranslation("price");
  const free = priceOf(useField<unknown>(PRICE).value).kind === "free";
  return (
    <DraftChoice
      pointer="/pricing/trialPeriod"
      label={t("trial.label")}
      hint={free ? t("trial.free") : t("trial.hint")}
      choices={periods}
      nameOf={(period) => t(`trial.period.${period}` as "trial.period.OneDay", { defaultValue: period })}
      empty={t("trial.empty")}
    />
  );
}
