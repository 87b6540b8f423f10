// The window of Home: what customers can get stands on the sill under the awning. A product leaves it when it stops
// selling. Each is a link; its name is in the tooltip.

import { Tooltip } from "@fluentui/react-components";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { LiveProduct } from "@/bindings";
import { useFormat } from "@/i18n/useFormat.ts";
import { Awning } from "./Awning.tsx";
import { ProductMark } from "./ProductMark.tsx";
import styles from "./Sill.module.css";

/** As many as stand side by side; the rest is counted. */
const ROOM = 11;

export function Sill({ live, asOf }: { live: readonly LiveProduct[]; asOf: string | null }) {
  const { t } = useTranslation(["common", "shell"]);
  const { when } = useFormat();
  const shown = live.slice(0, ROOM);
  const more = live.length - shown.length;
  const label = t("common:inWindow", { count: live.length });
  return (
    <section className={styles.window} aria-label={label}>
      <Awning scallops={18} className={styles.awning} />
      <ul className={styles.sill}>
        {shown.map((product) => (
          <li key={product.id}>
            <Tooltip content={product.name} relationship="label" withArrow>
              <Link to="/products/$product" params={{ product: product.id }} className={styles.product}>
                <ProductMark name={product.name} size={32} />
              </Link>
            </Tooltip>
          </li>
        ))}
        {more > 0 && (
          <li>
            <Link to="/products" className={styles.more}>
              {t("common:more", { count: more })}
            </Link>
          </li>
        )}
      </ul>
      <div className={styles.facts}>
        <span>{label}</span>
        {asOf !== null && <span>{t("shell:asOf", { time: when(asOf) })}</span>}
      </div>
    </section>
  );
}
