// What changes against live, with filters. The same edit in several languages is one group.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeGroup, Changes, FileCard } from "@/bindings";
import { ChangeGroups } from "@/components/changes/ChangeGroups.tsx";
import { Filters } from "@/components/Filters.tsx";
import styles from "./Review.module.css";

const FILTERS = ["all", "changed", "added", "removed"] as const;
type Filter = (typeof FILTERS)[number];

const belongs = (group: ChangeGroup, filter: Filter) =>
  filter === "all" || group.kind === filter || (filter === "changed" && group.kind === "moved");

export function ChangeList({ changes, files }: { changes: Changes; files: Partial<Record<string, FileCard>> }) {
  const { t } = useTranslation("review");
  const [filter, setFilter] = useState<Filter>("all");
  const counts: Record<Filter, number> = {
    all: changes.added + changes.changed + changes.removed + changes.moved,
    changed: changes.changed + changes.moved,
    added: changes.added,
    removed: changes.removed,
  };
  const groups = changes.groups.filter((group) => belongs(group, filter));
  const languages = {
    added: filter === "all" || filter === "added",
    removed: filter === "all" || filter === "removed",
  };
  const empty =
    groups.length === 0 &&
    !(languages.added && changes.languages_added.length > 0) &&
    !(languages.removed && changes.languages_removed.length > 0);
  return (
    <section className={styles.changes} aria-label={t("changes.title")}>
      <div className={styles.changesHead}>
        <h2>{t("changes.title")}</h2>
        <span className={styles.quiet}>{t("changes.count", { count: counts.all })}</span>
        <Filters
          className={styles.filters}
          label={t("changes.filters")}
          filters={FILTERS}
          chosen={filter}
          nameOf={(one) => t(`changes.filter.${one}`)}
          countOf={(one) => counts[one]}
          onChoose={setFilter}
        />
      </div>
      {empty ? (
        <p className={styles.quiet}>{t("changes.none")}</p>
      ) : (
        <ChangeGroups changes={changes} groups={groups} files={files} languages={languages} />
      )}
    </section>
  );
}
