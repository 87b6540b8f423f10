// Throwing a draft away. The journal goes with it, so this is the one thing in a draft that Ctrl+Z cannot bring back.

import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { outcome } from "@/app/landing/land.ts";
import { announce } from "@/app/live.ts";
import { ConfirmDialog, ProblemBar, ProductMark } from "@/components/index.ts";
import { useDo } from "@/data/ask.ts";
import { useDrafts, useDraftView } from "@/data/drafts.tsx";

export function DiscardDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("draft");
  const view = useDraftView();
  const drafts = useDrafts();
  const navigate = useNavigate();
  const name = view.product_name;
  const discard = useDo("draft_discard", (_, client) => {
    announce(t("discard.done", { name }));
    // What landed went with the draft.
    outcome.set(null);
    void navigate({ to: "/products/$product", params: { product: view.product } }).then(() => {
      drafts.drop(view.id);
      void client.invalidateQueries({ queryKey: ["product"] });
    });
  });
  const { differences } = view.standing;
  const facts = [
    t("discard.changes", { count: differences.length }),
    view.ribbon.microsoft?.made_here_at ? t("discard.sentStays") : t("discard.nothingSent"),
    t("discard.live"),
    t("discard.noWayBack"),
  ];
  return (
    <ConfirmDialog
      open={open}
      title={t("discard.title", { name })}
      mark={<ProductMark name={name} />}
      subtitle={`${view.store_id}, ${view.account_name}`}
      facts={facts.map((text) => ({ text }))}
      act={t("discard.act")}
      safe={t("discard.safe")}
      danger
      busy={discard.isPending}
      onAct={() => discard.mutate(view.id)}
      onSafe={onClose}
    >
      {discard.error && <ProblemBar problem={discard.error.problem} />}
    </ConfirmDialog>
  );
}
