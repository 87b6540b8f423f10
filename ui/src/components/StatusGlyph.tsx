// A state: a glyph in its colour and the word in ink. The same icon and the same word everywhere, never colour alone, no
// pill. Only what needs the person is heavy; only a problem colours its word.

import { Certificate16Regular } from "@fluentui/react-icons/svg/certificate";
import { CheckmarkCircle16Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { CloudArrowUp16Regular } from "@fluentui/react-icons/svg/cloud-arrow-up";
import { DataUsage16Regular } from "@fluentui/react-icons/svg/data-usage";
import { DismissCircle16Regular } from "@fluentui/react-icons/svg/dismiss-circle";
import { Drafts16Regular } from "@fluentui/react-icons/svg/drafts";
import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Flag16Filled } from "@fluentui/react-icons/svg/flag";
import { HourglassHalf16Regular } from "@fluentui/react-icons/svg/hourglass-half";
import { Rocket16Regular } from "@fluentui/react-icons/svg/rocket";
import { Stop16Filled } from "@fluentui/react-icons/svg/stop";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { ShownState, StateSeen } from "@/bindings";
import styles from "./StatusGlyph.module.css";

type Tone = "neutral" | "work" | "ok" | "warn" | "bad";

const LOOKS: Record<ShownState, { icon: ComponentType<{ className?: string }>; tone: Tone; heavy?: true }> = {
  draft: { icon: Drafts16Regular, tone: "neutral" },
  sending: { icon: CloudArrowUp16Regular, tone: "work" },
  checks: { icon: HourglassHalf16Regular, tone: "work" },
  certification: { icon: Certificate16Regular, tone: "work" },
  scheduled: { icon: HourglassHalf16Regular, tone: "work" },
  ready: { icon: Flag16Filled, tone: "warn", heavy: true },
  goingLive: { icon: Rocket16Regular, tone: "work" },
  live: { icon: CheckmarkCircle16Regular, tone: "ok" },
  rollingOut: { icon: DataUsage16Regular, tone: "work" },
  needsYou: { icon: ErrorCircle16Filled, tone: "bad", heavy: true },
  stopped: { icon: Stop16Filled, tone: "neutral" },
  cancelled: { icon: DismissCircle16Regular, tone: "neutral" },
  unknown: { icon: Warning16Filled, tone: "warn" },
};

/** `seen` as the core gives it; an unknown state shows the service's own word. */
export function StatusGlyph({ seen }: { seen: Pick<StateSeen, "state" | "raw" | "percent" | "date"> }) {
  const { t } = useTranslation("states");
  const { icon: Icon, tone, heavy } = LOOKS[seen.state] ?? LOOKS.unknown;
  const word =
    seen.state === "unknown"
      ? t("state.unknown", { raw: seen.raw })
      : seen.state === "rollingOut" && seen.percent !== null
        ? t("state.rollingOut", { percent: seen.percent })
        : seen.state === "scheduled" && seen.date !== null
          ? t("state.scheduledFor", { date: seen.date })
          : seen.state === "rollingOut"
            ? t("state.rollingOutSome")
            : t(`state.${seen.state}`);
  return (
    <span className={styles.status} data-tone={tone} data-heavy={heavy ?? false} data-state={seen.state}>
      <Icon className={styles.icon} />
      <span>{word}</span>
    </span>
  );
}

/** While a state has not been read yet: a dash that says so to readers. */
export function StatusUnread() {
  const { t } = useTranslation("states");
  return (
    <span className={styles.unread}>
      <span aria-hidden>—</span>
      <span className="hidden-text">{t("state.unread")}</span>
    </span>
  );
}
