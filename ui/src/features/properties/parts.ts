// `Category` or `Category_Sub`, as the submission writes it, taken apart. Values that stand in no table keep their spelling.

interface Known {
  value: string;
  subcategories: readonly string[];
}

/** The category, and the whole value when it names a subcategory; both empty when nothing was chosen. */
export function partsOf(value: unknown, categories: readonly Known[]): { parent: string; subcategory: string } {
  // Clients of the service write `NotSet` for nothing (StoreBroker, `AppConfigTemplate.json`).
  if (typeof value !== "string" || value === "" || value === "NotSet") return { parent: "", subcategory: "" };
  const parent = value.split("_", 1)[0] ?? "";
  if (!categories.some((one) => one.value === parent)) return { parent: value, subcategory: "" };
  return { parent, subcategory: parent === value ? "" : value };
}
