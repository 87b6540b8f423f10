// The hub of a draft: its sections as a task list, in no imposed order, or walked one after the other. What is ready and
// what is not is the core's word.

import { CompassNorthwest20Regular } from "@fluentui/react-icons/svg/compass-northwest";
import { DocumentAdd20Regular } from "@fluentui/react-icons/svg/document-add";
import { Info20Regular } from "@fluentui/react-icons/svg/info";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Locked, PageRibbon, ReviewButton } from "@/app/DraftParts.tsx";
import { useChooseFiles } from "@/app/landing/land.ts";
import { placeKept, stepsOf, useWalk } from "@/app/walk.ts";
import { Button } from "@/components/Button.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemList } from "@/components/ProblemList.tsx";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import { DiscardDialog } from "./DiscardDialog.tsx";
import styles from "./draft.module.css";
import { SectionList } from "./SectionList.tsx";

/** Problems listed here; all of them stand on Review. */
const SHOWN = 6;

export function DraftPage() {
  const { t } = useTranslation("draft");
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const { sections, problems } = view.standing;
  const walk = useWalk(draft);
  const steps = stepsOf(view);
  const kept = placeKept(draft);
  const choose = useChooseFiles(draft, "anything");
  const [discarding, setDiscarding] = useState(false);
  const locked = view.locked !== null;
  const musts = problems.filter((problem) => problem.severity === "must");
  const listed = problems.filter((problem) => problem.severity !== "tip").slice(0, SHOWN);
  const ready = sections.filter(({ status }) => status === "complete" || status === "changed").length;
  const { microsoft } = view.ribbon;
  return (
    <Page
      title={t("title")}
      subtitle={t("ready", { ready, count: sections.length })}
      product={view.product_name}
      problems={musts.length}
      actions={
        <>
          {!locked && (
            <Button appearance="transparent" icon={<DocumentAdd20Regular />} onClick={choose}>
              {t("chooseFiles")}
            </Button>
          )}
          <Button icon={<CompassNorthwest20Regular />} onClick={() => walk.go(kept ?? steps[0] ?? "review")}>
            {kept === null ? t("guide.start") : t("guide.resume", { n: steps.indexOf(kept) + 1, m: steps.length })}
          </Button>
          <ReviewButton />
        </>
      }
      ribbon={<PageRibbon />}
    >
      <Locked />
      {!locked && microsoft?.made_here_at && (
        <p className={styles.note}>
          <Info20Regular aria-hidden />
          <span>
            <strong>{t("onlyHere.title")}</strong>{" "}
            {t("onlyHere.body", { name: microsoft.friendly_name ?? microsoft.submission })}
          </span>
        </p>
      )}
      <div className={styles.columns}>
        <div>
          <SectionList sections={sections} />
          {!locked && (
            <p className={styles.foot}>
              {t("saved", { when: format.when(view.saved_at) })}{" "}
              <button type="button" className="link" onClick={() => setDiscarding(true)}>
                {t("discard.open")}
              </button>
            </p>
          )}
        </div>
        {listed.length > 0 && (
          <div className={styles.problems}>
            <ProblemList problems={listed} product={view.product} bare />
            {problems.length > listed.length && <p className={styles.rest}>{t("allOnReview")}</p>}
          </div>
        )}
      </div>
      <DiscardDialog open={discarding} onClose={() => setDiscarding(false)} />
    </Page>
  );
}
