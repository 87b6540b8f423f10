// Asking for an act: its sheet first, then, by its level, at once or through the dialog. Rows, cards and pages of every
// feature come here, so that an act looks the same from wherever it is asked.

import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Act, ActName, ActOutcome, ActSheet, ProductId, Session } from "@/bindings";
import { begins, ends, isOver, sameAct, takesBack, type Under, underWay } from "@/data/acts.ts";
import { keyOf, patchSession } from "@/data/ask.ts";
import { Signal, useSignal } from "@/data/signals.ts";
import { useHost } from "@/host/context.tsx";
import { ProblemError } from "@/host/host.ts";
import { problemText } from "@/i18n/problem.ts";
import { announce, assertive } from "../live.ts";

export type SaleTurn = "stop" | "resume";

/** The two ways of each turn of the sale: in Partner Center, and from here. */
export const WAYS = {
  stop: ["stopSaleByHand", "stopSaleHere"],
  resume: ["resumeSaleByHand", "resumeSaleHere"],
} as const satisfies Record<SaleTurn, readonly [ActName, ActName]>;

export type Asked =
  | { kind: "act"; sheet: ActSheet }
  | { kind: "sale"; turn: SaleTurn; byHand: ActSheet; here: ActSheet };

/** The dialog that is open. */
export const asked = new Signal<Asked | null>(null);

/** Acts whose sheet is being asked for: a second click is the same wish. */
const asking = new Set<string>();

export interface Acts {
  /** Opens the dialog of an act, or does it when nothing about it needs one. */
  ask(act: Act, productName: string): void;
  /** Opens the dialog of stopping or resuming a sale. */
  askSale(product: ProductId, productName: string, turn: SaleTurn): void;
}

export function useAct(): Acts {
  const host = useHost();
  const begin = useBegin();
  const sheetOf = (act: Act) => host.call("act_sheet", act);
  const refuse = (act: Act, productName: string) => (cause: unknown) =>
    ends({ act, product_name: productName, problem: ProblemError.from(cause).problem });
  const once = (act: Act, productName: string, work: () => Promise<void>) => {
    const wish = `${act.name} ${act.product}`;
    if (asking.has(wish)) return;
    asking.add(wish);
    void work()
      .catch(refuse(act, productName))
      .finally(() => asking.delete(wish));
  };
  return {
    ask(act, productName) {
      once(act, productName, async () => {
        const sheet = await sheetOf(act);
        if (sheet.level > 1 || sheet.can.state === "notPossible") asked.set({ kind: "act", sheet });
        else await begin(sheet);
      });
    },
    askSale(product, productName, turn) {
      const [hand, sent] = WAYS[turn].map((name): Act => ({ name, product })) as [Act, Act];
      once(hand, productName, async () => {
        const [byHand, here] = await Promise.all([sheetOf(hand), sheetOf(sent)]);
        asked.set({ kind: "sale", turn, byHand, here });
      });
    },
  };
}

/** Begins an act whose sheet was shown. Rejects with a `ProblemError`; the same act is asked once at a time. */
export function useBegin(): (sheet: Pick<ActSheet, "act" | "product_name">) => Promise<void> {
  const host = useHost();
  const client = useQueryClient();
  return async ({ act, product_name }) => {
    if (underWay.value.some((one) => sameAct(one.act, act))) return;
    begins({ act, product_name });
    let outcome: ActOutcome;
    try {
      outcome = await host.call("act_begin", act);
    } finally {
      isOver(act);
    }
    if (outcome.outcome === "done") ends({ act, product_name, problem: null });
    if (outcome.outcome === "started") ends({ act, product_name, job: outcome.job, problem: null });
    // What an earlier run left is done with now.
    const { not_sent: left = [] } = client.getQueryData<Session>(keyOf("session", null)) ?? {};
    for (const one of left.filter((each) => sameAct(each.act, act))) dismiss(one.id).catch(() => {});
  };

  async function dismiss(id: string) {
    await host.call("not_sent_dismiss", id);
    const { not_sent: left = [] } = client.getQueryData<Session>(keyOf("session", null)) ?? {};
    patchSession(client, { not_sent: left.filter((one) => one.id !== id) });
  }
}

/** *Undo* of what waits for its hold. */
export function useUndoHeld(): (id: string) => Promise<void> {
  const { t } = useTranslation("acts");
  const host = useHost();
  const client = useQueryClient();
  return async (id) => {
    const held = client.getQueryData<Session>(keyOf("session", null))?.held.find((one) => one.id === id);
    takesBack(id);
    try {
      await host.call("act_undo", id);
      announce(t("undone"));
    } catch (cause) {
      const { problem } = ProblemError.from(cause);
      assertive.answer(problemText(problem, t).title);
      if (held) ends({ act: held.act, product_name: held.product_name, problem });
    }
  };
}

/** What of this product is being sent now, or waits for its hold. */
export function useUnderWay(product: ProductId): readonly Under[] {
  return useSignal(underWay).filter(({ act }) => act.product === product);
}
