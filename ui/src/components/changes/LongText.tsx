// A text as it was written, its beginning first when it is long.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Changes.module.css";

/** Characters that are shown at once. */
const SHORT = 400;

export function LongText({ text }: { text: string }) {
  const { t } = useTranslation("review");
  const [whole, setWhole] = useState(false);
  const long = text.length > SHORT;
  return (
    <>
      <p className={styles.text}>{long && !whole ? `${text.slice(0, SHORT)}…` : text}</p>
      {long && (
        <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? "changes.showLessText" : "changes.showAll")}
        </button>
      )}
    </>
  );
}
