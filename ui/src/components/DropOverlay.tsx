// Files hang over the window: the awning comes down over the page, a flat veil lies on it, and a card says what was
// understood. The navigation stays in sight. Where nothing understands a drop, it still says so.

import { Box20Regular } from "@fluentui/react-icons/svg/box";
import { Image20Regular } from "@fluentui/react-icons/svg/image";
import { QuestionCircle20Regular } from "@fluentui/react-icons/svg/question-circle";
import { Video20Regular } from "@fluentui/react-icons/svg/video";
import { useTranslation } from "react-i18next";
import type { Dragged } from "@/bindings";
import { Awning } from "./Awning.tsx";
import styles from "./DropOverlay.module.css";

export function DropOverlay({ dragged, product }: { dragged: Dragged; product: string | undefined }) {
  const { t } = useTranslation("common");
  const groups = [
    { count: dragged.images, icon: Image20Regular, label: t("drop.images", { count: dragged.images }) },
    { count: dragged.packages, icon: Box20Regular, label: t("drop.packages", { count: dragged.packages }) },
    { count: dragged.videos, icon: Video20Regular, label: t("drop.videos", { count: dragged.videos }) },
    { count: dragged.others, icon: QuestionCircle20Regular, label: t("drop.others", { count: dragged.others }) },
  ].filter((group) => group.count > 0);
  return (
    <div className={styles.overlay} role="status">
      <Awning className={styles.awning} scallops={24} unroll />
      <div className={styles.card}>
        <p className={styles.title}>{product === undefined ? t("drop.titleNone") : t("drop.title", { product })}</p>
        <ul className={styles.groups}>
          {groups.map(({ icon: Icon, label }) => (
            <li key={label}>
              <Icon aria-hidden />
              <strong>{label}</strong>
            </li>
          ))}
        </ul>
        {dragged.names.length > 0 && <p className={styles.names}>{dragged.names.join(", ")}</p>}
        <p className={styles.note}>{t("drop.nothingYet")}</p>
      </div>
    </div>
  );
}
