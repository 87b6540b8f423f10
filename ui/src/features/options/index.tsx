// What Microsoft's testers are told, and when the update goes live.

import { useTranslation } from "react-i18next";
import { Locked, PageRibbon, ReviewButton } from "@/app/DraftParts.tsx";
import { placeOf } from "@/app/pages.ts";
import { useStep } from "@/app/walk.ts";
import { DraftText } from "@/components/DraftText.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraftView } from "@/data/drafts.tsx";
import { fieldName } from "@/i18n/place.ts";
import styles from "./options.module.css";
import { When } from "./When.tsx";

const NOTES = "notesForCertification";

export function OptionsPage() {
  const { t } = useTranslation(["options", "draft", "states"]);
  const view = useDraftView();
  const step = useStep();
  const limits = useAsk("limits", null);
  const musts = view.standing.problems.filter(
    (problem) => problem.severity === "must" && placeOf(problem.pointer).page === "options",
  ).length;
  return (
    <Page
      title={step === "notes" || step === "when" ? t(`draft:walk.${step}`) : t("title")}
      product={view.product_name}
      problems={musts}
      actions={<ReviewButton />}
      ribbon={<PageRibbon />}
    >
      <Locked />
      {limits.error && <ProblemBar problem={limits.error.problem} onRetry={() => void limits.refetch()} />}
      <div className={styles.form}>
        {step !== "when" && (
          <Section title={t("notes")}>
            <DraftText
              pointer={`/${NOTES}`}
              label={fieldName(NOTES, t)}
              hint={t("notesHint")}
              limit={limits.data?.find((limit) => limit.field === NOTES)}
              lines={6}
            />
          </Section>
        )}
        {step !== "notes" && (
          <Section title={t("publishing")}>
            <When />
          </Section>
        )}
      </div>
    </Page>
  );
}
