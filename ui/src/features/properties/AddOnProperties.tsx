// Of an add-on: what it is and how long it lasts, the words by which the app finds it, and the developer's own data.

import { useTranslation } from "react-i18next";
import type { StoreTables } from "@/bindings";
import { DraftChoice } from "@/components/DraftChoice.tsx";
import { DraftText } from "@/components/DraftText.tsx";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { DraftWords } from "@/components/WordsField.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraftView } from "@/data/drafts.tsx";
import { useValueName } from "@/i18n/values.ts";
import styles from "./properties.module.css";

export function AddOnProperties({ tables }: { tables: StoreTables }) {
  const { t } = useTranslation("properties");
  const valueName = useValueName();
  const { product } = useDraftView();
  const view = useAsk("product", product);
  const limits = useAsk("limits", null);
  const limit = (field: string) => limits.data?.find((one) => one.field === field);
  const facts = view.data?.add_on;
  return (
    <>
      {limits.error && <ProblemBar problem={limits.error.problem} onRetry={() => void limits.refetch()} />}
      <Section title={t("addOn.what")}>
        {facts && (
          <>
            <dl className={styles.facts}>
              <div>
                <dt>{t("addOn.type")}</dt>
                <dd>{valueName("productType", facts.product_type) ?? facts.product_type}</dd>
              </div>
              <div>
                <dt>{t("addOn.productId")}</dt>
                <dd>{facts.product_id}</dd>
              </div>
            </dl>
            <p className={styles.note}>{t("addOn.fixed")}</p>
          </>
        )}
        <DraftChoice
          pointer="/contentType"
          label={t("addOn.contentType")}
          hint={t("addOn.contentTypeHint")}
          choices={tables.content_types}
          nameOf={(one) => valueName("contentType", one) ?? one}
          empty={t("notChosen")}
        />
        <DraftChoice
          pointer="/lifetime"
          label={t("addOn.lifetime")}
          hint={t("addOn.lifetimeHint")}
          choices={tables.lifetimes}
          nameOf={(one) => valueName("lifetime", one) ?? one}
          empty={t("notChosen")}
        />
      </Section>
      <Section title={t("addOn.forTheApp")}>
        <DraftWords
          pointer="/keywords"
          label={t("addOn.keywords")}
          hint={t("addOn.keywordsHint")}
          limit={limit("addOn.keywords")}
        />
        <DraftText
          pointer="/tag"
          label={t("addOn.tag")}
          hint={t("addOn.tagHint")}
          limit={limit("addOn.tag")}
          lines={4}
        />
      </Section>
    </>
  );
}
