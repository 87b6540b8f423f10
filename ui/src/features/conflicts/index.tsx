// Fields that both sides changed since the draft began: what was there, what is on this computer, what is at Microsoft, and a
// choice for each. Nothing is overwritten and nothing is chosen for a person; what only the other side changed comes in by
// itself.

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce, assertive } from "@/app/live.ts";
import type { ConflictsView, Side } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ChangeGroups } from "@/components/changes/ChangeGroups.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { useDraft, useDrafts } from "@/data/drafts.tsx";
import styles from "./Conflicts.module.css";
import { Field } from "./Field.tsx";

/** Whose value of each field stands, by pointer. */
type Choices = Readonly<Partial<Record<string, Side>>>;

export function ConflictsPage() {
  const { t } = useTranslation("conflicts");
  const store = useDraft();
  const asked = useAsk("draft_conflicts", store.id, { enabled: false });
  const { refetch } = asked;
  // What is typed is on disk before it is compared.
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
  }, [store, refetch]);
  if (asked.data && asked.data.conflicts.length > 0) {
    return <Choosing view={asked.data} onStale={() => void refetch()} />;
  }
  return (
    <Page title={t("title")} product={store.view.product_name} subtitle={store.view.product_name}>
      {asked.error ? (
        <ProblemBar
          problem={asked.error.problem}
          onRetry={() => void refetch()}
          about={{ product: store.view.product }}
        />
      ) : asked.data ? (
        <Nothing product={store.view.product} />
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  );
}

function Nothing({ product }: { product: string }) {
  const { t } = useTranslation("conflicts");
  const navigate = useNavigate();
  return (
    <EmptyState
      body={t("none")}
      action={
        <Button onClick={() => void navigate({ to: "/products/$product/review", params: { product } })}>
          {t("toReview")}
        </Button>
      }
    />
  );
}

function Choosing({ view, onStale }: { view: ConflictsView; onStale: () => void }) {
  const { t } = useTranslation("conflicts");
  const navigate = useNavigate();
  const drafts = useDrafts();
  const [choices, setChoices] = useState<Choices>({});
  const [stale, setStale] = useState(false);
  const fields = useRef(new Map<string, HTMLInputElement>());
  const { conflicts, taken, product } = view;
  const chosen = conflicts.filter(({ pointer }) => choices[pointer] !== undefined).length;
  const brought = taken.added + taken.changed + taken.removed + taken.moved;
  const resolve = useDo("draft_resolve", (draft, client) => {
    drafts.drop(draft.id);
    drafts.adopt(draft);
    void client.invalidateQueries({ queryKey: ["product", product] });
    announce(t("applied", { count: conflicts.length }));
    void navigate({ to: "/products/$product/review", params: { product } });
  });

  function all(side: Side) {
    setChoices(Object.fromEntries(conflicts.map(({ pointer }) => [pointer, side])));
    announce(t(side === "mine" ? "allMineSaid" : "allTheirsSaid", { count: conflicts.length }));
  }

  function apply() {
    if (resolve.isPending) return;
    const open = conflicts.find(({ pointer }) => choices[pointer] === undefined);
    if (open) {
      fields.current.get(open.pointer)?.focus();
      announce(t("left", { count: conflicts.length - chosen }));
      return;
    }
    setStale(false);
    resolve.mutate(
      {
        draft: view.draft,
        choices: conflicts.map(({ pointer }) => ({ pointer, side: choices[pointer] as Side })),
      },
      {
        onError: ({ problem }) => {
          // The fields are others by now: nothing was decided, and choices about what still stands here are kept.
          if (problem.code !== "draft.conflict") return;
          setStale(true);
          assertive.answer(t("stale"));
          onStale();
        },
      },
    );
  }

  return (
    <Page
      title={t("title")}
      product={view.product_name}
      subtitle={t("subtitle", { count: conflicts.length, product: view.product_name })}
      problems={1}
      actions={
        <>
          <Button onClick={() => all("mine")}>{t("allMine")}</Button>
          <Button onClick={() => all("theirs")}>{t("allTheirs")}</Button>
          <Button
            appearance="primary"
            aria-describedby="conflicts-chosen"
            disabledFocusable={resolve.isPending}
            onClick={apply}
          >
            {t(resolve.isPending ? "applying" : "apply")}
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        {stale ? (
          <p className={styles.bar}>{t("stale")}</p>
        ) : (
          resolve.error && <ProblemBar problem={resolve.error.problem} about={{ product }} />
        )}
        <p className={styles.lead}>
          {view.with === "pending"
            ? t("leadPending")
            : view.live_version === null
              ? t("leadLiveNoVersion")
              : t("leadLive", { version: view.live_version })}{" "}
          {t("nothing")}
        </p>
        <p id="conflicts-chosen" className={styles.chosen}>
          {t("chosen", { count: chosen, total: conflicts.length })}
        </p>
        <ol className={styles.fields}>
          {conflicts.map((conflict) => (
            <Field
              key={conflict.pointer}
              conflict={conflict}
              files={view.files}
              side={choices[conflict.pointer]}
              onChoose={(side) => setChoices({ ...choices, [conflict.pointer]: side })}
              first={(radio) => {
                if (radio) fields.current.set(conflict.pointer, radio);
                else fields.current.delete(conflict.pointer);
              }}
            />
          ))}
        </ol>
        {brought > 0 && (
          <details className={styles.taken}>
            <summary>{t("taken", { count: brought })}</summary>
            <ChangeGroups changes={taken} groups={taken.groups} files={view.files} />
          </details>
        )}
      </div>
    </Page>
  );
}
