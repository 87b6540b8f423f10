// The markets to which one thing happens: they open, they close, or they get another price. Few are named at once, many on
// demand. What leaving a market means is said beside it.

import { useTranslation } from "react-i18next";
import type { ChangeGroup } from "@/bindings";
import { countryName } from "@/i18n/countries.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Changes.module.css";
import { ValueChange } from "./ValueChange.tsx";

/** As many names as a line takes; more are folded. */
const NAMED = 6;

export function MarketChange({ group, codes }: { group: ChangeGroup; codes: readonly string[] }) {
  const { t } = useTranslation(["review", "common", "price"]);
  const { language, list } = useFormat();
  const names = codes.map((code) => countryName(code, language)).sort((a, b) => a.localeCompare(b, language));
  const gone = group.kind === "removed";
  const few = names.length <= NAMED;
  if (group.field !== "markets") {
    return (
      <>
        <ValueChange group={group} />
        <Named names={names} few={few} />
      </>
    );
  }
  const Tag = gone ? "del" : "ins";
  return (
    <>
      <p className={styles.line}>
        <span className={styles.sign} aria-hidden>
          {gone ? "−" : "+"}
        </span>
        <Tag className={styles[gone ? "removed" : "added"]}>
          <span className="hidden-text">{t(gone ? "common:removed" : "common:added")}: </span>
          {few ? list(names) : t("changes.markets", { count: names.length })}
        </Tag>
      </p>
      {!few && <Named names={names} few={false} />}
      {gone && <p className={styles.quiet}>{t("price:summary.consequence")}</p>}
    </>
  );
}

function Named({ names, few }: { names: readonly string[]; few: boolean }) {
  const { t } = useTranslation("review");
  const { list } = useFormat();
  if (few) return <p className={styles.quiet}>{list(names)}</p>;
  return (
    <details className={styles.languages}>
      <summary>{t("changes.marketNames", { count: names.length })}</summary>
      <p>{list(names)}</p>
    </details>
  );
}
