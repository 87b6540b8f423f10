// What Microsoft's testers are told, when the update goes live, and the older settings. An add-on has no notes of its own,
// and only an app says for which devices it is.

import { useTranslation } from "react-i18next";
import { DraftFormPage } from "@/app/DraftFormPage.tsx";
import { useStep } from "@/app/walk.ts";
import { DraftText } from "@/components/DraftText.tsx";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraftView } from "@/data/drafts.tsx";
import { kindOf } from "@/data/kind.ts";
import { fieldName } from "@/i18n/place.ts";
import { Devices } from "./Devices.tsx";
import { When } from "./When.tsx";

const NOTES = "notesForCertification";

export function OptionsPage() {
  const { t } = useTranslation(["options", "draft", "states"]);
  const view = useDraftView();
  const step = useStep();
  const limits = useAsk("limits", null);
  const kind = kindOf(view.product);
  const tables = useAsk("store_tables", null, { enabled: kind === "app" });
  return (
    <DraftFormPage page="options" title={step === "notes" || step === "when" ? t(`draft:walk.${step}`) : t("title")}>
      {limits.error && <ProblemBar problem={limits.error.problem} onRetry={() => void limits.refetch()} />}
      {tables.error && <ProblemBar problem={tables.error.problem} onRetry={() => void tables.refetch()} />}
      {step !== "when" && kind !== "addOn" && (
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
      {step === null && tables.data && <Devices tables={tables.data} />}
    </DraftFormPage>
  );
}
