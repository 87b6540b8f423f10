// A submission that stands open at Microsoft: a product has only one. What can be done about it depends on who made it.

import { Warning20Filled } from "@fluentui/react-icons/svg/warning";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenSubmission, ReviewView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { keyOf, useDo } from "@/data/ask.ts";
import styles from "./Review.module.css";

export interface OpenSubmissionCardProps {
  review: ReviewView;
  open: OpenSubmission;
  /** It may be gone now: the review is asked for again. */
  onDone: () => void;
}

export function OpenSubmissionCard({ review, open, onDone }: OpenSubmissionCardProps) {
  const { t } = useTranslation(["review", "common"]);
  const heading = useId();
  const [asking, setAsking] = useState(false);
  const { product, product_name: productName } = review;
  const name = open.friendly_name ?? open.id;
  const here = review.ribbon.microsoft?.submission === open.id && review.ribbon.microsoft.made_here_at !== null;
  const link = useDo("link_open");
  const read = useDo("product_read", (view, client) => {
    client.setQueryData(keyOf("product", product), view);
    onDone();
  });
  const remove = useDo("pending_delete", (view, client) => {
    client.setQueryData(keyOf("product", product), view);
    setAsking(false);
    onDone();
  });
  return (
    <section className={styles.open} aria-labelledby={heading}>
      <Warning20Filled className={styles.warn} aria-hidden />
      <div className={styles.openWords}>
        <h2 id={heading}>{t("open.title")}</h2>
        <p>{t(!open.deletable ? "open.portal" : here ? "open.here" : "open.elsewhere", { name })}</p>
        <div className={styles.acts}>
          {open.deletable && (
            <Button size="small" onClick={() => setAsking(true)}>
              {t("open.delete")}
            </Button>
          )}
          {!here && (
            <Button size="small" onClick={() => link.mutate({ to: "partnerCenter", product })}>
              {t("open.portalAct")}
              <span className="hidden-text">, {t("common:opensOutside")}</span>
            </Button>
          )}
          {!open.deletable && (
            <Button size="small" disabledFocusable={read.isPending} onClick={() => read.mutate(product)}>
              {t("open.again")}
            </Button>
          )}
        </div>
        {(link.error ?? read.error) && (
          <ProblemBar problem={(link.error ?? read.error)?.problem as never} about={{ product }} />
        )}
      </div>
      <ConfirmDialog
        open={asking}
        danger
        title={t("deleteDialog.title", { name, product: productName })}
        mark={<ProductMark name={productName} size={48} />}
        subtitle={`${review.store_id} · ${review.account_name}`}
        facts={[
          { text: t("deleteDialog.what", { name }) },
          { text: t("deleteDialog.whose", { account: review.account_name }) },
          { text: t("deleteDialog.live") },
          { text: t("deleteDialog.copy") },
          { text: t("deleteDialog.draft") },
        ]}
        act={t("deleteDialog.act")}
        safe={t("deleteDialog.safe")}
        busy={remove.isPending}
        onAct={() => !remove.isPending && remove.mutate(product)}
        onSafe={() => setAsking(false)}
      >
        {remove.error && <ProblemBar problem={remove.error.problem} about={{ product }} />}
      </ConfirmDialog>
    </section>
  );
}
