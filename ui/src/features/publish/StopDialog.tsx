// Stopping: what it means now, in the core's words. What the job made at Microsoft goes with it.

import { useTranslation } from "react-i18next";
import type { Job } from "@/bindings";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { keyOf, useDo } from "@/data/ask.ts";

export interface StopDialogProps {
  job: Job;
  account: string | undefined;
  open: boolean;
  onClose: () => void;
}

export function StopDialog({ job, account, open, onClose }: StopDialogProps) {
  const { t } = useTranslation("publish");
  const cancel = useDo("job_cancel", (next, client) => {
    client.setQueryData(keyOf("job", next.id), next);
    onClose();
  });
  const { product_name: product, at_microsoft: at } = job;
  const running = job.status === "running";
  const deletes = job.cancel === "deleteDraft";
  const name = at.friendly_name ?? at.submission ?? "";
  return (
    <ConfirmDialog
      open={open}
      danger={deletes}
      title={t(running ? "stopDialog.title" : "stopDialog.titleGiveUp", { product })}
      mark={<ProductMark name={product} size={48} />}
      subtitle={account}
      facts={[
        { text: deletes ? t("stopDialog.whatDelete", { name }) : t("stopDialog.what") },
        ...(account === undefined ? [] : [{ text: t("stopDialog.whose", { account }) }]),
        { text: t("stopDialog.live") },
        ...(job.draft === null ? [] : [{ text: t("stopDialog.draft") }, { text: t("stopDialog.again") }]),
      ]}
      act={t(deletes ? "stopDialog.actDelete" : "stopDialog.act")}
      safe={t(running ? "stopDialog.safe" : "stopDialog.safeLater")}
      busy={cancel.isPending}
      onAct={() => !cancel.isPending && cancel.mutate(job.id)}
      onSafe={onClose}
    >
      {cancel.error && <ProblemBar problem={cancel.error.problem} about={{ product: job.product, job: job.id }} />}
    </ConfirmDialog>
  );
}
