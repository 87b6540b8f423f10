// The submission that stands open at Microsoft, kept as fresh as the overview: the core knows whether asking is worth a
// request.

import { useEffect } from "react";
import type { PendingView, ProductView } from "@/bindings";
import { type ProblemError, useAsk, useSession } from "@/data/ask.ts";

export interface PendingAsked {
  pending: PendingView | null;
  error: ProblemError | null;
}

/** Nothing while a publication from here is under way: that one is told by its own page. */
export function usePending(view: ProductView | undefined): PendingAsked {
  const session = useSession();
  const product = view?.row.id ?? "";
  const sending = session?.jobs.some((job) => job.product === product && job.status === "running") ?? false;
  const open = view !== undefined && view.ribbon.microsoft !== null && !sending;
  const asked = useAsk("pending", product, { enabled: false });
  const { refetch } = asked;
  const read = view?.read_at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reading of the product may have changed the answer
  useEffect(() => {
    if (open) void refetch();
  }, [open, read, product, refetch]);
  return { pending: open ? (asked.data ?? null) : null, error: open ? asked.error : null };
}
