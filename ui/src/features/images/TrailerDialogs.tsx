// A trailer leaves every language, or gives its place to another video: what goes and what stays, before anything changes.

import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useDraftView } from "@/data/drafts.tsx";
import { isTheirs, type Reel, type Spoken } from "./trailers.ts";

export interface RemoveTrailerProps {
  reel: Reel;
  onRemove(): void;
  onClose(): void;
}

export function RemoveTrailer({ reel, onRemove, onClose }: RemoveTrailerProps) {
  const { t } = useTranslation("images");
  const view = useDraftView();
  const shown = reel.spoken.filter((one) => one.shown);
  const facts = [
    ...(isTheirs(reel)
      ? [t("trailer.removeFact.theirs", { product: view.product_name }), t("trailer.removeFact.gone")]
      : [t("trailer.removeFact.ours"), t("trailer.removeFact.file")]),
    t("trailer.removeFact.languages", { count: shown.length }),
    t("trailer.removeFact.undo"),
  ];
  return (
    <ConfirmDialog
      open
      title={t("trailer.removeTitle", { name: reel.name })}
      mark={<ProductMark name={view.product_name} />}
      subtitle={`${view.product_name}, ${view.store_id}, ${view.account_name}`}
      facts={facts.map((text) => ({ text }))}
      act={t("trailer.removeAct")}
      safe={t("trailer.keep")}
      danger
      onAct={onRemove}
      onSafe={onClose}
    />
  );
}

export interface ReplaceVideoProps {
  reel: Reel;
  /** Languages whose thumbnail only Microsoft holds. */
  lost: readonly Spoken[];
  onReplace(): void;
  onClose(): void;
}

/** Only for a trailer of Microsoft's, which goes with its video. One of this computer's exchanges its video at once. */
export function ReplaceVideo({ reel, lost, onReplace, onClose }: ReplaceVideoProps) {
  const { t } = useTranslation("images");
  const view = useDraftView();
  const facts = [
    t("trailer.replaceFact.theirs", { product: view.product_name }),
    t("trailer.removeFact.gone"),
    t("trailer.replaceFact.titles"),
    ...(lost.length > 0 ? [t("trailer.replaceFact.thumbnails", { count: lost.length })] : []),
    t("trailer.removeFact.undo"),
  ];
  return (
    <ConfirmDialog
      open
      title={t("trailer.replaceTitle", { name: reel.name })}
      mark={<ProductMark name={view.product_name} />}
      subtitle={`${view.product_name}, ${view.store_id}, ${view.account_name}`}
      facts={facts.map((text) => ({ text }))}
      act={t("trailer.replaceAct")}
      safe={t("trailer.keep")}
      danger
      onAct={onReplace}
      onSafe={onClose}
    />
  );
}
