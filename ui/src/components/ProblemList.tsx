// Problems with their way out: most severe first, each with the place in ink, what is wrong, and a link that puts the
// focus into the field. The heading takes the focus when a submit was refused.

import { Link } from "@tanstack/react-router";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { placeOf } from "@/app/pages.ts";
import type { Problem, ProductId } from "@/bindings";
import { countWord } from "@/i18n/countWord.ts";
import { usePlaceName } from "@/i18n/place.ts";
import { problemText } from "@/i18n/problem.ts";
import { SEVERITY_ICON } from "./ProblemBar.tsx";
import styles from "./ProblemList.module.css";

export interface ProblemListProps {
  problems: readonly Problem[];
  product: ProductId;
  headingRef?: Ref<HTMLHeadingElement>;
  /** Instead of "Three to fix, two to check". */
  title?: string;
  /** Inside a panel that is a box already. */
  bare?: boolean;
}

const ORDER = { must: 0, check: 1, tip: 2 } as const;

export function ProblemList({ problems, product, headingRef, title, bare = false }: ProblemListProps) {
  const { t } = useTranslation("common");
  const placeName = usePlaceName();
  const heading = useProblemTitle(problems);
  const sorted = [...problems].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const worst = sorted[0]?.severity ?? "tip";
  return (
    <section className={styles.box} data-severity={worst} data-bare={bare}>
      <h2 ref={headingRef} tabIndex={-1}>
        {title ?? heading}
      </h2>
      <ul>
        {sorted.map((problem, index) => {
          const Icon = SEVERITY_ICON[problem.severity];
          const { page, language, field } = placeOf(problem.pointer);
          const place = placeName(problem.pointer);
          const text = problemText(problem, t);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two equal problems may stand at one place
            <li key={`${problem.code} ${problem.pointer} ${index}`} className={styles.row}>
              <Icon className={styles.icon} data-severity={problem.severity} aria-hidden />
              <p className={styles.words}>
                <span className="hidden-text">{t(`severity.${problem.severity}`)}: </span>
                {place !== "" && <strong>{place}</strong>} <span>{text.title}</span>
              </p>
              {problem.pointer !== "" && (
                <Link
                  className={`link ${styles.go}`}
                  to={`/products/$product/${page}`}
                  params={{ product }}
                  search={{ field, ...(language === undefined ? {} : { language }) }}
                >
                  {t("goToField")}
                  <span className="hidden-text">: {place}</span>
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** "Three to fix, two to check"; « Trois à corriger, deux à vérifier ». */
export function useProblemTitle(problems: readonly Pick<Problem, "severity">[]): string {
  const { t, i18n } = useTranslation("common");
  const counts = (["must", "check", "tip"] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [t(`problems.${severity}`, { number: countWord(count, i18n.language) })];
  });
  const text = counts.join(", ");
  return text === "" ? t("problems.none") : text.charAt(0).toLocaleUpperCase(i18n.language) + text.slice(1);
}
