// The words of all rows, bound once: a hook in each of forty rows would cost more than the filter itself.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SaleTurn } from "@/app/acts/act.ts";
import { useNextLabel } from "@/app/NextStepButton.tsx";
import type { ProductRow, StateSeen } from "@/bindings";
import { seenSentence } from "@/components/useSeen.ts";

export interface RowWords {
  kind(row: ProductRow): string;
  action(row: ProductRow): string;
  actionOf(action: string, product: string): string;
  seen(state: StateSeen): string;
  draftAt(moment: string): string;
  changes(count: number): string;
  problems(count: number): string;
  sale(turn: SaleTurn): string;
  saleOf(turn: SaleTurn, product: string): string;
  starting: string;
  noLive: string;
  noDraft: string;
  closed: string;
  never: string;
  unread: string;
}

/** The same object until the language or a job changes. */
export function useRowWords(): RowWords {
  const { t } = useTranslation(["products", "common", "acts"]);
  const { t: states } = useTranslation("states");
  const label = useNextLabel();
  return useMemo(
    () => ({
      kind: (row) => t(`common:kind.${row.kind}`),
      action: label,
      actionOf: (action, product) => t("common:of", { action, product }),
      seen: (state) => seenSentence(state, states),
      draftAt: (moment) => t("draftAt", { moment }),
      changes: (count) => t("draftFacts", { count }),
      problems: (count) => t("draftProblems", { count }),
      sale: (turn) => t(`acts:sale.${turn}`),
      saleOf: (turn, product) => t("common:of", { action: t(`acts:sale.${turn}`), product }),
      starting: t("common:nextAction.starting"),
      noLive: t("noLive"),
      noDraft: t("noDraft"),
      closed: t("closed"),
      never: t("never"),
      unread: t("unread"),
    }),
    [t, states, label],
  );
}
