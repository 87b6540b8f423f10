// The cache of what the core answered. A call into the program is no network: it is made whatever the system says about
// being online, an error is an answer and not retried, and nothing goes stale by itself, because the core says what changed.

import { QueryClient } from "@tanstack/react-query";

export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
