// A publication under way: every step, what exists at Microsoft, and what stopping means now. The work itself is a record
// in the core; this page may be left and found again at any time.

import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import { Slow } from "@/app/Slow.tsx";
import type { Job, ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { patchSession, useAsk, useDo, useSession } from "@/data/ask.ts";
import { Beside } from "./Beside.tsx";
import styles from "./Publish.module.css";
import { Steps } from "./Steps.tsx";
import { StopDialog } from "./StopDialog.tsx";

export function PublishPage() {
  const { product } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("publish");
  const session = useSession();
  const view = useAsk("product", product);
  const navigate = useNavigate();
  const jobs = session?.jobs.filter((job) => job.product === product) ?? [];
  const job = jobs.find((one) => one.id === view.data?.row.job) ?? newest(jobs);
  if (job) return <Publication job={job} view={view.data} />;
  return (
    <Page title={t("title.none")} product={view.data?.row.name}>
      <EmptyState
        body={t("none")}
        action={
          <Button onClick={() => void navigate({ to: "/products/$product", params: { product } })}>
            {t("toOverview")}
          </Button>
        }
      />
    </Page>
  );
}

function newest(jobs: readonly Job[]): Job | undefined {
  return [...jobs].sort((a, b) => b.started_at.localeCompare(a.started_at))[0];
}

function Publication({ job, view }: { job: Job; view: ProductView | undefined }) {
  const { t } = useTranslation(["publish", "shell"]);
  const navigate = useNavigate();
  const [stopping, setStopping] = useState(false);
  const { product, product_name: name, status } = job;
  // What is sent is what is live with another visibility, and no draft.
  const sale = job.purpose === "draft" ? null : job.purpose;
  const params = { product };
  const resume = useDo("job_resume", (next, client) => {
    client.setQueryData(["job", next.id], next);
  });
  const dismiss = useDo("job_dismiss", (_, client, id) => {
    const session = client.getQueryData<{ jobs: Job[] }>(["session", null]);
    patchSession(client, { jobs: session?.jobs.filter((one) => one.id !== id) ?? [] });
    void client.invalidateQueries({ queryKey: ["product", product] });
    void navigate({ to: "/products/$product", params });
  });
  const again = () => !resume.isPending && resume.mutate(job.id);
  const over = status === "succeeded" || status === "failed" || status === "cancelled";
  // What failed for good may have left a draft at Microsoft.
  const stoppable =
    (job.cancel === "stop" && !over) || (job.cancel === "deleteDraft" && (!over || status === "failed"))
      ? job.cancel
      : null;
  const held = status === "following" && view?.row.state?.state === "ready";
  const failed = resume.error?.problem ?? dismiss.error?.problem;
  return (
    <Page
      title={
        sale !== null
          ? t(`${sale}.${status}`, { product: name })
          : status === "failed" && job.at_microsoft.committed
            ? t("failedLater", { product: name })
            : t(`title.${status}`, { product: name })
      }
      product={name}
      windowTitle={t("shell:nav.publish")}
      problems={job.problem?.severity === "must" ? 1 : 0}
      ribbon={view && <Ribbon ribbon={view.ribbon} compact />}
      actions={
        <>
          {stoppable && (
            <Button appearance="transparent" onClick={() => setStopping(true)}>
              {t(status === "failed" ? "cancel.deleteLeft" : `cancel.${stoppable}`)}
            </Button>
          )}
          {over && status !== "succeeded" && job.draft !== null && (
            <Button onClick={() => void navigate({ to: "/products/$product/draft", params })}>{t("edit")}</Button>
          )}
          {over && (
            <Button disabledFocusable={dismiss.isPending} onClick={() => !dismiss.isPending && dismiss.mutate(job.id)}>
              {t("dismiss")}
            </Button>
          )}
          {job.can_resume && (
            <Button appearance="primary" disabledFocusable={resume.isPending} onClick={again}>
              {t(resume.isPending ? "resuming" : "resume")}
            </Button>
          )}
          {status === "succeeded" && (
            <Button appearance="primary" onClick={() => void navigate({ to: "/products/$product", params })}>
              {t("overview")}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.lead}>
        {sale !== null && (status === "succeeded" || status === "failed" || status === "cancelled")
          ? t(`${sale}.lead.${status}`)
          : t(`lead.${status}`)}
      </p>
      <div className={styles.columns}>
        <div className={styles.main}>
          {failed && <ProductProblem problem={failed} product={product} job={job.id} />}
          {held && (
            <section className={styles.held} aria-label={t("held.title")}>
              <p>
                <strong>{t("held.title")}.</strong> {t("held.body")}
              </p>
              <Button size="small" onClick={() => void navigate({ to: "/products/$product", params })}>
                {t("held.open")}
              </Button>
            </section>
          )}
          {view && status === "following" && (
            <Slow
              view={view}
              job={job.id}
              cancel={
                <Button
                  size="small"
                  appearance="transparent"
                  onClick={() => void navigate({ to: "/products/$product", params })}
                >
                  {t("toOverview")}
                </Button>
              }
            />
          )}
          <Steps job={job} account={view?.row.account} again={job.can_resume ? again : undefined} />
        </div>
        <Beside job={job} view={view} />
      </div>
      <StopDialog job={job} account={view?.account_name} open={stopping} onClose={() => setStopping(false)} />
    </Page>
  );
}
