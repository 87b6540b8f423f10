// Why something cannot be done now, beside the control that cannot, and the way out when there is a page for it.

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Problem, ProductId } from "@/bindings";
import { problemText } from "@/i18n/problem.ts";
import { asked } from "./act.ts";
import styles from "./acts.module.css";

/** Pages that lead on, by what stands in the way. */
const WAY_OUT = {
  "submission.rollout.running": { to: "/products/$product/rollout", label: "toRollout" },
  "sale.submission.open": { to: "/products/$product", label: "toOverview" },
  "submission.state.refused": { to: "/products/$product", label: "toOverview" },
} as const;

export function Reason({ id, problem, product }: { id: string; problem: Problem; product: ProductId }) {
  const { t } = useTranslation("acts");
  const text = problemText(problem, t);
  const way = problem.code in WAY_OUT ? WAY_OUT[problem.code as keyof typeof WAY_OUT] : undefined;
  return (
    <div className={styles.reason}>
      <p id={id}>
        <strong>{text.title}.</strong> {text.body} {text.fix}
      </p>
      {way && (
        <Link className="link" to={way.to} params={{ product }} onClick={() => asked.set(null)}>
          {t(way.label)}
        </Link>
      )}
    </div>
  );
}
