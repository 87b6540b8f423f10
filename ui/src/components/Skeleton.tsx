// The lines of what is coming, in its real layout: hairlines, no shimmer. Shown only after 300 ms, because most answers
// come from this computer and are faster than that.

import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Skeleton.module.css";

/** True once `ms` have passed since the component appeared. */
export function useLater(ms: number): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const id = setTimeout(() => setLater(true), ms);
    return () => clearTimeout(id);
  }, [ms]);
  return later;
}

/** Whole seconds since the component appeared, from a number of them on: by then a wait wants a word. */
function useSecondsFrom(first: number): number | null {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const id = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(id);
  }, []);
  return seconds >= first ? seconds : null;
}

export function Skeleton({ rows = 4, kind = "rows" }: { rows?: number; kind?: "rows" | "cards" | "fields" }) {
  const { t } = useTranslation(["common", "shell"]);
  const shown = useLater(300);
  const seconds = useSecondsFrom(5);
  if (!shown) return null;
  return (
    <div className={styles.skeleton} data-kind={kind} role="progressbar" aria-label={t("common:skeleton")}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without content have no other name
        <div key={row} className={styles.row}>
          <span className={styles.mark} />
          <span className={styles.line} />
          <span className={styles.short} />
        </div>
      ))}
      {seconds !== null && <p className={styles.slow}>{t("shell:slow", { seconds })}</p>}
    </div>
  );
}
