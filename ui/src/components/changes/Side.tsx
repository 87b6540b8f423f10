// One side of a choice: what it did to the value, from the value that both began with. Small changes read as one text with
// its words struck out and underlined; everything else as on Review.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Changes, FileCard } from "@/bindings";
import { DiffParts } from "../DiffText.tsx";
import type { DiffPart } from "../diffWords.ts";
import { ChangeGroups } from "./ChangeGroups.tsx";
import { ChangeHow } from "./ChangeRow.tsx";
import styles from "./Changes.module.css";
import { shortened } from "./runs.ts";

export interface SideProps {
  changes: Changes;
  files: Partial<Record<string, FileCard>>;
}

export function Side({ changes, files }: SideProps) {
  const [group, ...others] = changes.groups;
  const whole = changes.languages_added.length + changes.languages_removed.length > 0;
  if (group === undefined && !whole) return <Nothing />;
  if (group === undefined || others.length > 0 || whole) {
    return <ChangeGroups changes={changes} groups={changes.groups} files={files} />;
  }
  if (group.runs.length > 0 && !group.items) return <Words runs={group.runs} />;
  return (
    <div className={styles.how}>
      <ChangeHow group={group} files={files} />
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation("review");
  return <p className={styles.quiet}>{t("changes.empty")}</p>;
}

function Words({ runs }: { runs: Changes["groups"][number]["runs"] }) {
  const { t } = useTranslation("review");
  const [whole, setWhole] = useState(false);
  const short = shortened(runs);
  const parts = (whole ? runs : short).map(
    ({ kind, text }): DiffPart => ({ kind: kind === "kept" ? "same" : kind, text }),
  );
  return (
    <div className={styles.how}>
      <DiffParts parts={parts} />
      {short !== runs && (
        <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? "changes.showLess" : "changes.showAll")}
        </button>
      )}
    </div>
  );
}
