// The submission that stands open at Microsoft: which one, whose, what it says otherwise, and what can become of it. Nothing
// here deletes by itself: that is an act with its dialog and its hold.

import { Warning20Filled } from "@fluentui/react-icons/svg/warning";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useUnderWay } from "@/app/acts/act.ts";
import { Reason } from "@/app/acts/Reason.tsx";
import type { Changes, PendingView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { StatusGlyph } from "@/components/StatusGlyph.tsx";
import { keyOf, useDo, useSession } from "@/data/ask.ts";
import { useDrafts } from "@/data/drafts.tsx";
import styles from "./pending.module.css";

export interface PendingCardProps {
  pending: PendingView;
  productName: string;
  /** Why it matters on this page. */
  lead?: ReactNode;
  /** Stands beside the comparison already: no button leads there. */
  compared?: boolean;
}

export const countOf = (changes: Changes): number => changes.added + changes.changed + changes.removed + changes.moved;

export function PendingCard({ pending, productName, lead, compared = false }: PendingCardProps) {
  const { t } = useTranslation(["pending", "common"]);
  const navigate = useNavigate();
  const { ask } = useAct();
  const drafts = useDrafts();
  const session = useSession();
  const [heading, reason] = [useId(), useId()];
  const { product, can_continue: canContinue, can_delete: canDelete, can_rebuild: canRebuild } = pending;
  const name = pending.friendly_name ?? pending.submission;
  const changed = pending.since_sent !== null && countOf(pending.since_sent) > 0;
  const closed = pending.origin === "partnerCenter";
  const waiting = session?.held.some(({ act }) => act.product === product) ?? false;
  const working = useUnderWay(product).length > 0;
  const busy = waiting || working;
  const link = useDo("link_open");
  const read = useDo("product_read", (view, client) => client.setQueryData(keyOf("product", product), view));
  const go = useDo("pending_continue", (draft, client) => {
    drafts.drop(draft.id);
    drafts.adopt(draft);
    void client.invalidateQueries({ queryKey: ["product"] });
    void navigate({ to: "/products/$product/draft", params: { product } });
  });
  // Sending the draft anew is what a person wants of a submission that somebody else worked on; else it is just deleted.
  const rebuild = canRebuild.state === "available" && (closed || changed);
  const refused = canContinue.state === "notPossible" && !closed ? canContinue.because : undefined;
  const failed = link.error ?? read.error ?? go.error;
  return (
    <section className={styles.card} aria-labelledby={heading}>
      {(closed || changed) && <Warning20Filled className={styles.warn} aria-hidden />}
      <div className={styles.words}>
        <h2 id={heading}>{t("title", { name })}</h2>
        {lead !== undefined && <p>{lead}</p>}
        <Origin pending={pending} changed={changed} />
        <dl className={styles.facts}>
          <Fact name={t("number")}>
            <code>{pending.submission}</code>
          </Fact>
          <Fact name={t("state")}>
            <StatusGlyph seen={pending.state} />
          </Fact>
          {pending.version !== null && <Fact name={t("version")}>{pending.version}</Fact>}
          <Fact name={t("againstLive")}>{t("values", { count: countOf(pending.against_live) })}</Fact>
          {pending.against_draft !== null && (
            <Fact name={t("againstDraft")}>{t("values", { count: countOf(pending.against_draft) })}</Fact>
          )}
        </dl>
        {rebuild && <p>{t("rebuildHow", { name })}</p>}
        {refused && !rebuild && <Reason id={reason} problem={refused} product={product} />}
        {busy && <p role="status">{t(waiting ? "waiting" : "working")}</p>}
        <div className={styles.acts}>
          {canContinue.state === "available" && (
            <Button size="small" disabledFocusable={go.isPending || busy} onClick={() => go.mutate(product)}>
              {t(go.isPending ? "continuing" : "continue", { name })}
            </Button>
          )}
          {!compared && (
            <Button
              size="small"
              onClick={() => void navigate({ to: "/products/$product/pending", params: { product } })}
            >
              {t("compare")}
            </Button>
          )}
          {closed && (
            <>
              <Button size="small" onClick={() => link.mutate({ to: "partnerCenter", product })}>
                {t("portal")}
                <span className="hidden-text">, {t("common:opensOutside")}</span>
              </Button>
              <Button
                size="small"
                appearance="transparent"
                disabledFocusable={read.isPending}
                onClick={() => !read.isPending && read.mutate(product)}
              >
                {t(read.isPending ? "looking" : "again")}
              </Button>
            </>
          )}
          {canDelete.state === "available" && (
            <Button
              size="small"
              className={rebuild ? undefined : (styles.away ?? "")}
              appearance={rebuild ? "outline" : "transparent"}
              disabledFocusable={busy}
              onClick={() => !busy && ask({ name: "deletePending", product }, productName)}
            >
              {t(rebuild ? "rebuild" : "delete")}
            </Button>
          )}
        </div>
        {failed && <ProblemBar problem={failed.problem} about={{ product }} />}
      </div>
    </section>
  );
}

/** Who made it, and what that means for going on with it. */
function Origin({ pending, changed }: { pending: PendingView; changed: boolean }) {
  const { t } = useTranslation("pending");
  const { made_here_at: moment, origin, since_sent: since } = pending;
  const here = moment === null ? null : t("origin.thisComputer", { moment });
  if (origin === "partnerCenter") return <p>{here === null ? t("origin.partnerCenter") : `${here} ${t("edited")}`}</p>;
  if (here === null) return <p>{t("origin.anotherApp")}</p>;
  return <p>{changed && since !== null ? `${here} ${t("changed", { count: countOf(since) })}` : here}</p>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
