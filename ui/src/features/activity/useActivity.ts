// The entries of a filter, newest first, older pages on demand. When something happens the pages that are open are read
// anew together, so that none of them overlaps or leaves a gap.

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ActivityAsk, ActivityEntry, ActivityView, BudgetView, Problem, ProductId } from "@/bindings";
import { useHost } from "@/host/context.tsx";
import type { ProblemError } from "@/host/host.ts";

export const SHOWN = ["all", "publications", "errors"] as const;

export interface Filter {
  show: (typeof SHOWN)[number];
  product: ProductId | null;
  /** Each request as well. Requests belong to an account, not to a product. */
  requests: boolean;
}

export const NOTHING_CHOSEN: Filter = { show: "all", product: null, requests: false };

export interface Activity {
  entries: readonly ActivityEntry[];
  budgets: readonly BudgetView[];
  pending: boolean;
  reading: boolean;
  problem: Problem | null;
  again: () => void;
  /** Reads the next older page; absent when there is none. */
  older: (() => void) | undefined;
}

/** What is free of a minute's requests grows with time, and no event tells it. */
const REFILL = 5_000;

const refills = ({ left, per_minute, waiting, paused_until }: BudgetView) =>
  left < per_minute || waiting > 0 || paused_until !== null;

function ask({ show, product, requests }: Filter, before: number | null): ActivityAsk {
  return {
    requests: requests && show !== "publications",
    errors: show === "errors",
    publications: show === "publications",
    ...(product === null ? {} : { product }),
    ...(before === null ? {} : { before }),
  };
}

export function useActivity(filter: Filter): Activity {
  const host = useHost();
  const query = useInfiniteQuery<ActivityView, ProblemError>({
    queryKey: ["activity", filter],
    initialPageParam: null,
    queryFn: ({ pageParam }) => host.call("activity", ask(filter, pageParam as number | null)),
    getNextPageParam: (last) => (last.more ? last.entries.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
    // What happened while the page was closed is read when it opens.
    refetchOnMount: "always",
    refetchInterval: ({ state }) => {
      const pages = (state.data as { pages: ActivityView[] } | undefined)?.pages;
      return pages?.[0]?.budgets.some(refills) ? REFILL : false;
    },
  });
  const pages = query.data?.pages ?? [];
  return {
    entries: pages.flatMap((page) => page.entries),
    budgets: pages[0]?.budgets ?? [],
    pending: query.isPending,
    reading: query.isFetchingNextPage,
    problem: query.error?.problem ?? null,
    again: () => void query.refetch(),
    older: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  };
}
