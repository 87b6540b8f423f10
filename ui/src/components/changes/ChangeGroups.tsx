// All changes in their groups, new and lost languages first. Used where two documents are compared.

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeGroup, Changes, FileCard } from "@/bindings";
import { useFormat } from "@/i18n/useFormat.ts";
import { ChangeRow } from "./ChangeRow.tsx";
import styles from "./Changes.module.css";

export interface ChangeGroupsProps {
  changes: Changes;
  groups: readonly ChangeGroup[];
  files?: Partial<Record<string, FileCard>>;
  /** Whether the rows of whole languages are shown too. */
  languages?: { added: boolean; removed: boolean };
}

export function ChangeGroups({
  changes,
  groups,
  files = {},
  languages = { added: true, removed: true },
}: ChangeGroupsProps) {
  const { t } = useTranslation("review");
  const told = languages.removed ? changes.languages_removed : [];
  // What goes with its whole language is said in one line; its words are there for who wants to read them.
  const goes = ({ kind, languages: of }: ChangeGroup) =>
    kind === "removed" && of.length > 0 && of.every((language) => told.includes(language));
  const row = (group: ChangeGroup, index: number) => (
    // One pointer may stand in two groups, and groups keep their order.
    <ChangeRow key={`${group.pointers[0]} ${index}`} group={group} files={files} />
  );
  const gone = groups.filter(goes);
  return (
    <ul className={styles.list}>
      {languages.added && changes.languages_added.length > 0 && (
        <Whole sign="+" label={t("changes.languagesAdded")} languages={changes.languages_added} />
      )}
      {languages.removed && changes.languages_removed.length > 0 && (
        <Whole
          sign="−"
          label={t("changes.languagesRemoved")}
          languages={changes.languages_removed}
          note={t("changes.languageGone")}
        >
          {gone.length > 0 && (
            <details className={styles.languages}>
              <summary>{t("changes.values", { count: gone.length })}</summary>
              <ul className={styles.list}>{gone.map(row)}</ul>
            </details>
          )}
        </Whole>
      )}
      {groups.filter((group) => !goes(group)).map(row)}
    </ul>
  );
}

interface WholeProps {
  sign: "+" | "−";
  label: string;
  languages: readonly string[];
  note?: string;
  children?: ReactNode;
}

function Whole({ sign, label, languages, note, children }: WholeProps) {
  const { languageName, list } = useFormat();
  const Tag = sign === "−" ? "del" : "ins";
  return (
    <li className={styles.row}>
      <p className={styles.what}>{label}</p>
      <div className={styles.how}>
        <p className={styles.line}>
          <span className={styles.sign} aria-hidden>
            {sign}
          </span>
          <Tag className={styles[sign === "−" ? "removed" : "added"]}>{list(languages.map(languageName))}</Tag>
        </p>
        {note !== undefined && <p className={styles.quiet}>{note}</p>}
        {children}
      </div>
    </li>
  );
}
