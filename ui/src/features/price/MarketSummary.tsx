// What the changes of markets come to, in sight while the tree scrolls: how many are added and removed, which, and what that
// means for people who have the product there.

import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./markets.module.css";
import type { Changes } from "./markets.ts";

/** Names that are told; the rest is a number. */
const TOLD = 3;
const KINDS = ["added", "removed", "priced"] as const;

export interface MarketSummaryProps {
  open: number;
  all: number;
  changes: Changes;
  /** Somebody may have it already. */
  everLive: boolean;
  onPutBack: (() => void) | undefined;
}

export function MarketSummary({ open, all, changes, everLive, onPutBack }: MarketSummaryProps) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const kinds = KINDS.filter((kind) => changes[kind].length > 0);
  const names = (list: readonly string[]) =>
    list.length <= TOLD
      ? format.list(list)
      : t("summary.more", { names: list.slice(0, TOLD).join(", "), count: list.length - TOLD });
  return (
    <div className={styles.summary} data-changed={kinds.length > 0}>
      <div className={styles.summaryWords}>
        {kinds.length === 0 ? (
          <p>{t("summary.same", { open: format.number(open), count: all })}</p>
        ) : (
          <ul>
            {kinds.map((kind) => (
              <li key={kind}>
                <strong>{t(`summary.${kind}`, { count: changes[kind].length })}</strong>{" "}
                <span className={styles.quiet}>{names(changes[kind])}</span>
              </li>
            ))}
          </ul>
        )}
        {everLive && changes.removed.length > 0 && <p>{t("summary.consequence")}</p>}
      </div>
      {kinds.length > 0 && onPutBack && (
        <button type="button" className="link" onClick={onPutBack}>
          {t("summary.putBack")}
        </button>
      )}
    </div>
  );
}
