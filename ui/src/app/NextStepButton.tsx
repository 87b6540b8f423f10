// The next useful step of a product, as its button: the core names it, this leads there. Starting a draft is the only
// one that acts; everything that costs something is on the page it leads to.

import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ProductId, ProductRow } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { useDo, useSession } from "@/data/ask.ts";
import { useDrafts } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import { assertive } from "./live.ts";

export interface NextStepButtonProps {
  row: ProductRow;
  appearance?: "primary" | "outline" | "transparent";
  tabIndex?: number;
  className?: string | undefined;
}

export function NextStepButton({ row, appearance = "outline", tabIndex, className }: NextStepButtonProps) {
  const { t } = useTranslation("common");
  const label = useNextLabel();
  const next = useNextStep();
  const busy = next.starting === row.id;
  const action = busy ? t("nextAction.starting") : label(row);
  return (
    <Button
      size="small"
      appearance={appearance}
      className={className}
      aria-label={t("of", { action, product: row.name })}
      disabledFocusable={busy}
      onClick={() => next.run(row)}
      {...(tabIndex === undefined ? {} : { tabIndex })}
    >
      {action}
    </Button>
  );
}

/** What the button says. */
export function useNextLabel(): (row: Pick<ProductRow, "next" | "job" | "published">) => string {
  const { t } = useTranslation("common");
  const jobs = useSession()?.jobs;
  return useCallback(
    ({ next, job, published }) =>
      next === "startDraft" && !published
        ? t("nextAction.startFirst")
        : next === "resumeJob" && jobs?.find((one) => one.id === job)?.can_resume === false
          ? t("nextAction.stopped")
          : t(`nextAction.${next}`),
    [t, jobs],
  );
}

export interface NextStep {
  run(row: Pick<ProductRow, "id" | "next" | "job">): void;
  /** The product whose draft is being started; reading it from Microsoft may take its turn. */
  starting: ProductId | null;
}

/** What the button does. One serves a whole table. */
export function useNextStep(): NextStep {
  const { t } = useTranslation("common");
  const navigate = useNavigate();
  const drafts = useDrafts();
  const start = useDo("draft_start", (view, client, product) => {
    drafts.adopt(view);
    void client.invalidateQueries({ queryKey: ["product", product] });
    void navigate({ to: "/products/$product/draft", params: { product } });
  });
  const run: NextStep["run"] = (row) => {
    const params = { product: row.id };
    switch (row.next) {
      case "startDraft":
        if (start.isPending) return;
        start.mutate(row.id, {
          // The overview shows the reason beside the product; a row has no room for it.
          onError: ({ problem }) => {
            assertive.answer(problemText(problem, t).title);
            void navigate({ to: "/products/$product", params });
          },
        });
        break;
      case "continueDraft":
        void navigate({ to: "/products/$product/draft", params });
        break;
      case "review":
        void navigate({ to: "/products/$product/review", params });
        break;
      case "seeOpen":
        void navigate({ to: "/products/$product/pending", params });
        break;
      case "changeRollout":
        void navigate({ to: "/products/$product/rollout", params });
        break;
      case "resumeJob":
        void navigate({ to: "/products/$product/publish", params });
        break;
      case "follow":
        void navigate({ to: row.job === null ? "/products/$product" : "/products/$product/publish", params });
        break;
      default:
        void navigate({ to: "/products/$product", params });
    }
  };
  return { run, starting: start.isPending ? start.variables : null };
}
