// What else Microsoft keeps about prices: read, explained, and not to be changed from here.

import { Open16Regular } from "@fluentui/react-icons/svg/open";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import { useDraftView, useField } from "@/data/drafts.tsx";
import styles from "./price.module.css";

export function Elsewhere() {
  const { t } = useTranslation(["price", "common"]);
  const { product } = useDraftView();
  const advanced = useField<unknown>("/pricing/isAdvancedPricingModel").value;
  const sales = useField<unknown>("/pricing/sales").value;
  const open = useDo("link_open");
  const scale =
    typeof advanced === "boolean"
      ? t(advanced ? "elsewhere.scale.newer" : "elsewhere.scale.older")
      : t("elsewhere.unsaid");
  const count = Array.isArray(sales) ? sales.length : 0;
  return (
    <Section
      title={t("elsewhere.title")}
      side={
        <Button size="small" icon={<Open16Regular />} onClick={() => open.mutate({ to: "partnerCenter", product })}>
          {t("elsewhere.open")}
          <span className="hidden-text">, {t("common:opensOutside")}</span>
        </Button>
      }
    >
      {open.error && <ProblemBar problem={open.error.problem} about={{ product }} />}
      <dl className={styles.elsewhere}>
        <div>
          <dt>{t("elsewhere.scale.name")}</dt>
          <dd>
            {scale}
            <span className={styles.about}>{t("elsewhere.scale.about")}</span>
          </dd>
        </div>
        <div>
          <dt>{t("elsewhere.sales.name")}</dt>
          <dd>
            {count === 0 ? t("elsewhere.sales.none") : t("elsewhere.sales.some", { count })}
            <span className={styles.about}>{t("elsewhere.sales.about")}</span>
          </dd>
        </div>
        <div>
          <dt>{t("elsewhere.free.name")}</dt>
          <dd>
            {t("elsewhere.free.value")}
            <span className={styles.about}>{t("elsewhere.free.about")}</span>
          </dd>
        </div>
      </dl>
    </Section>
  );
}
