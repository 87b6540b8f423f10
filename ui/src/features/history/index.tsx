// Copies that Vitrine kept: one can be compared with what is live, and its words brought back into the draft.

import { useNavigate, useParams } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { Snapshot } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ChangeGroups } from "@/components/changes/ChangeGroups.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { useDrafts } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./History.module.css";

export function HistoryPage() {
  const { product } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("history");
  const view = useAsk("product", product);
  const history = useAsk("history", product);
  return (
    <Page
      title={t("title")}
      product={view.data?.row.name}
      subtitle={view.data?.row.name}
      ribbon={view.data && <Ribbon ribbon={view.data.ribbon} compact />}
    >
      <p className={styles.lead}>{t("lead")}</p>
      {history.error && <ProblemBar problem={history.error.problem} onRetry={() => void history.refetch()} />}
      {history.isPending && <Skeleton rows={3} />}
      {history.data?.length === 0 && <EmptyState body={t("empty")} />}
      {history.data && history.data.length > 0 && (
        <ol className={styles.list}>
          {history.data.map((snapshot) => (
            <Copy key={snapshot.id} snapshot={snapshot} />
          ))}
        </ol>
      )}
    </Page>
  );
}

function Copy({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation("history");
  const format = useFormat();
  const navigate = useNavigate();
  const drafts = useDrafts();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const copy = useDo("snapshot_copy", (view, client) => {
    // The copy may have changed a draft that is open already: its store begins anew.
    drafts.drop(view.id);
    drafts.adopt(view);
    void client.invalidateQueries({ queryKey: ["product", snapshot.product] });
    void navigate({ to: "/products/$product/draft", params: { product: snapshot.product } });
  });
  const moment = format.dateTime(snapshot.at);
  return (
    <li className={styles.copy}>
      <div className={styles.row}>
        <div className={styles.words}>
          <p>
            <strong>{t(`reason.${snapshot.reason}`)}</strong>{" "}
            <time dateTime={snapshot.at} className={styles.quiet}>
              {moment}
            </time>
          </p>
          <p className={styles.facts}>
            <span>{snapshot.version === null ? t("noVersion") : t("version", { version: snapshot.version })}</span>
            <span>{t("languages", { count: snapshot.languages })}</span>
            <span>{t("images", { count: snapshot.images })}</span>
            {snapshot.friendly_name !== null && <span>{snapshot.friendly_name}</span>}
            <span>{format.bytes(snapshot.bytes)}</span>
          </p>
        </div>
        <Button
          size="small"
          aria-expanded={open}
          aria-controls={panel}
          aria-label={t("of", { action: t(open ? "close" : "open"), moment })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? "close" : "open")}
        </Button>
        <Button
          size="small"
          aria-label={t("of", { action: t("copy"), moment })}
          disabledFocusable={copy.isPending}
          onClick={() => !copy.isPending && copy.mutate(snapshot.id)}
        >
          {t(copy.isPending ? "copying" : "copy")}
        </Button>
      </div>
      {copy.error && <ProductProblem problem={copy.error.problem} product={snapshot.product} />}
      {open && (
        <div id={panel} className={styles.panel}>
          <p className={styles.quiet}>{t("copyNote")}</p>
          <Comparison id={snapshot.id} />
        </div>
      )}
    </li>
  );
}

function Comparison({ id }: { id: Snapshot["id"] }) {
  const { t } = useTranslation("history");
  const view = useAsk("snapshot", id);
  if (view.error) return <ProblemBar problem={view.error.problem} onRetry={() => void view.refetch()} />;
  if (!view.data) return <Skeleton rows={3} />;
  const { against_live: changes, live_version: version } = view.data;
  if (changes.groups.length === 0) return <p>{t("same")}</p>;
  return (
    <>
      <h2 className={styles.against}>{version === null ? t("againstNoVersion") : t("against", { version })}</h2>
      <ChangeGroups changes={changes} groups={changes.groups} />
    </>
  );
}
