// The flights of an app, the one that comes first on top: who tests, which package they have, how it stands, and what comes next.

import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { ArrowClockwise20Regular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { Open16Regular } from "@fluentui/react-icons/svg/open";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { FlightList } from "@/bindings";
import { AsOf } from "@/components/AsOf.tsx";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { keyOf, useAsk, useDo } from "@/data/ask.ts";
import { FlightCard } from "./FlightCard.tsx";
import styles from "./flights.module.css";

export function FlightsPage() {
  const { product: app } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("flights");
  const navigate = useNavigate();
  const list = useAsk("flights", app);
  const view = useAsk("product", app).data;
  const read = useDo("flights_read", (_, client) => void client.invalidateQueries({ queryKey: keyOf("flights", app) }));
  const { data } = list;
  const begin = () => void navigate({ to: "/products/$product/flights/new", params: { product: app } });
  const published = view?.row.published ?? true;
  return (
    <Page
      title={t("title")}
      product={view?.row.name}
      subtitle={
        data && (
          <span className={styles.facts}>
            {data.rows.length > 0 && <span>{t("count", { count: data.rows.length })}</span>}
            <AsOf at={data.read_at} reading={data.reading} />
          </span>
        )
      }
      actions={
        <>
          <Button
            appearance="transparent"
            icon={<ArrowClockwise20Regular />}
            disabledFocusable={data?.reading ?? false}
            onClick={() => read.mutate(app)}
          >
            {t("refresh")}
          </Button>
          {published && (
            <Button appearance="primary" icon={<Add20Regular />} onClick={begin}>
              {t("new.open")}
            </Button>
          )}
        </>
      }
    >
      {list.error && <ProblemBar problem={list.error.problem} onRetry={() => void list.refetch()} />}
      {read.error && <ProblemBar problem={read.error.problem} onRetry={() => read.mutate(app)} />}
      {data?.problem && (
        <div className={styles.bars}>
          <ProductProblem problem={data.problem} product={app} onRetry={() => read.mutate(app)} />
        </div>
      )}
      {list.isPending && <Skeleton rows={4} />}
      {data &&
        (data.rows.length > 0 ? <Ranked list={data} /> : <Nothing list={data} published={published} onNew={begin} />)}
      {data && data.rows.length > 0 && <Elsewhere app={app} />}
    </Page>
  );
}

function Ranked({ list }: { list: FlightList }) {
  const { t } = useTranslation("flights");
  const ranked = list.rows.every((one) => one.rank !== null);
  return (
    <>
      <p className={styles.about}>
        {t(ranked ? "ranked" : "unranked")} {t("promoteHow")}
      </p>
      <ol className={styles.list} aria-label={t("title")}>
        {list.rows.map((one) => (
          <FlightCard key={one.row.id} one={one} ranked={ranked} />
        ))}
      </ol>
    </>
  );
}

/** What no app may change, and where it is changed. */
function Elsewhere({ app }: { app: string }) {
  const { t } = useTranslation(["flights", "common"]);
  const open = useDo("link_open");
  return (
    <section className={styles.elsewhere} aria-label={t("elsewhere.title")}>
      <div>
        <h2>{t("elsewhere.title")}</h2>
        <p>{t("elsewhere.body")}</p>
      </div>
      <Button
        icon={<Open16Regular />}
        iconPosition="after"
        onClick={() => open.mutate({ to: "partnerCenter", product: app })}
      >
        {t("elsewhere.open")}
        <span className="hidden-text">, {t("common:opensOutside")}</span>
      </Button>
      {open.error && <ProblemBar problem={open.error.problem} about={{ product: app }} />}
    </section>
  );
}

function Nothing({ list, published, onNew }: { list: FlightList; published: boolean; onNew: () => void }) {
  const { t } = useTranslation("flights");
  if (list.problem) return null;
  if (list.reading || list.read_at === null) {
    return (
      <>
        <p role="status" className={styles.reading}>
          {t("reading")}
        </p>
        <Skeleton rows={4} />
      </>
    );
  }
  return published ? (
    <EmptyState body={t("empty")} action={<Button onClick={onNew}>{t("new.open")}</Button>} />
  ) : (
    <EmptyState body={t("unpublished")} />
  );
}
