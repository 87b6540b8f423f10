// What belongs to the properties of an app and no app may change: the service ignores or never tells it
// (windows-dev-docs `manage-app-submissions.md`). Shown so that nobody looks for it here, with the way to where it is.

import { Open16Regular } from "@fluentui/react-icons/svg/open";
import { useTranslation } from "react-i18next";
import { baseOf, referenceOf } from "@/app/language.ts";
import { Button } from "@/components/Button.tsx";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import styles from "./properties.module.css";

/** Told in each listing and ignored when it is sent back. */
const TOLD = ["privacyPolicy", "websiteUrl", "supportContact"] as const;
/** Not in a submission at all. */
const UNTOLD = ["ageRating", "sales", "secondCategory", "otherDeclarations"] as const;

export function Elsewhere() {
  const { t } = useTranslation(["properties", "common"]);
  const draft = useDraft();
  const view = useDraftView();
  const open = useDo("link_open");
  const reference = referenceOf(view.standing.languages);
  const told = TOLD.flatMap((name) => {
    const value = reference === undefined ? undefined : draft.read(baseOf(reference, name));
    return typeof value === "string" && value !== "" ? [{ name, value }] : [];
  });
  const rest = [...TOLD.filter((name) => !told.some((one) => one.name === name)), ...UNTOLD];
  return (
    <Section
      title={t("elsewhere.title")}
      side={
        <Button
          size="small"
          icon={<Open16Regular />}
          onClick={() => open.mutate({ to: "partnerCenter", product: view.product })}
        >
          {t("elsewhere.open")}
          <span className="hidden-text">, {t("common:opensOutside")}</span>
        </Button>
      }
    >
      <p className={styles.note}>{t("elsewhere.note")}</p>
      {open.error && <ProblemBar problem={open.error.problem} about={{ product: view.product }} />}
      {told.length > 0 && (
        <dl className={styles.elsewhere}>
          {told.map(({ name, value }) => (
            <div key={name}>
              <dt>{t(`elsewhere.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={styles.unseen}>{t("elsewhere.unseen")}</p>
      <ul className={styles.rest}>
        {rest.map((name) => (
          <li key={name}>{t(`elsewhere.${name}`)}</li>
        ))}
      </ul>
    </Section>
  );
}
