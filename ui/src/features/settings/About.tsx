// What this is, on whose work it stands, and the one promise.

import { useId } from "react";
import { useTranslation } from "react-i18next";
import { askForHelp } from "@/app/helpRequest.ts";
import { Button } from "@/components/Button.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk } from "@/data/ask.ts";
import styles from "./Settings.module.css";

export function AboutPage() {
  const { t } = useTranslation("settings");
  const about = useAsk("about", null);
  const label = useId();
  return (
    <Page
      title={t("about.title")}
      subtitle={about.data && t("about.version", { version: about.data.version })}
      actions={<Button onClick={() => askForHelp({})}>{t("about.help")}</Button>}
    >
      <div className={styles.page}>
        <p>{t("about.promise")}</p>
        <p>{t("about.licence")}</p>
        {about.error && <ProblemBar problem={about.error.problem} onRetry={() => void about.refetch()} />}
        {about.isPending && <Skeleton rows={4} />}
        {about.data && (
          <Section title={t("about.notices")}>
            <p id={label} className={styles.quiet}>
              {t("about.noticesHint")}
            </p>
            {/* A region that scrolls has to be reached by the keyboard. */}
            {/* biome-ignore lint/a11y/useSemanticElements: a section would be no stop for the keyboard either */}
            <div
              role="region"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows scroll it only while it has the focus
              tabIndex={0}
              aria-labelledby={label}
              className={styles.notices}
            >
              <pre>{about.data.notices}</pre>
            </div>
          </Section>
        )}
      </div>
    </Page>
  );
}
