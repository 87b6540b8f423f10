// How far a transfer is: bytes of bytes, speed, time left, and a bar that has a name.

import { ProgressBar } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Progress } from "@/bindings";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./ProgressRow.module.css";

export function ProgressRow({ progress, label }: { progress: Progress; label: string }) {
  const { t } = useTranslation("common");
  const format = useFormat();
  const { sent, total, bytes_per_second, seconds_left } = progress;
  const share = total === 0 ? 0 : sent / total;
  const facts = [
    t("progress.of", { sent: format.bytes(sent), total: format.bytes(total) }),
    bytes_per_second === null ? undefined : t("progress.speed", { speed: format.bytes(bytes_per_second) }),
    seconds_left === null ? undefined : t("progress.left", { duration: format.duration(seconds_left) }),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={styles.row}>
      <ProgressBar
        value={share}
        thickness="large"
        aria-label={label}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemax={100}
        aria-valuetext={format.percent(Math.round(share * 100))}
      />
      <p className={styles.facts}>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
    </div>
  );
}
