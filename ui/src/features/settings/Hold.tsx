// How long an act waits that cannot be undone, before anything of it is sent.

import { Radio, RadioGroup } from "@fluentui/react-components";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "@/components/Page.tsx";
import { useSettings } from "@/data/ask.ts";
import styles from "./Settings.module.css";

const SECONDS = [0, 10, 30] as const;

export function Hold() {
  const { t } = useTranslation("settings");
  const [settings, change] = useSettings();
  const hint = useId();
  if (!settings) return null;
  return (
    <Section title={t("hold.title")}>
      <RadioGroup
        layout="horizontal"
        aria-label={t("hold.title")}
        aria-describedby={hint}
        className={styles.hold ?? ""}
        value={String(settings.hold)}
        onChange={(_, { value }) => change({ hold: Number(value) })}
      >
        {SECONDS.map((one) => (
          <Radio key={one} value={String(one)} label={t("hold.seconds", { seconds: one })} />
        ))}
      </RadioGroup>
      <p id={hint} className={styles.quiet}>
        {t(settings.hold === 0 ? "hold.hintNone" : "hold.hint")}
      </p>
    </Section>
  );
}
