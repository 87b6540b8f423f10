// What submitting brings with it that no single change says.

import { Info20Regular } from "@fluentui/react-icons/svg/info";
import { useTranslation } from "react-i18next";
import type { ReviewView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import styles from "./Review.module.css";

export function Consequences({ review }: { review: ReviewView }) {
  const { t } = useTranslation(["review", "common"]);
  const open = useDo("link_open");
  const { consequences, product } = review;
  if (consequences.length === 0) return null;
  return (
    <>
      {open.error && <ProblemBar problem={open.error.problem} about={{ product }} />}
      <ul className={styles.consequences} aria-label={t("consequence.title")}>
        {consequences.map((one) => (
          <li key={one.says} className={styles.consequence}>
            <Info20Regular aria-hidden />
            <div>
              {one.says === "textsForEveryone" ? (
                <p>{t("consequence.textsForEveryone", { percent: one.percentage })}</p>
              ) : (
                <>
                  <p>{t("consequence.volumePurchase")}</p>
                  <Button size="small" onClick={() => open.mutate({ to: "partnerCenter", product })}>
                    {t("consequence.portal")}
                    <span className="hidden-text">, {t("common:opensOutside")}</span>
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
