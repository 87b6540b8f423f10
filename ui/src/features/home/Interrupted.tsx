// Sending that the end of Vitrine or a fault interrupted, offered again at the next start: what it was, where it stopped,
// what exists at Microsoft.

import { Warning20Filled } from "@fluentui/react-icons/svg/warning";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { useAtMicrosoft } from "@/components/useAtMicrosoft.ts";
import { useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Home.module.css";

export function Interrupted() {
  const { t } = useTranslation("publish");
  const format = useFormat();
  const session = useSession();
  const navigate = useNavigate();
  const exists = useAtMicrosoft();
  const jobs = session?.jobs.filter((job) => job.status === "interrupted") ?? [];
  return jobs.map((job) => (
    <section key={job.id} className={styles.bar} aria-label={t("interrupted.label", { product: job.product_name })}>
      <Warning20Filled className={styles.warn} aria-hidden />
      <p className={styles.barWords}>
        <strong>{t("interrupted.title", { product: job.product_name })}</strong>{" "}
        {t("interrupted.when", { moment: job.updated_at, when: format.when(job.updated_at) })}{" "}
        {exists(job.at_microsoft)}
      </p>
      <Button
        size="small"
        onClick={() => void navigate({ to: "/products/$product/publish", params: { product: job.product } })}
      >
        {t("interrupted.open")}
        <span className="hidden-text">: {job.product_name}</span>
      </Button>
    </section>
  ));
}
