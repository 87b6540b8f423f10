// The first page of all: connect an account, or look around with sample data. Nothing else is asked.

import { ArrowRight20Regular } from "@fluentui/react-icons/svg/arrow-right";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import styles from "./Accounts.module.css";
import { Mark } from "./Mark.tsx";

export function WelcomePage() {
  const { t } = useTranslation(["accounts", "shell"]);
  const navigate = useNavigate();
  const enter = useDo("practice_enter", () => void navigate({ to: "/" }));
  return (
    <div className={styles.welcome}>
      <Page
        title={t("welcome.title")}
        windowTitle={t("shell:nav.welcome")}
        mark={<Mark />}
        subtitle={t("welcome.lead")}
      >
        {enter.error && <ProblemBar problem={enter.error.problem} />}
        <div className={styles.ways}>
          <section className={styles.way} aria-labelledby="way-connect">
            <h2 id="way-connect">{t("welcome.connect.title")}</h2>
            <p>{t("welcome.connect.body")}</p>
            <Button
              appearance="primary"
              icon={<ArrowRight20Regular />}
              iconPosition="after"
              onClick={() => void navigate({ to: "/connect" })}
            >
              {t("welcome.connect.act")}
            </Button>
          </section>
          <section className={styles.way} aria-labelledby="way-practice">
            <h2 id="way-practice">{t("welcome.practice.title")}</h2>
            <p>{t("welcome.practice.body")}</p>
            <Button disabledFocusable={enter.isPending} onClick={() => enter.mutate(null)}>
              {t("welcome.practice.act")}
            </Button>
          </section>
        </div>
        <p className={styles.quiet}>{t("welcome.note")}</p>
      </Page>
    </div>
  );
}
