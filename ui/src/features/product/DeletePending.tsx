// Deleting the submission that stands open at Microsoft: one dialog with the facts; a copy goes into History first.

import { useTranslation } from "react-i18next";
import type { ProductView } from "@/bindings";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { keyOf, useDo } from "@/data/ask.ts";

export function DeletePending({ view, open, onClose }: { view: ProductView; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("product");
  const { row, ribbon } = view;
  const remove = useDo("pending_delete", (next, client) => {
    client.setQueryData(keyOf("product", row.id), next);
    onClose();
  });
  const name = ribbon.microsoft?.friendly_name ?? ribbon.microsoft?.submission ?? "";
  return (
    <ConfirmDialog
      open={open}
      danger
      title={t("deleteDialog.title", { product: row.name })}
      mark={<ProductMark name={row.name} size={48} />}
      subtitle={`${row.store_id} · ${view.account_name}`}
      facts={[
        { text: t("deleteDialog.what", { name }) },
        { text: t("deleteDialog.live") },
        { text: t("deleteDialog.copy") },
        { text: t("deleteDialog.draft") },
      ]}
      act={t("deleteDialog.act")}
      safe={t("deleteDialog.safe")}
      busy={remove.isPending}
      onAct={() => !remove.isPending && remove.mutate(row.id)}
      onSafe={onClose}
    >
      {remove.error && <ProblemBar problem={remove.error.problem} about={{ product: row.id }} />}
    </ConfirmDialog>
  );
}
