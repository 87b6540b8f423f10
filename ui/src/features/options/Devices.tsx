// Where the Store may offer the app in future, and what is left of the store for organisations.

import { useTranslation } from "react-i18next";
import type { StoreTables } from "@/bindings";
import { DraftCheck } from "@/components/DraftCheck.tsx";
import { DraftChoice } from "@/components/DraftChoice.tsx";
import { FieldGroup } from "@/components/FieldGroup.tsx";
import { Folded } from "@/components/Folded.tsx";
import { Section } from "@/components/Page.tsx";
import { useField } from "@/data/drafts.tsx";
import { pointer } from "@/data/pointer.ts";
import { useValueName } from "@/i18n/values.ts";

const DECIDE = "/allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies";
const FAMILIES = "/allowTargetFutureDeviceFamilies";
const LICENSING = "/enterpriseLicensing";

export function Devices({ tables }: { tables: StoreTables }) {
  const { t } = useTranslation("options");
  return (
    <>
      <Section title={t("devices")}>
        <Families known={tables.device_families} />
        <DraftCheck pointer={DECIDE} label={t("decide")} hint={t("decideHint")} />
      </Section>
      <Older tables={tables} />
    </>
  );
}

function Families({ known }: { known: StoreTables["device_families"] }) {
  const { t } = useTranslation("options");
  const valueName = useValueName();
  const field = useField<unknown>(FAMILIES);
  const told = typeof field.value === "object" && field.value !== null ? Object.keys(field.value) : [];
  const others = told.filter((name) => !known.some((one) => one.name === name));
  const nameOf = (name: string) => valueName("allowTargetFutureDeviceFamilies", name) ?? name;
  return (
    <FieldGroup
      pointer={FAMILIES}
      label={t("families")}
      hint={t("familiesHint")}
      problems={field.problems.filter((problem) => problem.pointer === FAMILIES)}
      locked={field.locked}
    >
      {known.map(({ name, retired }) => (
        <DraftCheck
          key={name}
          pointer={FAMILIES + pointer(name)}
          label={retired ? t("retired", { name: nameOf(name) }) : nameOf(name)}
        />
      ))}
      {others.map((name) => (
        <DraftCheck key={name} pointer={FAMILIES + pointer(name)} label={name} />
      ))}
    </FieldGroup>
  );
}

function Older({ tables }: { tables: StoreTables }) {
  const { t } = useTranslation("options");
  const valueName = useValueName();
  return (
    <Folded title={t("older")} pointers={[LICENSING]}>
      <DraftChoice
        pointer={LICENSING}
        label={t("licensingLabel")}
        hint={t("licensingHint")}
        choices={tables.enterprise_licensing}
        nameOf={(one) => valueName("enterpriseLicensing", one) ?? one}
        empty={t("licensingEmpty")}
      />
    </Folded>
  );
}
