// Copies that Vitrine kept: one can be compared with what is live, and brought back into the draft. Files come back where
// this computer has them; what cannot is said before and after.

import { useNavigate, useParams } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { NotRestored, Snapshot } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ChangeGroups } from "@/components/changes/ChangeGroups.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { useDrafts } from "@/data/drafts.tsx";
import { usePlaceName } from "@/i18n/place.ts";
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
  const toDraft = () => void navigate({ to: "/products/$product/draft", params: { product: snapshot.product } });
  const copy = useDo("snapshot_copy", ({ draft, left_out }, client) => {
    // The copy may have changed a draft that is open already: its store begins anew.
    drafts.drop(draft.id);
    drafts.adopt(draft);
    void client.invalidateQueries({ queryKey: ["product", snapshot.product] });
    void client.invalidateQueries({ queryKey: ["snapshot"] });
    if (left_out.length === 0) toDraft();
    else announce(t("copiedBut"));
  });
  const leftOut = copy.data?.left_out ?? [];
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
      {leftOut.length > 0 && (
        <section className={styles.panel} aria-label={t("copiedBut")}>
          <p>
            <strong>{t("copiedBut")}</strong>
          </p>
          <LeftOut lists={leftOut} />
          <Button size="small" onClick={toDraft}>
            {t("toDraft")}
          </Button>
        </section>
      )}
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
  const { against_live: changes, live_version: version, left_out: leftOut } = view.data;
  if (changes.groups.length === 0) return <p>{t("same")}</p>;
  return (
    <>
      {leftOut.length > 0 && (
        <>
          <p>{t("leftOut")}</p>
          <LeftOut lists={leftOut} />
        </>
      )}
      <h2 className={styles.against}>{version === null ? t("againstNoVersion") : t("against", { version })}</h2>
      <ChangeGroups changes={changes} groups={changes.groups} />
    </>
  );
}

/** Lists that stay as the draft has them, each with the files that are nowhere within reach. */
function LeftOut({ lists }: { lists: readonly NotRestored[] }) {
  const { t } = useTranslation("history");
  const { list } = useFormat();
  const placeName = usePlaceName();
  return (
    <ul className={styles.left}>
      {lists.map(({ pointer, names }) => (
        <li key={pointer}>{t("leftOutList", { place: placeName(pointer), files: list([...names]) })}</li>
      ))}
    </ul>
  );
}
