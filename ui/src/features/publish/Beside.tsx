// What exists at Microsoft, said at every stop, and how the work can be ended now.

import { FastForward20Regular } from "@fluentui/react-icons/svg/fast-forward";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import type { Job, ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { HandOffCard } from "@/components/HandOffCard.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAtMicrosoft } from "@/components/useAtMicrosoft.ts";
import { useDo, useSession } from "@/data/ask.ts";
import styles from "./Publish.module.css";

export function Beside({ job, view }: { job: Job; view: ProductView | undefined }) {
  const { t } = useTranslation(["publish", "shell", "product"]);
  const exists = useAtMicrosoft();
  const session = useSession();
  const skip = useDo("practice_skip", () => announce(t("shell:practice.skipped")));
  const { status, at_microsoft: at, product } = job;
  return (
    <aside className={styles.aside}>
      <Part title={t("exist.title")}>
        <p>
          {status === "succeeded" ? t("exists.live", { name: at.friendly_name ?? at.submission ?? "" }) : exists(at)}
        </p>
        {at.submission !== null && (
          <p className={styles.quiet}>
            {t("submission")} <code>{at.submission}</code>
          </p>
        )}
      </Part>
      {status === "following" && <Ending job={job} view={view} />}
      {status === "succeeded" && (
        <p>
          <Link className="link" to="/products/$product/history" params={{ product }}>
            {t("history")}
          </Link>
        </p>
      )}
      {view && (
        <Part title={view.account_name}>
          <p>{job.product_name}</p>
          <p className={styles.quiet}>{t("started", { moment: job.started_at })}</p>
        </Part>
      )}
      {session?.practice && status === "following" && (
        <div>
          <Button
            size="small"
            className={styles.practice}
            icon={<FastForward20Regular />}
            disabledFocusable={skip.isPending}
            onClick={() => !skip.isPending && skip.mutate(null)}
          >
            {t("skip")}
          </Button>
          {skip.error && <ProblemBar problem={skip.error.problem} />}
        </div>
      )}
    </aside>
  );
}

/** Microsoft has it: only Partner Center can cancel, or nobody any more. */
function Ending({ job, view }: { job: Job; view: ProductView | undefined }) {
  const { t } = useTranslation(["publish", "product"]);
  const [shown, setShown] = useState(false);
  const open = useDo("link_open");
  const { product, product_name: name } = job;
  if (job.cancel === "notPossible") return <p>{t("cancel.notPossible")}</p>;
  if (job.cancel !== "handOff") return null;
  if (!shown) {
    return (
      <p>
        <button type="button" className="link" onClick={() => setShown(true)}>
          {t("cancel.handOff")}
        </button>
      </p>
    );
  }
  return (
    <>
      <HandOffCard
        title={t("product:handOff.cancel.title")}
        why={t("product:handOff.cancel.why")}
        {...(view ? { account: t("product:handOff.account", { account: view.account_name }) } : {})}
        steps={[t("product:handOff.cancel.press", { product: name })]}
        onOpen={() => open.mutate({ to: "partnerCenter", product })}
        onLater={() => setShown(false)}
      />
      {open.error && <ProblemBar problem={open.error.problem} about={{ product, job: job.id }} />}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className={styles.part} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
    </section>
  );
}
