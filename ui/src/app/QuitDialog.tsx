// Quitting while something is being sent: what stops, what stays at Microsoft, what can be resumed.

import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { useDo } from "@/data/ask.ts";
import { quitAsked, useSignal } from "@/data/signals.ts";
import { useFormat } from "@/i18n/useFormat.ts";

export function QuitDialog() {
  const { t } = useTranslation("dialogs");
  const { list } = useFormat();
  const jobs = useSignal(quitAsked);
  const quit = useDo("quit");
  const stay = () => quitAsked.set(null);
  const names = list((jobs ?? []).map((job) => job.product_name));
  return (
    <ConfirmDialog
      open={jobs !== null}
      title={t("quit.title")}
      facts={[{ text: t("quit.sending", { names }) }, { text: t("quit.resume") }, { text: t("quit.drafts") }]}
      act={t("quit.act")}
      safe={t("quit.safe")}
      busy={quit.isPending}
      onAct={() => quit.mutate(null)}
      onSafe={stay}
    />
  );
}
