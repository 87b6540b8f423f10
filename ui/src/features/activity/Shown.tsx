// Which part of the activity is shown.

import { Checkbox, Select } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { ActivityEntry, ProductId } from "@/bindings";
import { Filters } from "@/components/Filters.tsx";
import { useAsk } from "@/data/ask.ts";
import styles from "./Activity.module.css";
import { type Filter, SHOWN } from "./useActivity.ts";

export interface ShownProps {
  filter: Filter;
  /** What is shown now names add-ons, flights and products that are gone. */
  entries: readonly ActivityEntry[];
  onChange(filter: Filter): void;
}

export function Shown({ filter, entries, onChange }: ShownProps) {
  const { t } = useTranslation("activity");
  const products = useAsk("products", null);
  const names = new Map<ProductId, string>();
  for (const row of products.data?.rows ?? []) names.set(row.id, row.name);
  for (const { product, product_name: name } of entries) {
    if (product !== null && name !== null && !names.has(product)) names.set(product, name);
  }
  const sorted = [...names].sort(([, a], [, b]) => a.localeCompare(b));
  return (
    <div className={styles.tools}>
      <Filters
        label={t("filters")}
        filters={SHOWN}
        chosen={filter.show}
        nameOf={(show) => t(`filter.${show}`)}
        onChoose={(show) => onChange({ ...filter, show })}
      />
      <Select
        size="small"
        className={styles.products ?? ""}
        aria-label={t("product")}
        value={filter.product ?? ""}
        onChange={(_, { value }) => onChange({ ...filter, product: value === "" ? null : value })}
      >
        <option value="">{t("allProducts")}</option>
        {sorted.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Checkbox
        label={t("requests")}
        checked={filter.requests}
        onChange={(_, { checked }) => onChange({ ...filter, requests: checked === true })}
      />
    </div>
  );
}
