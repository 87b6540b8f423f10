// Who answers for the law of each market: said once for a product, until it was read.

import { Scales20Regular } from "@fluentui/react-icons/svg/scales";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { keyOf, useAsk, useDo } from "@/data/ask.ts";
import { useDraftView } from "@/data/drafts.tsx";
import styles from "./markets.module.css";

export function Duty() {
  const { t } = useTranslation("price");
  const { product } = useDraftView();
  const read = useAsk("market_duty", product);
  const tell = useDo("market_duty_read", (_, client) => client.setQueryData(keyOf("market_duty", product), true));
  if (read.data !== false) return null;
  return (
    <section className={styles.duty} aria-label={t("duty.label")}>
      <Scales20Regular aria-hidden />
      <p>{t("duty.text")}</p>
      <Button size="small" onClick={() => tell.mutate(product)}>
        {t("duty.read")}
      </Button>
    </section>
  );
}
