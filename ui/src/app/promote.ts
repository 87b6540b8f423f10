// *Give this package to everyone*: the app's draft with the packages of the flight, ready to be reviewed. Nothing is sent.

import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Problem, ProductId } from "@/bindings";
import { useDo } from "@/data/ask.ts";
import { useDrafts } from "@/data/drafts.tsx";
import { announce } from "./live.ts";

export function usePromote(): { busy: boolean; problem: Problem | null; run(flight: ProductId): void; clear(): void } {
  const { t } = useTranslation("flights");
  const drafts = useDrafts();
  const navigate = useNavigate();
  const promote = useDo("flight_promote", (view, client) => {
    const store = drafts.adopt(view);
    // A draft that was open already is older than what the core just put into it.
    void store.reload(view.revision);
    void client.invalidateQueries({ queryKey: ["product"] });
    announce(t("promoted", { app: view.product_name }));
    void navigate({ to: "/products/$product/packages", params: { product: view.product } });
  });
  return {
    busy: promote.isPending,
    problem: promote.error?.problem ?? null,
    run: (flight) => {
      if (!promote.isPending) promote.mutate(flight);
    },
    clear: promote.reset,
  };
}
