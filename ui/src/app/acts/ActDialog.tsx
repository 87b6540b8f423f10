// The dialog before an act of level 2 or 3, as the core's sheet has it: product and account, what happens, when, to whom,
// what cannot be undone, what stays. Nothing has begun while it is open.

import { CheckmarkCircle20Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { Clock20Regular } from "@fluentui/react-icons/svg/clock";
import { Info20Regular } from "@fluentui/react-icons/svg/info";
import { LockClosed20Regular } from "@fluentui/react-icons/svg/lock-closed";
import { People20Regular } from "@fluentui/react-icons/svg/people";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActName, ActSheet, Problem } from "@/bindings";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { kindOf } from "@/data/kind.ts";
import { ProblemError } from "@/host/host.ts";
import { asked, useBegin } from "./act.ts";
import styles from "./acts.module.css";
import { Reason } from "./Reason.tsx";

/** Acts that something disappears with. */
const DANGER: ReadonlySet<ActName> = new Set([
  "stopSaleByHand",
  "stopSaleHere",
  "haltRollout",
  "deletePending",
  "deleteAddOn",
  "deleteFlight",
]);

/** Said by the person, sent by nobody. */
const BY_HAND: ReadonlySet<ActName> = new Set(["stopSaleByHand", "resumeSaleByHand"]);

export function ActDialog({ sheet }: { sheet: ActSheet }) {
  const { t } = useTranslation(["acts", "dialogs"]);
  const { name } = sheet.act;
  const reason = useId();
  const work = useWork(sheet);
  const refused = sheet.can.state === "notPossible" ? sheet.can.because : null;
  return (
    <ConfirmDialog
      open
      danger={DANGER.has(name)}
      title={t(`dialogs:act.${name}.title`, { product: sheet.product_name })}
      mark={<ProductMark name={sheet.product_name} size={48} />}
      subtitle={<Whose sheet={sheet} />}
      facts={useFacts(sheet)}
      act={t(`dialogs:act.${name}.verb`)}
      safe={t(`dialogs:act.${name}.safe`)}
      busy={work.busy}
      note={
        refused
          ? undefined
          : BY_HAND.has(name)
            ? t("onlyNoted")
            : sheet.hold_seconds > 0
              ? t("willWait", { seconds: sheet.hold_seconds })
              : t("atOnce")
      }
      {...(refused ? { because: reason } : {})}
      onAct={work.run}
      onSafe={() => asked.set(null)}
    >
      {refused && <Reason id={reason} problem={refused} product={sheet.act.product} />}
      {work.problem && <ProblemBar problem={work.problem} about={{ product: sheet.act.product }} />}
    </ConfirmDialog>
  );
}

/** Begins an act from a dialog, which closes once the core has taken it. */
export function useWork(sheet: ActSheet): { busy: boolean; problem: Problem | null; run(): void } {
  const begin = useBegin();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    problem,
    run() {
      if (busy) return;
      setBusy(true);
      setProblem(null);
      begin(sheet).then(
        () => asked.set(null),
        (cause) => {
          setProblem(ProblemError.from(cause).problem);
          setBusy(false);
        },
      );
    },
  };
}

/** Number and account; every title has the name. */
export function Whose({ sheet }: { sheet: ActSheet }) {
  return (
    <span className={styles.whose}>
      <code>{sheet.store_id}</code>
      <span>{sheet.account_name}</span>
    </span>
  );
}

/** What the last part of a fact's code says it is about. */
const ICONS: Record<string, ReactNode> = {
  when: <Clock20Regular />,
  who: <People20Regular />,
  owners: <People20Regular />,
  testers: <People20Regular />,
  everyone: <People20Regular />,
  undo: <LockClosed20Regular />,
  stays: <CheckmarkCircle20Regular />,
  copy: <CheckmarkCircle20Regular />,
  draft: <CheckmarkCircle20Regular />,
  live: <CheckmarkCircle20Regular />,
};

/** The facts of a sheet in words, without those that stand in its head. */
export function useFacts(sheet: ActSheet): { icon: ReactNode; text: string }[] {
  const { t } = useTranslation("dialogs");
  // A flight reaches testers, and an add-on has another page in Partner Center: such sentences have a form of their own.
  const whom = { app: {}, flight: { context: "testers" }, addOn: { context: "addOn" } }[kindOf(sheet.act.product)];
  // The codes are the core's; a test compares them with the catalogue.
  const say = t as unknown as (key: string, params: Record<string, unknown>) => string;
  return sheet.facts
    .filter(({ code }) => code !== "product" && code !== "account")
    .map(({ code, params }) => ({
      icon: ICONS[code.split(".").at(-1) ?? ""] ?? <Info20Regular />,
      text: say(`act.fact.${code}`, { ...params, ...whom }),
    }));
}
