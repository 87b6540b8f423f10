// A problem of a product with buttons that do what their labels say. A code whose first button has nothing to do here
// shows none.

import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Account, DraftId, JobId, Problem, ProductId } from "@/bindings";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo, useSession } from "@/data/ask.ts";
import { announce } from "./live.ts";

export interface ProductProblemProps {
  problem: Problem;
  product: ProductId;
  /** Whose product it is, for a request to its administrator. */
  account?: Account["id"] | undefined;
  job?: JobId;
  /** The newest certification report. */
  report?: number | undefined;
  /** For the codes that are put right by doing the same again. */
  again?: (() => void) | undefined;
  /** The draft that it is about, for what is decided about drafts. */
  draft?: DraftId | undefined;
  onRetry?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
  children?: ReactNode;
}

const PORTAL: ReadonlySet<string> = new Set([
  "product.api.unsupported",
  "product.first.missing",
  "sale.submission.open",
  "status.invalidmicrosoftagerating",
  "status.invalidstate",
]);
/** What stands open at Microsoft is looked at before it is decided about. */
const COMPARE: ReadonlySet<string> = new Set([
  "submission.portal.edited",
  "submission.changed.elsewhere",
  "submission.open.elsewhere",
]);
const AGAIN: ReadonlySet<string> = new Set([
  "service.silent",
  "upload.interrupted",
  "upload.refused",
  "archive.names.differ",
  "submission.commit.reverted",
  "status.invalidarchive",
  "status.missingfiles",
  "status.serviceerror",
  "status.isinternalerror",
  "status.resourcenotfound",
  "job.interrupted",
  "draft.revision.old",
]);

export function ProductProblem(props: ProductProblemProps) {
  const { problem, product, account, job, report, again, draft, onRetry, onClose, children } = props;
  const { t } = useTranslation("product");
  const session = useSession();
  const open = useDo("link_open");
  const navigate = useNavigate();
  const owner = session?.accounts.find((one) => one.id === account);
  const { code } = problem;
  let act: (() => void) | undefined;
  if (code === "draft.conflict" && draft !== undefined && product !== undefined) {
    act = () => void navigate({ to: "/products/$product/conflicts", params: { product } });
  } else if (code === "submission.rollout.running") {
    act = () => void navigate({ to: "/products/$product/rollout", params: { product } });
  } else if (COMPARE.has(code) && product !== undefined) {
    act = () => void navigate({ to: "/products/$product/pending", params: { product } });
  } else if (code === "draft.exists" && product !== undefined) {
    act = () => void navigate({ to: "/products/$product/draft", params: { product } });
  } else if (PORTAL.has(code)) act = () => open.mutate({ to: "partnerCenter", product });
  else if (AGAIN.has(code)) act = again;
  else if ((code === "status.other" || code === "status.failed") && report !== undefined) {
    act = () => open.mutate({ to: "report", product, number: report });
  } else if (code === "account.role.missing" && owner) {
    act = () => {
      const text = t("request.text", { client: owner.client, account: owner.name });
      void navigator.clipboard.writeText(text).then(() => announce(t("request.copied")));
    };
  }
  const second = code === "service.silent" ? () => open.mutate({ to: "serviceStatus" }) : undefined;
  return (
    <ProblemBar
      problem={problem}
      about={job === undefined ? { product } : { product, job }}
      onAction={act}
      onSecond={second}
      onRetry={onRetry}
      onClose={onClose}
    >
      {children}
    </ProblemBar>
  );
}
