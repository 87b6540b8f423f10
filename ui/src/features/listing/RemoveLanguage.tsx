// A language leaves the listing: with it goes a page of the Store. One dialog, with what goes and what stays.

import { useTranslation } from "react-i18next";
import { wordsAt } from "@/app/language.ts";
import { announce } from "@/app/live.ts";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useDo } from "@/data/ask.ts";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import type { Progress } from "./progress.ts";

export interface RemoveLanguageProps {
  progress: Progress;
  onRemoved(): void;
  onClose(): void;
}

export function RemoveLanguage({ progress, onRemoved, onClose }: RemoveLanguageProps) {
  const { t } = useTranslation("listing");
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const { language, texts, images } = progress;
  const name = format.languageName(language);
  const remove = useDo("language_remove", (saved) => {
    draft.absorb(saved);
    announce(t("removed", { name }));
    onRemoved();
  });
  // A language that is not live differs from nothing in every value, its description included.
  const isNew = view.standing.differences.some(
    ({ pointer, before }) => pointer === wordsAt(view.product, language, "description") && before === undefined,
  );
  const facts = [
    isNew ? t("removeFact.notLive") : t("removeFact.live", { name, product: view.product_name }),
    t("removeFact.texts", { count: texts }),
    t("removeFact.images", { count: images }),
    t("removeFact.stays"),
    t("removeFact.undo"),
  ];
  return (
    <ConfirmDialog
      open
      title={t("removeTitle", { name, product: view.product_name })}
      mark={<ProductMark name={view.product_name} />}
      subtitle={`${view.store_id}, ${view.account_name}`}
      facts={facts.map((text) => ({ text }))}
      act={t("remove")}
      safe={t("keep")}
      danger
      busy={remove.isPending}
      onAct={() => {
        const send = () => remove.mutate({ draft: draft.id, language });
        draft.flush().then(send, send);
      }}
      onSafe={onClose}
    >
      {remove.error && <ProblemBar problem={remove.error.problem} />}
    </ConfirmDialog>
  );
}
