// The page starts here: providers, and nothing else. A style hook above RendererProvider would use another renderer and
// lose its rules without a word, so no component of ours stands in this file.

import "@/styles/fonts.css";
import "@/styles/tokens.css";
import "@/styles/base.css";
import { createDOMRenderer, RendererProvider } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { connectEvents } from "@/app/events.ts";
import { keepPlace } from "@/app/left.ts";
import { appRouter, fetchFirstPage } from "@/app/router.tsx";
import { ThemeRoot } from "@/app/ThemeRoot.tsx";
import { prepareRoot } from "@/app/theme.ts";
import { queryClient } from "@/data/client.ts";
import { Drafts, DraftsProvider } from "@/data/drafts.tsx";
import { HostProvider } from "@/host/context.tsx";
import { openHost } from "@/host/open.ts";
import { startWords } from "@/i18n/index.ts";

// The policy allows styles with this load's nonce only; under the development server there is neither.
const nonce = document.querySelector<HTMLStyleElement>("style#vt-nonce")?.nonce;
const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});

fetchFirstPage(window.location.hash);

const host = await openHost();
prepareRoot(host.boot);
await startWords(host.boot.language);
const client = queryClient();
const drafts = new Drafts(host);
const router = appRouter();
const places = {
  here: () => router.state.location.href,
  go: (address: string) => router.history.replace(address),
};
connectEvents(host, client, drafts, places);
keepPlace(host, places);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <HostProvider value={host}>
      <QueryClientProvider client={client}>
        <DraftsProvider value={drafts}>
          <RendererProvider renderer={renderer} targetDocument={document}>
            <ThemeRoot>
              <RouterProvider router={router} />
            </ThemeRoot>
          </RendererProvider>
        </DraftsProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
}
