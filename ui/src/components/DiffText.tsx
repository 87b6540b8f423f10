// What was, and what is, in one text: removed struck out with a minus, added underlined with a plus, each named for
// readers. Never colour alone.

import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import styles from "./DiffText.module.css";
import { type DiffPart, diffWords } from "./diffWords.ts";

export function DiffText({ before, after }: { before: string; after: string }) {
  return <DiffParts parts={diffWords(before, after)} />;
}

export function DiffParts({ parts }: { parts: readonly DiffPart[] }) {
  const { t } = useTranslation("common");
  return (
    <p className={styles.text}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have an order and nothing else
        <Fragment key={index}>
          {part.kind === "same" && part.text}
          {part.kind === "removed" && (
            <del className={styles.removed}>
              <span className="hidden-text">{t("removed")}: </span>
              {part.text}
            </del>
          )}
          {part.kind === "added" && (
            <ins className={styles.added}>
              <span className="hidden-text">{t("added")}: </span>
              {part.text}
            </ins>
          )}
        </Fragment>
      ))}
    </p>
  );
}
