// Packages: the file that comes, the file that goes, with version and size as far as they are known.

import { useTranslation } from "react-i18next";
import type { ChangeGroup, FileCard, FileFacts } from "@/bindings";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Changes.module.css";

interface Package {
  fileName?: string;
  version?: string;
  architecture?: string;
  $file?: string;
  $facts?: FileFacts;
}

export function PackageChange({ group, files }: { group: ChangeGroup; files: Partial<Record<string, FileCard>> }) {
  const { t } = useTranslation("review");
  const before = group.before as Package | string | undefined;
  const after = group.after as Package | string | undefined;
  return (
    <>
      {before !== undefined && <Line sign="−" value={before} files={files} />}
      {after !== undefined && <Line sign="+" value={after} files={files} />}
      {after === undefined && <p className={styles.quiet}>{t("changes.packageGone")}</p>}
    </>
  );
}

function Line(props: { sign: "+" | "−"; value: Package | string; files: Partial<Record<string, FileCard>> }) {
  const { sign, value, files } = props;
  const { t } = useTranslation("common");
  const format = useFormat();
  const gone = sign === "−";
  if (typeof value === "string") {
    return (
      <p className={styles.line}>
        <span className={styles.sign}>{sign}</span> {value}
      </p>
    );
  }
  const card = value.$file === undefined ? undefined : files[value.$file];
  const facts = value.$facts?.kind === "package" ? value.$facts : undefined;
  const name = card?.name ?? value.fileName ?? "";
  const details = [
    facts?.identity.version ?? value.version,
    facts?.architectures.join(", ") ?? value.architecture,
    card && format.bytes(card.bytes),
  ].filter((one): one is string => one !== undefined && one !== "");
  const Tag = gone ? "del" : "ins";
  return (
    <p className={styles.line}>
      <span className={styles.sign} aria-hidden>
        {sign}
      </span>
      <span>
        <Tag className={styles[gone ? "removed" : "added"]}>
          <span className="hidden-text">{t(gone ? "removed" : "added")}: </span>
          <code>{name}</code>
        </Tag>{" "}
        <span className={styles.quiet}>{details.join(", ")}</span>
      </span>
    </p>
  );
}
