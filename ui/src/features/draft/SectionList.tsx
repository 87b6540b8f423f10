// The rows of the task list. A whole row is one link; its status is a word, and only what has to be fixed is red.

import { ChevronRight16Regular } from "@fluentui/react-icons/svg/chevron-right";
import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SECTION_ICONS, type SectionPage } from "@/app/sections.ts";
import type { SectionState } from "@/bindings";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import { useValueName } from "@/i18n/values.ts";
import styles from "./draft.module.css";
import { summary } from "./summary.ts";

export function SectionList({ sections }: { sections: readonly SectionState[] }) {
  const { t } = useTranslation("draft");
  return (
    <ul className={styles.list} aria-label={t("sections")}>
      {sections.map(
        (state) => state.section !== "other" && <Row key={state.section} page={state.section} state={state} />,
      )}
    </ul>
  );
}

function Row({ page, state }: { page: SectionPage; state: SectionState }) {
  const { t } = useTranslation("draft");
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const valueName = useValueName();
  const Icon = SECTION_ICONS[page].regular;
  const { status, musts, changes } = state;
  const { languages } = view.standing;
  return (
    <li>
      <Link className={styles.row} to={`/products/$product/${page}`} params={{ product: view.product }}>
        <span className={styles.icon}>
          <Icon aria-hidden />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{t(`section.${page}`, { count: languages.length })}</span>
          <span className={styles.hint}>{summary(page, draft, languages, { t, format, valueName })}</span>
        </span>
        <span className={styles.state}>
          {musts > 0 && (
            <span className={styles.musts}>
              <ErrorCircle16Filled aria-hidden />
              {t("toFix", { count: musts })}
            </span>
          )}
          <span className={styles.status} data-status={status}>
            {status === "changed" && <span className={styles.dot} aria-hidden />}
            {t(`status.${status}`)}
            {status === "changed" && <span className={styles.count}>{t("changes", { count: changes })}</span>}
          </span>
        </span>
        <ChevronRight16Regular className={styles.chevron} aria-hidden />
      </Link>
    </li>
  );
}
