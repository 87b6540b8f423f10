// The next useful step of a product, as its button: the core names it, this leads there. Starting a draft is the only
// one that acts; everything that costs something is on the page it leads to.

import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ProductRow } from "@/bindings";
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
  const session = useSession();
  const [run, busy] = useNextStep(row);
  const job = session?.jobs.find((one) => one.id === row.job);
  const action =
    row.next === "resumeJob" && job?.can_resume === false ? t("nextAction.stopped") : t(`nextAction.${row.next}`);
  return (
    <Button
      size="small"
      appearance={appearance}
      className={className}
      aria-label={t("of", { action, product: row.name })}
      disabledFocusable={busy}
      onClick={run}
      {...(tabIndex === undefined ? {} : { tabIndex })}
    >
      {action}
    </Button>
  );
}

/** What the button does, for rows that are opened by the keyboard too. */
export function useNextStep(row: Pick<ProductRow, "id" | "next" | "job">): [run: () => void, busy: boolean] {
  const { t } = useTranslation("common");
  const navigate = useNavigate();
  const drafts = useDrafts();
  const params = { product: row.id };
  const start = useDo("draft_start", (view, client) => {
    drafts.adopt(view);
    void client.invalidateQueries({ queryKey: ["product", row.id] });
    void navigate({ to: "/products/$product/draft", params });
  });
  const run = () => {
    switch (row.next) {
      case "startDraft":
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
  return [run, start.isPending];
}
