// Review: what is wrong, what would change, what happens next, and the one door out. Nothing reaches Microsoft before
// *Submit* is pressed here; this page is its dialog, so no second one opens.

import { CloudArrowUp20Regular } from "@fluentui/react-icons/svg/cloud-arrow-up";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { outcome } from "@/app/landing/land.ts";
import { announce } from "@/app/live.ts";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import { PendingCard } from "@/app/pending/PendingCard.tsx";
import { usePending } from "@/app/pending/usePending.ts";
import type { ReviewView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProblemList } from "@/components/ProblemList.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo, useSession } from "@/data/ask.ts";
import { useDraft, useDraftView, useStanding } from "@/data/drafts.tsx";
import { Aside } from "./Aside.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { Consequences } from "./Consequences.tsx";
import styles from "./Review.module.css";

export function ReviewPage() {
  const { t } = useTranslation(["review", "shell"]);
  const store = useDraft();
  const standing = useStanding();
  const review = useAsk("review", store.id, { enabled: false });
  const { refetch } = review;
  // What is typed is on disk before it is reviewed; each answer of the core may change what stands here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `standing` says that the draft changed
  useEffect(() => {
    let here = true;
    void store
      .flush()
      .catch(() => {})
      .then(() => {
        if (here) void refetch();
      });
    return () => {
      here = false;
    };
  }, [store, standing, refetch]);
  const again = useCallback(() => void refetch(), [refetch]);
  if (review.data) return <Review review={review.data} onAgain={again} />;
  return (
    <Page title={t("title")} product={store.view.product_name}>
      {review.error ? (
        <ProblemBar
          problem={review.error.problem}
          onRetry={() => void refetch()}
          about={{ product: store.view.product }}
        />
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  );
}

function Review({ review, onAgain }: { review: ReviewView; onAgain: () => void }) {
  const { t } = useTranslation(["review", "common"]);
  const navigate = useNavigate();
  const session = useSession();
  const { locked } = useDraftView();
  const problems = useRef<HTMLHeadingElement>(null);
  const reason = useRef<HTMLDivElement>(null);
  const reasonId = useId();
  const { product, product_name: name } = review;
  const toProgress = () => void navigate({ to: "/products/$product/publish", params: { product } });
  const submit = useDo("publish_start", (_, client) => {
    void client.invalidateQueries({ queryKey: ["product", product] });
    // "Nothing is sent before you submit": now it is.
    outcome.set(null);
    toProgress();
  });
  // About the draft as a whole: it has a button of its own, and no field to go to.
  const conflict = review.problems.find((problem) => problem.code === "draft.conflict");
  const [serious, tips] = [
    review.problems.filter((problem) => problem.severity !== "tip" && problem !== conflict),
    review.problems.filter((problem) => problem.severity === "tip"),
  ];
  const musts = review.problems.filter((problem) => problem.severity === "must").length;
  const open = locked ? null : review.open_submission;
  const view = useAsk("product", product);
  const { pending, error } = usePending(open === null ? undefined : view.data);
  // It may be deleted, or be another one, since the review was made.
  const standing = view.data && (view.data.ribbon.microsoft?.submission ?? "");
  const reviewed = review.ribbon.microsoft?.submission ?? "";
  useEffect(() => {
    if (standing !== undefined && standing !== reviewed) onAgain();
  }, [standing, reviewed, onAgain]);
  const offline = Boolean(session?.offline_since);
  const because = review.submit.state === "notPossible" ? review.submit.because : undefined;
  const prevented = offline || because !== undefined;

  function press() {
    if (submit.isPending) return;
    if (musts > 0) {
      problems.current?.focus();
      announce(t("problemsFirst", { count: musts }));
    } else if (prevented || open !== null) {
      reason.current?.focus();
      if (open !== null) announce(t("openFirst"));
    } else {
      submit.mutate({ draft: review.draft, revision: review.revision });
    }
  }

  return (
    <Page
      title={t("title")}
      subtitle={useSubtitle(review)}
      product={name}
      problems={musts}
      ribbon={<Ribbon ribbon={review.ribbon} compact />}
      actions={
        locked ? (
          <Button appearance="primary" onClick={toProgress}>
            {t("progress")}
          </Button>
        ) : (
          !review.identical && (
            <Button
              appearance="primary"
              icon={<CloudArrowUp20Regular />}
              disabledFocusable={submit.isPending}
              {...(prevented ? { "aria-describedby": reasonId } : {})}
              onClick={press}
            >
              {t(submit.isPending ? "submitting" : "submit")}
            </Button>
          )
        )
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          {submit.error && (
            <ProductProblem
              problem={submit.error.problem}
              product={product}
              again={() => {
                submit.reset();
                onAgain();
              }}
            />
          )}
          {locked && <p className={styles.bar}>{t("locked")}</p>}
          <div ref={reason} id={reasonId} tabIndex={-1} className={styles.reason}>
            {!locked && offline && <p className={styles.bar}>{t("offline")}</p>}
            {!locked && because && (
              <section aria-label={t("not")}>
                <ProductProblem problem={because} product={product} />
              </section>
            )}
            {open && pending && <PendingCard pending={pending} productName={name} lead={t("open.lead")} />}
            {open && error && <ProblemBar problem={error.problem} about={{ product }} />}
          </div>
          {conflict && <ProductProblem problem={conflict} product={product} draft={review.draft} />}
          <Consequences review={review} />
          {serious.length > 0 && <ProblemList problems={serious} product={product} headingRef={problems} />}
          {tips.length > 0 && (
            <details className={styles.tips}>
              <summary>{t("tips", { count: tips.length })}</summary>
              <ProblemList problems={tips} product={product} bare />
            </details>
          )}
          {review.identical ? (
            <EmptyState
              title={t("identical.title")}
              body={t("identical.body")}
              action={
                <Button onClick={() => void navigate({ to: "/products/$product/draft", params: { product } })}>
                  {t("identical.edit")}
                </Button>
              }
            />
          ) : (
            <ChangeList changes={review.changes} files={review.files} />
          )}
        </div>
        <Aside review={review} />
      </div>
    </Page>
  );
}

function useSubtitle(review: ReviewView): string {
  const { t } = useTranslation("review");
  const { product_name: product, live_version: live, new_version: version } = review;
  if (live === null) return t("subtitleFirst", { product });
  return version === null ? t("subtitleNoVersion", { product, live }) : t("subtitle", { product, version, live });
}
