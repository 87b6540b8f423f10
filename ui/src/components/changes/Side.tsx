// One side of a choice: what it did to the value that both began with, which stands beside it. Small changes of a text read
// as one text with its words struck out and underlined; everything else as on Review.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Changes, FileCard } from "@/bindings";
import { DiffParts } from "../DiffText.tsx";
import type { DiffPart } from "../diffWords.ts";
import { ChangeGroups } from "./ChangeGroups.tsx";
import { ChangeHow } from "./ChangeRow.tsx";
import styles from "./Changes.module.css";
import { LongText } from "./LongText.tsx";
import { shortened, side } from "./runs.ts";

export interface SideProps {
  changes: Changes;
  files: Partial<Record<string, FileCard>>;
}

export function Side({ changes, files }: SideProps) {
  const [group, ...others] = changes.groups;
  const whole = changes.languages_added.length + changes.languages_removed.length > 0;
  if (group === undefined && !whole) return <Nothing />;
  if (group === undefined || others.length > 0 || whole) {
    return <Many changes={changes} files={files} whole={whole} />;
  }
  if (group.runs.length > 0 && !group.items) return <Words runs={group.runs} />;
  return (
    <div className={styles.how}>
      <ChangeHow group={group} files={files} />
    </div>
  );
}

/** A language that comes or goes is said in one line; its values are there for who wants to read them. */
function Many({ changes, files, whole }: SideProps & { whole: boolean }) {
  const { t } = useTranslation("review");
  const all = (
    <div className={styles.stacked}>
      <ChangeGroups
        changes={changes}
        groups={changes.groups}
        files={files}
        languages={{ added: false, removed: false }}
      />
    </div>
  );
  if (!whole) return all;
  return (
    <>
      <div className={styles.stacked}>
        <ChangeGroups changes={changes} groups={[]} files={files} />
      </div>
      {changes.groups.length > 0 && (
        <details className={styles.languages}>
          <summary>{t("changes.values", { count: changes.groups.length })}</summary>
          {all}
        </details>
      )}
    </>
  );
}

function Nothing() {
  const { t } = useTranslation("review");
  return <p className={styles.quiet}>{t("changes.empty")}</p>;
}

/** Whether at least half of what was is still there. */
function alike(runs: Changes["groups"][number]["runs"]): boolean {
  const length = (kind: string) => runs.reduce((sum, run) => sum + (run.kind === kind ? run.text.length : 0), 0);
  return length("kept") >= length("removed");
}

function Words({ runs }: { runs: Changes["groups"][number]["runs"] }) {
  const { t } = useTranslation("review");
  const [whole, setWhole] = useState(false);
  const short = shortened(runs);
  // Of two texts with little in common the new one is read alone: what was stands beside it.
  const after = side(runs, "after")
    .map((run) => run.text)
    .join("");
  if (after === "") return <Nothing />;
  if (!alike(runs)) return <LongText text={after} />;
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
