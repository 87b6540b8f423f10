// Beside the changes: what happens next, the notes for the testers, what is kept, whose product it is, and what cannot be
// taken back. These facts are why Submit needs no dialog.

import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NextStep, ReviewView } from "@/bindings";
import styles from "./Review.module.css";

export function Aside({ review }: { review: ReviewView }) {
  const { t } = useTranslation("review");
  return (
    <aside className={styles.aside}>
      {!review.identical && <Next steps={review.next_steps} />}
      <Notes review={review} />
      {!review.identical && (
        <>
          {review.ribbon.live !== null && (
            <Part title={t("before.title")}>
              <p>{t("before.body")}</p>
            </Part>
          )}
          <Part title={t("undo.title")}>
            <p>{t("undo.body")}</p>
          </Part>
        </>
      )}
      <Part title={t("who.title")}>
        <p>{review.product_name}</p>
        <p>{t("who.store", { id: review.store_id })}</p>
        <p>{review.account_name}</p>
      </Part>
    </aside>
  );
}

function Next({ steps }: { steps: readonly NextStep[] }) {
  const { t } = useTranslation(["review", "states"]);
  const heading = useId();
  const words = (step: NextStep): [string, string] => {
    switch (step.step) {
      case "checks":
        return [t("next.checks"), t("states:usual.minutes")];
      case "certification":
        return [t("next.certification"), t("states:usual.hoursToThreeDays")];
      case "live":
        return [t("next.live"), t("next.liveNote")];
      case "liveFor":
        return [t("next.liveFor", { percentage: step.percentage }), t("next.liveNote")];
      case "youRaise":
        return [t("next.youRaise"), t("next.youRaiseNote", { percentage: step.percentage })];
      case "liveOn":
        return [t("next.liveOn", { deadline: step.date }), t("next.liveOnNote")];
      case "youPublish":
        return [t("next.youPublish"), t("next.youPublishNote")];
    }
  };
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{t("next.title")}</h2>
      <ol className={styles.next}>
        {steps.map((step) => {
          const [label, note] = words(step);
          return (
            <li key={step.step}>
              <p>{label}</p>
              <p className={styles.quiet}>{note}</p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Notes({ review }: { review: ReviewView }) {
  const { t } = useTranslation("review");
  const [shown, setShown] = useState(false);
  const { notes, product } = review;
  return (
    <Part title={t("notes.title")}>
      {notes === "" ? (
        <p>{t("notes.none")}</p>
      ) : (
        <p className={shown ? styles.notes : undefined}>{shown ? notes : t("notes.hidden")}</p>
      )}
      <p className={styles.links}>
        {notes !== "" && (
          <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? "notes.hide" : "notes.show")}
            <span className="hidden-text">: {t("notes.title")}</span>
          </button>
        )}
        <Link
          className="link"
          to="/products/$product/options"
          params={{ product }}
          search={{ field: "/notesForCertification" }}
        >
          {t("notes.edit")}
          <span className="hidden-text">: {t("notes.title")}</span>
        </Link>
      </p>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className={styles.part} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
    </section>
  );
}
