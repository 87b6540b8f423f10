// What must never be overlooked, at the very top of every page: this is practice; this account speaks to other addresses
// than Microsoft's.

import { useTranslation } from "react-i18next";
import type { Account } from "@/bindings";
import { useDo } from "@/data/ask.ts";
import styles from "./Banner.module.css";
import { useRun } from "./run.ts";

export function PracticeBanner() {
  const { t } = useTranslation("shell");
  const run = useRun();
  const leave = useDo("practice_leave");
  return (
    <section className={styles.banner} data-kind="practice" aria-label={t("practice.mark")}>
      <span className={styles.mark}>{t("practice.mark")}</span>
      <span className={styles.say}>{t("practice.say")}</span>
      <span className={styles.acts}>
        <button type="button" className={styles.act} onClick={() => run("practiceSkip")}>
          {t("practice.skip")}
        </button>
        <button type="button" className={styles.act} onClick={() => leave.mutate(null)}>
          {t("practice.leave")}
        </button>
      </span>
    </section>
  );
}

export function EndpointsBanner({ account }: { account: Account }) {
  const { t } = useTranslation("shell");
  return (
    <section className={styles.banner} data-kind="endpoints" aria-label={t("endpoints.mark")}>
      <span className={styles.mark}>{t("endpoints.mark")}</span>
      <span className={styles.say}>
        {t("endpoints.say", { name: account.name, host: hostOf(account.endpoints.store) })}
      </span>
    </section>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
