// *Guide me*: the same pages, walked in order. Back, where one is, Next; leaving is always possible and the place is kept.

import { ArrowLeft16Regular } from "@fluentui/react-icons/svg/arrow-left";
import { ArrowRight16Regular } from "@fluentui/react-icons/svg/arrow-right";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import styles from "./GuideBar.module.css";

export interface GuideBarProps {
  n: number;
  m: number;
  /** The name of this step. */
  label: string;
  /** Absent at the first step. */
  onBack?: (() => void) | undefined;
  /** Absent at the last step. */
  onNext?: (() => void) | undefined;
  /** The name of the step that *Next* leads to. */
  nextLabel?: string | undefined;
  onLeave(): void;
}

export function GuideBar({ n, m, label, onBack, onNext, nextLabel, onLeave }: GuideBarProps) {
  const { t } = useTranslation("common");
  return (
    <section className={styles.bar} aria-label={t("guide")} data-pane data-walk>
      <p className={styles.place}>
        <strong>{t("step", { n, m })}</strong> {label}
      </p>
      <span className={styles.marks} aria-hidden>
        {Array.from({ length: m }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks have a place and nothing else
          <span key={index} data-mark={index + 1 < n ? "past" : index + 1 === n ? "here" : "ahead"} />
        ))}
      </span>
      <div className={styles.acts}>
        <Button appearance="transparent" onClick={onLeave}>
          {t("leave")}
        </Button>
        {onBack && (
          <Button icon={<ArrowLeft16Regular />} onClick={onBack}>
            {t("back")}
          </Button>
        )}
        {onNext && (
          <Button icon={<ArrowRight16Regular />} iconPosition="after" onClick={onNext}>
            {t("next")}
            {nextLabel !== undefined && <span className="hidden-text">: {nextLabel}</span>}
          </Button>
        )}
      </div>
    </section>
  );
}
