// The add-ons of an app: what each is, what it costs, how it stands, what comes next.

import { Input } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { ArrowClockwise20Regular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { Filter20Regular } from "@fluentui/react-icons/svg/filter";
import { TableCellEdit20Regular } from "@fluentui/react-icons/svg/table-cell-edit";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { polite } from "@/app/live.ts";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { AddOnList } from "@/bindings";
import { AsOf } from "@/components/AsOf.tsx";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Filters } from "@/components/Filters.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { keyOf, useAsk, useDo } from "@/data/ask.ts";
import { AddOnTable } from "./AddOnTable.tsx";
import styles from "./addons.module.css";
import { counts, FILTERS, type Filter, shown } from "./filter.ts";
import { NewAddOn } from "./NewAddOn.tsx";

export function AddOnsPage() {
  const { product: app } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("addons");
  const navigate = useNavigate();
  const list = useAsk("add_ons", app);
  const name = useAsk("product", app).data?.row.name;
  const read = useDo("add_ons_read", (_, client) => void client.invalidateQueries({ queryKey: keyOf("add_ons", app) }));
  const [making, setMaking] = useState(false);
  const { data } = list;
  const some = (data?.rows.length ?? 0) > 0;
  const reading = data?.reading ?? false;
  return (
    <Page
      title={t("title")}
      product={name}
      subtitle={data && <Facts list={data} />}
      actions={
        <>
          <Button
            appearance="transparent"
            icon={<ArrowClockwise20Regular />}
            disabledFocusable={reading}
            onClick={() => read.mutate(app)}
          >
            {t("refresh")}
          </Button>
          {some && (
            <Button
              icon={<TableCellEdit20Regular />}
              onClick={() => void navigate({ to: "/products/$product/add-ons/texts", params: { product: app } })}
            >
              {t("texts.open")}
            </Button>
          )}
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => setMaking(true)}>
            {t("new.open")}
          </Button>
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
      {list.isPending && <Skeleton rows={6} />}
      {data && (some ? <Browser list={data} /> : <Nothing list={data} onNew={() => setMaking(true)} />)}
      {making && <NewAddOn app={app} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Facts({ list }: { list: AddOnList }) {
  const { t } = useTranslation("addons");
  return (
    <span className={styles.facts}>
      {list.rows.length > 0 && <span>{t("count", { count: list.rows.length })}</span>}
      <AsOf at={list.read_at} reading={list.reading} />
    </span>
  );
}

function Browser({ list }: { list: AddOnList }) {
  const { t } = useTranslation("addons");
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const { rows } = list;
  const found = useMemo(() => shown(rows, search, filter), [rows, search, filter]);
  const all = useMemo(() => counts(rows), [rows]);
  const asked = search !== "" || filter !== "all";
  useEffect(() => {
    if (asked) polite.state(t("shown", { count: found.length }));
  }, [asked, found.length, t]);
  return (
    <>
      <div className={styles.tools}>
        <Input
          type="search"
          className={styles.search ?? ""}
          contentBefore={<Filter20Regular aria-hidden />}
          aria-label={t("search")}
          placeholder={t("searchHint")}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
        <Filters
          label={t("filters")}
          filters={FILTERS}
          chosen={filter}
          nameOf={(one) => t(`filter.${one}`)}
          countOf={(one) => all[one]}
          onChoose={setFilter}
        />
      </div>
      {found.length > 0 ? (
        <AddOnTable rows={found} />
      ) : (
        <EmptyState
          body={search.trim() === "" ? t("noneFilter") : t("none", { text: search.trim() })}
          action={
            <Button
              onClick={() => {
                setSearch("");
                setFilter("all");
              }}
            >
              {t("showAll")}
            </Button>
          }
        />
      )}
    </>
  );
}

function Nothing({ list, onNew }: { list: AddOnList; onNew: () => void }) {
  const { t } = useTranslation("addons");
  if (list.problem) return null;
  if (list.reading || list.read_at === null) {
    return (
      <>
        <p role="status" className={styles.reading}>
          {t("reading")}
        </p>
        <Skeleton rows={6} />
      </>
    );
  }
  return <EmptyState body={t("empty")} action={<Button onClick={onNew}>{t("new.open")}</Button>} />;
}
