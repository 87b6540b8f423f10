// Of an app: where it is found, what it works best with, what its makers declare.

import { useTranslation } from "react-i18next";
import type { StoreTables } from "@/bindings";
import { DraftCheck } from "@/components/DraftCheck.tsx";
import { DraftChecks } from "@/components/DraftChecks.tsx";
import { Section } from "@/components/Page.tsx";
import { useValueName } from "@/i18n/values.ts";
import { Category } from "./Category.tsx";
import { Elsewhere } from "./Elsewhere.tsx";

/** In the order in which Partner Center asks. */
const DECLARATIONS = [
  "hasExternalInAppProducts",
  "meetAccessibilityGuidelines",
  "canInstallOnRemovableMedia",
  "automaticBackupEnabled",
] as const;

export function AppProperties({ tables }: { tables: StoreTables }) {
  const { t } = useTranslation("properties");
  const valueName = useValueName();
  return (
    <>
      <Section title={t("categoryTitle")}>
        <Category categories={tables.categories} />
      </Section>
      <Section title={t("hardwareTitle")}>
        <DraftChecks
          pointer="/hardwarePreferences"
          label={t("hardwareLabel")}
          hint={t("hardwareHint")}
          choices={tables.hardware}
          nameOf={(one) => valueName("hardwarePreferences", one) ?? one}
        />
      </Section>
      <Section title={t("declarations")}>
        {DECLARATIONS.map((name) => (
          <DraftCheck key={name} pointer={`/${name}`} label={t(`declare.${name}`)} hint={t(`consequence.${name}`)} />
        ))}
      </Section>
      <Elsewhere />
    </>
  );
}
