// How much of a tenant's pace is left: Microsoft takes a number of requests a minute, and Vitrine keeps below it.

import { ProgressBar } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { BudgetView } from "@/bindings";
import { Section } from "@/components/Page.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Activity.module.css";

export function Pace({ budgets }: { budgets: readonly BudgetView[] }) {
  const { t } = useTranslation("activity");
  if (budgets.length === 0) return null;
  return (
    <Section title={t("pace.title")} note={t("pace.note")}>
      <ul className={styles.budgets}>
        {budgets.map((budget) => (
          <Budget key={budget.account} budget={budget} />
        ))}
      </ul>
    </Section>
  );
}

function Budget({ budget }: { budget: BudgetView }) {
  const { t } = useTranslation("activity");
  const format = useFormat();
  const { account_name: account, per_minute, left, waiting, paused_until } = budget;
  const free = t("pace.left", { left: format.number(left), most: format.number(per_minute) });
  return (
    <li className={styles.budget}>
      <strong>{account}</strong>
      <ProgressBar
        className={styles.bar ?? ""}
        value={per_minute === 0 ? 0 : left / per_minute}
        thickness="large"
        aria-label={t("pace.bar", { account })}
        aria-valuenow={left}
        aria-valuemax={per_minute}
        aria-valuetext={free}
      />
      <span>{free}</span>
      {waiting > 0 && <span>{t("pace.waiting", { count: waiting })}</span>}
      {paused_until !== null && <span className={styles.paused}>{t("pace.paused", { time: paused_until })}</span>}
    </li>
  );
}
