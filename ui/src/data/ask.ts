// Asking the core from a component. `useAsk` reads and keeps, `useDo` acts; both are typed by the command table.

import {
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Api, Session, Settings } from "@/bindings";
import { useHost } from "@/host/context.tsx";
import { type Answer, type Args, ProblemError } from "@/host/host.ts";

export const keyOf = <K extends keyof Api>(name: K, args: Args<K>) => [name, args] as const;

/** The answer of a reading command, kept until an event says that it changed. */
export function useAsk<K extends keyof Api>(
  name: K,
  args: Args<K>,
  options: { enabled?: boolean } = {},
): UseQueryResult<Answer<K>, ProblemError> {
  const host = useHost();
  return useQuery<Answer<K>, ProblemError>({
    queryKey: keyOf(name, args),
    queryFn: () => host.call(name, args),
    ...options,
  });
}

/** A command that changes something. `done` may update the cache with the answer. */
export function useDo<K extends keyof Api>(
  name: K,
  done?: (answer: Answer<K>, client: QueryClient, args: Args<K>) => void,
): UseMutationResult<Answer<K>, ProblemError, Args<K>> {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<Answer<K>, ProblemError, Args<K>>({
    mutationFn: (args) => host.call(name, args),
    onSuccess: (answer, args) => done?.(answer, client, args),
  });
}

/** Language, theme, accounts, jobs. Undefined until the first snapshot, which comes with the first watch. */
export function useSession(): Session | undefined {
  const host = useHost();
  return useQuery<Session>({
    queryKey: keyOf("session", null),
    queryFn: () => host.call("session", null),
    enabled: false,
  }).data;
}

/** Changes settings at once on screen; the core's answer wins. */
export function useSettings(): [Settings | undefined, (change: Partial<Settings>) => void] {
  const client = useQueryClient();
  const session = useSession();
  const write = useDo("settings_set", (settings) => patchSession(client, { settings }));
  return [
    session?.settings,
    (change) => {
      // Two changes may come before the page is drawn again: the second starts from the first.
      const before = client.getQueryData<Session>(keyOf("session", null))?.settings;
      if (!before) return;
      const settings = { ...before, ...change };
      patchSession(client, { settings });
      write.mutate(settings, {
        onError: () => patchSession(client, { settings: before }),
      });
    },
  ];
}

export function patchSession(client: QueryClient, change: Partial<Session>): void {
  client.setQueryData<Session>(keyOf("session", null), (session) => session && { ...session, ...change });
}

export { ProblemError };
