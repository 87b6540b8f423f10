// Who finds the product and who can get it: four values, each with its consequence. A value that is none of them is quoted
// and stays until another one is chosen. An add-on is bought inside its app, so the same values mean something else there
// (Microsoft Learn, "Set app pricing and availability for add-on").

import { Radio, RadioGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { FieldGroup } from "@/components/FieldGroup.tsx";
import { FixedValue } from "@/components/FieldParts.tsx";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { kindOf } from "@/data/kind.ts";
import styles from "./price.module.css";

const POINTER = "/visibility";
const VALUES = ["Public", "Private", "Hidden", "NotSet"] as const;

export function Visibility() {
  const { t } = useTranslation(["price", "common"]);
  const field = useField<unknown>(POINTER);
  const words = kindOf(useDraftView().product) === "addOn" ? "visibility.addOn" : "visibility";
  const known = VALUES.find((one) => one === field.value);
  const empty = field.value === undefined || field.value === null || field.value === "";
  const say = (value: unknown) => {
    const one = VALUES.find((each) => each === value);
    return one ? t(`${words}.value.${one}`) : t("common:unknownValue", { value: String(value) });
  };
  const write = (value: unknown) => {
    field.set(value);
    field.flush();
  };
  return (
    <FieldGroup
      pointer={POINTER}
      label={t(`${words}.label`)}
      problems={field.problems}
      difference={field.difference}
      say={say}
      locked={field.locked}
      onPutBack={() => write(field.difference?.before)}
    >
      {known === undefined && !field.locked && (
        <p className={styles.note}>{empty ? t("visibility.empty") : say(field.value)}</p>
      )}
      {field.locked ? (
        <FixedValue text={empty ? t("visibility.empty") : say(field.value)} />
      ) : (
        <RadioGroup aria-label={t(`${words}.label`)} value={known ?? ""} onChange={(_, data) => write(data.value)}>
          {VALUES.map((one) => (
            <Radio
              key={one}
              value={one}
              label={
                <>
                  {t(`${words}.value.${one}`)}
                  <span className={styles.about}>{t(`${words}.about.${one}`)}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      )}
    </FieldGroup>
  );
}
