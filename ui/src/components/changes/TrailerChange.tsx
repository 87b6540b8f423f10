// Trailers by the name of their video: the one thing of it that Microsoft hands out.

import { useTranslation } from "react-i18next";
import type { ChangeGroup, FileCard } from "@/bindings";
import styles from "./Changes.module.css";

interface Trailer {
  videoFileName?: string;
  $file?: string;
}

type Files = Partial<Record<string, FileCard>>;

export function TrailerChange({ group, files }: { group: ChangeGroup; files: Files }) {
  return (
    <>
      <Line trailer={group.before as Trailer | null | undefined} files={files} gone />
      <Line trailer={group.after as Trailer | null | undefined} files={files} />
    </>
  );
}

function Line({ trailer, files, gone = false }: { trailer: Trailer | null | undefined; files: Files; gone?: boolean }) {
  const { t } = useTranslation(["common", "images"]);
  if (trailer === undefined || trailer === null) return null;
  const card = trailer.$file === undefined ? undefined : files[trailer.$file];
  const name = card?.name ?? trailer.videoFileName?.split(/[\\/]/).at(-1);
  const Tag = gone ? "del" : "ins";
  return (
    <p className={styles.line}>
      <span className={styles.sign} aria-hidden>
        {gone ? "−" : "+"}
      </span>
      <Tag className={styles[gone ? "removed" : "added"]}>
        <span className="hidden-text">{t(gone ? "common:removed" : "common:added")}: </span>
        {name || t("images:trailer.unnamed")}
      </Tag>
    </p>
  );
}
