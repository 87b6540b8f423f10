// A step at Microsoft that takes longer than its page says: slow, not failed. What is safe to do next stands here; sending
// again is not.

import { Clock20Regular } from "@fluentui/react-icons/svg/clock";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { JobId, ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { askForHelp } from "./helpRequest.ts";
import styles from "./Slow.module.css";

export interface SlowProps {
  view: ProductView;
  job?: JobId;
  /** How it is cancelled in Partner Center, while the service lets it. */
  cancel?: ReactNode;
}

export function Slow({ view, job, cancel }: SlowProps) {
  const { t } = useTranslation(["states", "common"]);
  const heading = useId();
  const { overdue, row } = view;
  if (overdue === null) return null;
  const { step } = overdue;
  const can = view.commands.find((command) => command.name === "cancelCertification")?.can;
  return (
    <section className={styles.slow} aria-labelledby={heading}>
      <Clock20Regular className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <h3 id={heading}>{t("slow.title", { step: t(step === "sending" ? "state.sending" : `step.${step}`) })}</h3>
        <p>{t("slow.body", { moment: overdue.since })}</p>
        {step === "sending" && <p>{t("slow.sending")}</p>}
        <p>{t("slow.wait")}</p>
        <div className={styles.acts}>
          <Button size="small" onClick={() => askForHelp({ product: row.id, ...(job === undefined ? {} : { job }) })}>
            {t("slow.help")}
          </Button>
          {can?.state === "handOff" && cancel}
        </div>
      </div>
    </section>
  );
}
