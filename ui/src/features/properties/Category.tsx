// Category and subcategory: one value of the submission, two questions to a person.

import { Input, Select } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { StoreTables } from "@/bindings";
import { FormField } from "@/components/FormField.tsx";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useValueName } from "@/i18n/values.ts";
import { partsOf } from "./parts.ts";
import styles from "./properties.module.css";

const AT = "/applicationCategory";

export function Category({ categories }: { categories: StoreTables["categories"] }) {
  const { t } = useTranslation(["properties", "common"]);
  const valueName = useValueName();
  const field = useField<unknown>(AT);
  const { locked } = useDraftView();
  const why = locked ? problemText(locked, t).title : undefined;
  const { parent, subcategory } = partsOf(field.value, categories);
  const below = categories.find(({ value }) => value === parent)?.subcategories ?? [];
  // The subcategory alone, as a genre is named: its category stands above it.
  const name = (value: string) => valueName("genres", value) ?? t("common:unknownValue", { value });
  const say = (value: unknown) => {
    const parts = partsOf(value, categories);
    if (parts.parent === "") return t("notChosen");
    const whole = parts.subcategory === "" ? parts.parent : parts.subcategory;
    return valueName("applicationCategory", whole) ?? t("common:unknownValue", { value: whole });
  };
  const write = (value: unknown) => {
    field.set(value);
    field.flush();
  };
  return (
    <>
      <FormField
        pointer={AT}
        label={t("categoryLabel")}
        hint={t("categoryHint")}
        problems={field.problems}
        difference={field.difference}
        say={say}
        onPutBack={() => write(field.difference?.before)}
        locked={why}
      >
        {({ readOnly, ...control }) =>
          readOnly ? (
            <Input {...control} value={parent === "" ? t("notChosen") : name(parent)} readOnly />
          ) : (
            <Select
              {...control}
              className={styles.choice ?? ""}
              value={parent}
              onChange={(_, data) => write(data.value)}
            >
              {!categories.some(({ value }) => value === parent) && (
                <option value={parent}>{parent === "" ? t("notChosen") : name(parent)}</option>
              )}
              {categories.map(({ value }) => (
                <option key={value} value={value}>
                  {name(value)}
                </option>
              ))}
            </Select>
          )
        }
      </FormField>
      {(below.length > 0 || subcategory !== "") && (
        <FormField label={t("subcategoryLabel")} locked={why}>
          {({ readOnly, ...control }) =>
            readOnly ? (
              <Input {...control} value={subcategory === "" ? t("noSubcategory") : name(subcategory)} readOnly />
            ) : (
              <Select
                {...control}
                className={styles.choice ?? ""}
                value={subcategory}
                onChange={(_, data) => write(data.value === "" ? parent : data.value)}
              >
                <option value="">{t("noSubcategory")}</option>
                {subcategory !== "" && !below.includes(subcategory) && (
                  <option value={subcategory}>{name(subcategory)}</option>
                )}
                {below.map((value) => (
                  <option key={value} value={value}>
                    {name(value)}
                  </option>
                ))}
              </Select>
            )
          }
        </FormField>
      )}
    </>
  );
}
