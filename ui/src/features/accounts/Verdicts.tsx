// One verdict a prerequisite, each with its fix. The role is listed and never ticked: reading cannot show it.

import { CheckmarkCircle20Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { Circle20Regular } from "@fluentui/react-icons/svg/circle";
import { ErrorCircle20Filled } from "@fluentui/react-icons/svg/error-circle";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { CheckReport, Prerequisite, Verdict } from "@/bindings";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import styles from "./Accounts.module.css";

const GLYPH = { holds: CheckmarkCircle20Regular, refused: ErrorCircle20Filled, notChecked: Circle20Regular } as const;

/** The field that puts a verdict right; the others are put right in Partner Center. */
const FIELD: Partial<Record<Prerequisite, "tenant" | "client" | "key">> = {
  tenant: "tenant",
  application: "client",
  key: "key",
};

export function Verdicts({
  report,
  headingRef,
  onFix,
  onShowWhere,
}: {
  report: CheckReport;
  headingRef: Ref<HTMLHeadingElement>;
  /** Puts the focus into the field behind a verdict. */
  onFix: (field: "tenant" | "client" | "key") => void;
  onShowWhere: () => void;
}) {
  const { t } = useTranslation("accounts");
  return (
    <section className={styles.verdicts} data-ready={report.ready}>
      <h2 ref={headingRef} tabIndex={-1}>
        {t(report.ready ? "verdicts.good" : "verdicts.bad")}
      </h2>
      <ul>
        {report.verdicts.map((verdict) => {
          const Glyph = GLYPH[verdict.outcome];
          return (
            <li key={verdict.about} data-outcome={verdict.outcome}>
              <Glyph className={styles.glyph} aria-hidden />
              <div className={styles.verdict}>
                <Line verdict={verdict} />
                {verdict.problem && (
                  <ProblemBar
                    problem={verdict.problem}
                    onAction={FIELD[verdict.about] ? () => onFix(FIELD[verdict.about] ?? "key") : onShowWhere}
                    onSecond={onShowWhere}
                  />
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Line({ verdict: { about, outcome, count } }: { verdict: Verdict }) {
  const { t } = useTranslation("accounts");
  const state = <span className="hidden-text">{t(`verdicts.${outcome}`)}: </span>;
  if (about === "role") {
    return (
      <p>
        {t("verdicts.role")} <span className={styles.roleNote}>{t("verdicts.roleNote")}</span>
      </p>
    );
  }
  if (outcome === "holds") {
    const products = count ? t("verdicts.products", { count }) : t("verdicts.productsNone");
    return (
      <p>
        {state}
        {about === "products" ? products : t(`verdicts.${about}`)}
      </p>
    );
  }
  return (
    <p>
      {t("verdicts.line", {
        name: t(`verdicts.${about}Name`),
        outcome: t(outcome === "refused" ? "verdicts.refused" : "verdicts.notChecked"),
      })}
    </p>
  );
}
