// The open submission in full: what somebody changed since it was sent, what it would change in the Store, and what the
// draft on this computer says otherwise. Compared first, decided after.

import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { countOf, PendingCard } from "@/app/pending/PendingCard.tsx";
import { usePending } from "@/app/pending/usePending.ts";
import type { Changes } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ChangeGroups } from "@/components/changes/ChangeGroups.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk } from "@/data/ask.ts";
import styles from "./Pending.module.css";

export function PendingPage() {
  const { product } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("pending");
  const navigate = useNavigate();
  const view = useAsk("product", product);
  const { pending, error } = usePending(view.data);
  const name = view.data?.row.name;
  const problem = view.error?.problem ?? error?.problem;
  const gone = view.data !== undefined && view.data.ribbon.microsoft === null;
  return (
    <Page
      title={t("page")}
      product={name}
      subtitle={name}
      ribbon={view.data && <Ribbon ribbon={view.data.ribbon} compact />}
    >
      {problem && <ProblemBar problem={problem} onRetry={() => void view.refetch()} about={{ product }} />}
      {gone && (
        <EmptyState
          body={t("gone")}
          action={
            <Button
              onClick={() =>
                void navigate({
                  to: view.data?.row.draft ? "/products/$product/review" : "/products/$product",
                  params: { product },
                })
              }
            >
              {t(view.data?.row.draft ? "toReview" : "toOverview")}
            </Button>
          }
        />
      )}
      {!gone && !pending && !problem && <Skeleton kind="cards" rows={2} />}
      {pending && (
        <div className={styles.page}>
          <PendingCard pending={pending} productName={name ?? ""} compared />
          {pending.since_sent !== null && countOf(pending.since_sent) > 0 && (
            <Compared title={t("since.title")} lead={t("since.lead")} changes={pending.since_sent} />
          )}
          <Compared title={t("live.title")} lead={t("live.lead")} changes={pending.against_live} />
          {pending.against_draft !== null && (
            <Compared title={t("draft.title")} lead={t("draft.lead")} changes={pending.against_draft} />
          )}
        </div>
      )}
    </Page>
  );
}

function Compared({ title, lead, changes }: { title: string; lead: string; changes: Changes }) {
  const { t } = useTranslation("pending");
  const count = countOf(changes);
  return (
    <Section title={title} note={t("values", { count })}>
      <p className={styles.lead}>{count === 0 ? t("same") : lead}</p>
      {count > 0 && <ChangeGroups changes={changes} groups={changes.groups} />}
    </Section>
  );
}
