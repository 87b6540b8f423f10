// Around every page of a draft: opens it once, says why nothing can be edited, or offers to start one.

import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import type { DraftStore } from "@/data/draft.ts";
import { DraftProvider, presentDraft, useDrafts } from "@/data/drafts.tsx";
import { ProblemError } from "@/host/host.ts";
import { useHints } from "./hints.ts";
import { WalkBar } from "./WalkBar.tsx";

export function DraftFrame() {
  const { product } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation(["draft", "shell"]);
  const view = useAsk("product", product);
  const draft = view.data?.row.draft?.id;
  const drafts = useDrafts();
  const [store, setStore] = useState<DraftStore | undefined>(() =>
    draft === undefined ? undefined : drafts.get(draft),
  );
  const [failed, setFailed] = useState<ProblemError>();

  useEffect(() => {
    if (draft === undefined) return;
    let here = true;
    drafts.open(draft).then(
      (opened) => here && setStore(opened),
      (cause) => here && setFailed(ProblemError.from(cause)),
    );
    return () => {
      here = false;
    };
  }, [draft, drafts]);

  const mine = store?.id === draft ? store : undefined;
  useEffect(() => {
    presentDraft.set(mine ?? null);
    return () => presentDraft.set(null);
  }, [mine]);

  useHints(mine ? ["nextProblem", "review"] : []);

  const name = view.data?.row.name;
  const problem = (view.error ?? failed)?.problem;
  if (problem) {
    return (
      <Page title={name ?? t("shell:nav.draft")} product={name}>
        <ProblemBar problem={problem} onRetry={() => void view.refetch()} about={{ product }} />
      </Page>
    );
  }
  if (view.data && draft === undefined) return <NoDraft product={product} name={view.data.row.name} />;
  if (!mine) {
    return (
      <Page title={t("shell:nav.draft")} product={name}>
        <Skeleton kind="fields" />
      </Page>
    );
  }
  return (
    <DraftProvider store={mine}>
      <Outlet />
      <WalkBar />
    </DraftProvider>
  );
}

function NoDraft({ product, name }: { product: string; name: string }) {
  const { t } = useTranslation(["draft", "shell"]);
  const drafts = useDrafts();
  const navigate = useNavigate();
  const view = useAsk("product", product);
  const start = useDo("draft_start", (opened, client) => {
    drafts.adopt(opened);
    void client.invalidateQueries({ queryKey: ["product"] });
    void navigate({ to: "/products/$product/draft", params: { product } });
  });
  const can = view.data?.commands.find((command) => command.name === "editDraft")?.can;
  const refused = start.error?.problem ?? (can?.state === "notPossible" ? can.because : undefined);
  return (
    <Page title={t("shell:nav.draft")} product={name}>
      {refused && <ProblemBar problem={refused} about={{ product }} />}
      <EmptyState
        body={t("none")}
        action={
          can?.state === "available" && (
            <Button appearance="primary" onClick={() => start.mutate(product)}>
              {t("start")}
            </Button>
          )
        }
      />
    </Page>
  );
}
