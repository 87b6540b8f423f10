// Images, before and after. Only a picture that this computer has is shown; for the others no service gives the bytes,
// and the sentence says so.

import { ArrowRight16Regular } from "@fluentui/react-icons/svg/arrow-right";
import { useTranslation } from "react-i18next";
import type { ChangeGroup, FileCard } from "@/bindings";
import { useHost } from "@/host/context.tsx";
import styles from "./Changes.module.css";

interface Picture {
  fileName?: string;
  description?: string;
  $asset?: string;
}

type Files = Partial<Record<string, FileCard>>;

export function ImageChange({ group, files }: { group: ChangeGroup; files: Files }) {
  const { t } = useTranslation("review");
  const before = group.before as Picture | undefined;
  const after = group.after as Picture | undefined;
  return (
    <div className={styles.pictures}>
      {before && <Print picture={before} files={files} gone />}
      {before && after && (
        <>
          <ArrowRight16Regular aria-hidden />
          <span className="hidden-text">{t("changes.becomes")}</span>
        </>
      )}
      {after && <Print picture={after} files={files} />}
    </div>
  );
}

function Print({ picture, files, gone = false }: { picture: Picture; files: Files; gone?: boolean }) {
  const { t } = useTranslation(["review", "common"]);
  const host = useHost();
  const { $asset: asset, fileName = "" } = picture;
  const card = asset === undefined ? undefined : files[asset];
  const name = card?.name ?? fileName.split("/").at(-1) ?? fileName;
  // Pixels are written without groups, as every tool for pictures does.
  const size = card?.facts.kind === "image" ? `${card.facts.width} × ${card.facts.height}` : "";
  return (
    <figure className={styles.print} data-gone={gone}>
      {asset === undefined ? (
        <span className={styles.absent}>{t("changes.onStore")}</span>
      ) : (
        <img src={host.thumbUrl(asset, 240)} alt={picture.description || t("changes.ours", { name })} loading="lazy" />
      )}
      <figcaption>
        <span className={styles.sign} aria-hidden>
          {gone ? "−" : "+"}
        </span>
        <span className="hidden-text">{t(gone ? "common:removed" : "common:added")}: </span>
        <span className={styles.name}>{name}</span> <span className={styles.quiet}>{size}</span>
      </figcaption>
    </figure>
  );
}
