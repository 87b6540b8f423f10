// The names of values that the Store has closed lists for (categories, hardware, genres, …), by the field they stand in.
// A value without a name here is the service's newer one and is shown as it is.

import { useTranslation } from "react-i18next";

const GROUPS: Record<string, string> = {
  applicationCategory: "properties:category",
  hardwarePreferences: "properties:hardware",
  contentType: "properties:contentType",
  lifetime: "properties:lifetime",
  productType: "properties:productType",
  genres: "properties:category",
  visibility: "price:visibility.value",
  visibilityOfAddOn: "price:visibility.addOn.value",
  trialPeriod: "price:trial.period",
  kinectDataForExternal: "game:kinect",
  enterpriseLicensing: "options:licensing",
  minimumDirectXVersion: "packages:directX",
  minimumSystemRam: "packages:memory",
  deviceFamily: "packages:deviceFamily",
  capability: "packages:capability",
  allowTargetFutureDeviceFamilies: "options:family",
};

/** Prices have names of their own and numbers without end. */
const PRICES = ["priceId", "marketPrice"];
const TIER = /^Tier(\d+)$/;

/** A genre spells one name differently from the category of the same name. */
const SPELLED: Record<string, string> = { Games_RolePlaying: "Games_Roleplaying" };

/** The name of a value of a field, or undefined where the field has no such list or the list no such value. */
export function useValueName(): (field: string, value: string) => string | undefined {
  const { t } = useTranslation(["properties", "game", "options", "packages", "price"]);
  const say = t as unknown as (key: string, options: object) => string;
  const named = (group: string, value: string) =>
    say(`${group}.${SPELLED[value] ?? value}`, { defaultValue: "" }) || undefined;
  return (field, value) => {
    if (PRICES.includes(field)) {
      const tier = TIER.exec(value)?.[1];
      if (tier !== undefined) return t("price:tier.plain", { n: tier });
      if (value === "Free") return t("price:word.free");
      return value === "NotAvailable" ? t("price:word.closed") : undefined;
    }
    const group = GROUPS[field];
    // A point or a colon would be a path in the catalogue; no name has either.
    if (group === undefined || /[.:]/.test(value)) return undefined;
    const name = named(group, value);
    const [category = "", subcategory] = field === "applicationCategory" ? value.split("_") : [];
    return name === undefined || subcategory === undefined
      ? name
      : t("properties:within", { category: named(group, category) ?? category, subcategory: name });
  };
}
