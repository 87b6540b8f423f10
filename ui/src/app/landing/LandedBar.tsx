// What became of the files: one bar, with Undo as long as nothing else has changed since.

import { CheckmarkCircle20Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { Warning20Filled } from "@fluentui/react-icons/svg/warning";
import { Link } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { kindOf } from "@/data/kind.ts";
import { ProblemError } from "@/host/host.ts";
import { problemText } from "@/i18n/problem.ts";
import styles from "./LandedBar.module.css";
import { type Outcome, outcome, slotName, useLandedWords } from "./land.ts";
import type { Reason } from "./plan.ts";

const close = () => outcome.set(null);

export function LandedBar({ told }: { told: Outcome }) {
  const { t } = useTranslation(["draft", "common"]);
  const landedWords = useLandedWords();
  const { draft, made, language } = told;
  const revision = useSyncExternalStore(draft.subscribeWhole, () => draft.view.revision);
  if (told.problem) {
    return (
      <div className={styles.holder}>
        <ProblemBar problem={told.problem} onClose={close} about={{ product: draft.view.product }}>
          <p>{t("landing.nothing")}</p>
        </ProblemBar>
      </div>
    );
  }
  const undo = () =>
    draft.undo().then(
      () => {
        announce(t("landing.undone"));
        close();
      },
      (cause) => outcome.set({ ...told, problem: ProblemError.from(cause).problem }),
    );
  const some = made.landed.length > 0;
  const toImages = made.landed.some((one) => one.to !== "package");
  const { product } = draft.view;
  const Icon = some ? CheckmarkCircle20Regular : Warning20Filled;
  return (
    <section className={styles.holder} aria-label={t("landing.label")}>
      <div className={styles.bar} data-some={some}>
        <Icon className={styles.icon} aria-hidden />
        <div className={styles.words}>
          <p>
            <strong>
              {some
                ? `${t("landing.added", { name: draft.view.product_name })} ${landedWords(told)}.`
                : t("landing.nothing")}
            </strong>{" "}
            {some && t("landing.notSent")}
          </p>
          {made.refused.length > 0 && (
            <details className={styles.refused} open={made.refused.length <= 3}>
              <summary>{t("landing.refused", { count: made.refused.length })}</summary>
              <ul>
                {made.refused.map(({ card, reason }) => (
                  <li key={card.id}>
                    <span className={styles.name}>{card.name}</span> <Why reason={reason} />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
        <div className={styles.acts}>
          {some && (
            <Link
              className="link"
              to={`/products/$product/${!toImages ? "packages" : kindOf(product) === "addOn" ? "listing" : "images"}`}
              params={{ product }}
              search={toImages && language !== undefined ? { language } : {}}
            >
              {t("landing.show")}
            </Link>
          )}
          {some && revision === told.revision && (
            <Button size="small" onClick={() => void undo()}>
              {t("landing.undo")}
            </Button>
          )}
          <Button
            size="small"
            appearance="transparent"
            icon={<Dismiss16Regular />}
            aria-label={t("common:close")}
            onClick={close}
          />
        </div>
      </div>
    </section>
  );
}

function Why({ reason }: { reason: Reason }) {
  const { t } = useTranslation(["draft", "problems", "states"]);
  switch (reason.kind) {
    case "problem": {
      const text = problemText(reason.problem, t);
      return (
        <span>
          {text.title}. {text.fix}
        </span>
      );
    }
    case "full":
      return <span>{t("landing.full", { slot: slotName(reason.imageType, t), count: reason.count })}</span>;
    case "twice":
      return <span>{t(reason.imageType === "trailer" ? "landing.twiceVideo" : "landing.twice")}</span>;
    case "elsewhere":
      return <span>{t("landing.elsewhere", { slot: slotName(reason.imageType, t) })}</span>;
    case "notPicture":
      return <span>{t("landing.notPicture")}</span>;
    case "notVideo":
      return <span>{t("landing.notVideo")}</span>;
    case "noLanguage":
      return <span>{t("landing.noLanguage")}</span>;
  }
}
