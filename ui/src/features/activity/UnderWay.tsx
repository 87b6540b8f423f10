// What is being sent or followed now, and what was interrupted and can go on.

import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Job } from "@/bindings";
import { Section } from "@/components/Page.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { ProgressRow } from "@/components/ProgressRow.tsx";
import { useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Activity.module.css";

const NOT_OVER: readonly Job["status"][] = ["running", "interrupted", "following"];

export function UnderWay() {
  const { t } = useTranslation("activity");
  const jobs = (useSession()?.jobs ?? []).filter((job) => NOT_OVER.includes(job.status));
  if (jobs.length === 0) return null;
  // What is being sent comes first, then what waits for the person, then what Microsoft works on.
  jobs.sort((a, b) => NOT_OVER.indexOf(a.status) - NOT_OVER.indexOf(b.status));
  return (
    <Section title={t("underWay")}>
      <ul className={styles.jobs}>
        {jobs.map((job) => (
          <Row key={job.id} job={job} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ job }: { job: Job }) {
  const { t } = useTranslation(["activity", "publish", "states", "common"]);
  const format = useFormat();
  const { product, product_name: name, status, progress } = job;
  const step = job.steps.find((one) => one.state === "current" || one.state === "failed");
  const action = t(status === "interrupted" ? "resume" : "progress");
  return (
    <li className={styles.job}>
      <ProductMark name={name} size={32} />
      <div className={styles.words}>
        <p>
          <Link to="/products/$product" params={{ product }} className={styles.name}>
            {name}
          </Link>
        </p>
        <p className={styles.quiet}>
          {status === "interrupted" && <ErrorCircle16Filled className={styles.bad} aria-hidden />}
          {status === "interrupted" ? t("interrupted") : t(`under.${status === "following" ? "following" : "running"}`)}
          {step && <span>{t(`states:phase.${step.phase}`)}</span>}
          {step?.started_at != null && <span>{t("publish:since", { when: format.when(step.started_at) })}</span>}
        </p>
        {progress && <ProgressRow progress={progress} label={t("publish:upload", { product: name })} />}
      </div>
      <Link
        className="link"
        to="/products/$product/publish"
        params={{ product }}
        aria-label={t("common:of", { action, product: name })}
      >
        {action}
      </Link>
    </li>
  );
}
