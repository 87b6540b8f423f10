// The four steps that lead to the three values, drawn. Source: the specification's page on creating and managing
// submissions, "associate an Azure AD application with your Partner Center account".

import { Open20Regular } from "@fluentui/react-icons/svg/open";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import styles from "./Accounts.module.css";
import { ApplicationDrawing, KeyDrawing, LinkDrawing, RoleDrawing } from "./drawings.tsx";

const STEPS = [
  ["link", LinkDrawing],
  ["app", ApplicationDrawing],
  ["role", RoleDrawing],
  ["key", KeyDrawing],
] as const;

export function Where({ id }: { id: string }) {
  const { t } = useTranslation(["accounts", "common"]);
  const open = useDo("link_open");
  return (
    <section id={id} className={styles.where} aria-label={t("steps.title")}>
      <ol>
        {STEPS.map(([name, Drawing], index) => (
          <li key={name}>
            <Drawing />
            <h3>
              <span className={styles.number}>{index + 1}</span> {t(`steps.${name}.title`)}
            </h3>
            <p>{t(`steps.${name}.body`)}</p>
          </li>
        ))}
      </ol>
      {open.error && <ProblemBar problem={open.error.problem} />}
      <Button icon={<Open20Regular />} onClick={() => open.mutate({ to: "partnerCenterUsers" })}>
        {t("steps.open")}
        <span className="hidden-text">, {t("common:opensOutside")}</span>
      </Button>
    </section>
  );
}
