// Renders a page or a part of one as the window would: router, cache, theme, words, and a host that answers as told.

import { FluentProvider } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import i18next from "i18next";
import type { ReactNode } from "react";
import { appRouter } from "@/app/router.tsx";
import { themes } from "@/app/theme.ts";
import type { Session } from "@/bindings";
import { keyOf } from "@/data/ask.ts";
import { queryClient } from "@/data/client.ts";
import { Drafts, DraftsProvider } from "@/data/drafts.tsx";
import { HostProvider } from "@/host/context.tsx";
import { type FakeHost, fakeHost } from "@/host/fake.ts";
import en from "@/i18n/en/index.ts";
import { startWords } from "@/i18n/index.ts";
import { pseudoCatalogue } from "@/i18n/pseudo.ts";

export interface RenderOptions {
  host?: FakeHost;
  language?: "en" | "fr";
  /** English made longer and accented: shows words that come from no catalogue. */
  pseudo?: boolean;
  session?: Session;
  /** Where the page stands, for the whole app: `/products`. */
  at?: string;
}

let spoken = "";

/** The words of a test: a language, or English in the pseudo-locale. */
async function speak(language: "en" | "fr", inPseudo: boolean): Promise<void> {
  const wanted = inPseudo ? "pseudo" : language;
  if (spoken === wanted) return;
  spoken = wanted;
  await startWords(language);
  if (!inPseudo) return;
  for (const [namespace, words] of Object.entries(en)) {
    i18next.addResourceBundle("en", namespace, pseudoCatalogue(words));
  }
}

async function prepare({ host = fakeHost(), language = "en", pseudo = false, session }: RenderOptions) {
  await speak(language, pseudo);
  const client = queryClient();
  const drafts = new Drafts(host);
  if (session) client.setQueryData(keyOf("session", null), session);
  return { host, client, drafts };
}

type World = Awaited<ReturnType<typeof prepare>>;

function Providers({ world, children }: { world: World; children: ReactNode }) {
  return (
    <HostProvider value={world.host}>
      <QueryClientProvider client={world.client}>
        <DraftsProvider value={world.drafts}>
          <FluentProvider theme={themes.light}>{children}</FluentProvider>
        </DraftsProvider>
      </QueryClientProvider>
    </HostProvider>
  );
}

/** A part alone. Links in it lead to empty pages. */
export async function renderPart(part: ReactNode, options: RenderOptions = {}) {
  const world = await prepare(options);
  const root = createRootRoute({ component: Outlet });
  const here = createRoute({ getParentRoute: () => root, path: "/", component: () => part });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: () => null });
  const router = createRouter({
    routeTree: root.addChildren([here, elsewhere]),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  const view = render(
    <Providers world={world}>
      <RouterProvider router={router as never} />
    </Providers>,
  );
  return { ...world, ...view, router };
}

/** The whole window at an address. */
export async function renderApp(options: RenderOptions = {}) {
  const world = await prepare(options);
  const router = appRouter(createMemoryHistory({ initialEntries: [options.at ?? "/"] }));
  await router.load();
  const view = render(
    <Providers world={world}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...world, ...view, router };
}
