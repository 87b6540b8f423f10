// One choice of a few that narrow a list, each with how many it would show. The filters of every list look and read alike.

import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Filters.module.css";

export interface FiltersProps<F extends string> {
  /** What they narrow, for who cannot see them together. */
  label: string;
  filters: readonly F[];
  chosen: F;
  nameOf(filter: F): string;
  countOf?: ((filter: F) => number) | undefined;
  onChoose(filter: NoInfer<F>): void;
  /** Where they stand in their row. */
  className?: string | undefined;
}

export function Filters<F extends string>(props: FiltersProps<F>) {
  const { label, filters, chosen, nameOf, countOf, onChoose, className } = props;
  const { number } = useFormat();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and takes no flex layout in WebKit
    <div
      className={className === undefined ? styles.filters : `${styles.filters} ${className}`}
      role="group"
      aria-label={label}
    >
      {filters.map((one) => (
        <button
          key={one}
          type="button"
          className={styles.filter}
          aria-pressed={chosen === one}
          onClick={() => onChoose(one)}
        >
          {nameOf(one)} {countOf && <strong>{number(countOf(one))}</strong>}
        </button>
      ))}
    </div>
  );
}
