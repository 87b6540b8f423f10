// What every new package carries for Windows 8 and nothing newer reads (windows-dev-docs `manage-app-submissions.md`).

import { useTranslation } from "react-i18next";
import { DraftChoice } from "@/components/DraftChoice.tsx";
import { Folded } from "@/components/Folded.tsx";
import { useAsk } from "@/data/ask.ts";
import { useValueName } from "@/i18n/values.ts";
import styles from "./packages.module.css";

export function OlderSettings({ at }: { at: string }) {
  const { t } = useTranslation("packages");
  const valueName = useValueName();
  const tables = useAsk("store_tables", null);
  if (!tables.data) return null;
  const [directX, memory] = [`${at}/minimumDirectXVersion`, `${at}/minimumSystemRam`];
  return (
    <Folded title={t("older")} pointers={[directX, memory]}>
      <p className={styles.olderHint}>{t("olderHint")}</p>
      <DraftChoice
        pointer={directX}
        label={t("directXLabel")}
        choices={tables.data.direct_x_versions}
        nameOf={(one) => valueName("minimumDirectXVersion", one) ?? one}
        empty={t("olderEmpty")}
      />
      <DraftChoice
        pointer={memory}
        label={t("memoryLabel")}
        choices={tables.data.system_rams}
        nameOf={(one) => valueName("minimumSystemRam", one) ?? one}
        empty={t("olderEmpty")}
      />
    </Folded>
  );
}
