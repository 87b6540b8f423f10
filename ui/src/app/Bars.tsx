// Message bars above the page: being offline, and trouble that belongs to no page. At most two, the most severe first.

import { WifiOff20Regular } from "@fluentui/react-icons/svg/wifi-off";
import { useTranslation } from "react-i18next";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useSession } from "@/data/ask.ts";
import { troubles, useSignal } from "@/data/signals.ts";
import styles from "./Bars.module.css";

export function Bars() {
  const { t } = useTranslation("shell");
  const session = useSession();
  const found = useSignal(troubles);
  const offline = Boolean(session?.offline_since);
  const shown = found.slice(0, offline ? 1 : 2);
  return (
    <section className={styles.bars} data-pane aria-label={t("bars")} hidden={!offline && shown.length === 0}>
      {shown.map((problem) => (
        <ProblemBar
          key={`${problem.code} ${problem.pointer}`}
          problem={problem}
          onClose={() => {
            troubles.set(troubles.value.filter((one) => one !== problem));
            // The button goes with its bar; the focus must not fall to the body.
            document.querySelector<HTMLElement>("#page h1")?.focus();
          }}
        />
      ))}
      {offline && (
        <div className={styles.offline}>
          <WifiOff20Regular aria-hidden />
          <p>
            <strong>{t("offline.title")}</strong> {t("offline.body")}
          </p>
        </div>
      )}
    </section>
  );
}
