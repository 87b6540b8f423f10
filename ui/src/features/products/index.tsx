// All products in one table. The list call alone makes it usable; state and live version arrive for the rows on screen.

import { Input } from "@fluentui/react-components";
import { ArrowClockwise20Regular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { Filter20Regular } from "@fluentui/react-icons/svg/filter";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ListingBars } from "@/app/ListingBars.tsx";
import { polite } from "@/app/live.ts";
import type { ProductList } from "@/bindings";
import { AsOf } from "@/components/AsOf.tsx";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Filters } from "@/components/Filters.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo, useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { counts, FILTERS, type Filter, shown } from "./filter.ts";
import styles from "./Products.module.css";
import { ProductTable } from "./ProductTable.tsx";

export function ProductsPage() {
  const { t } = useTranslation("products");
  const products = useAsk("products", null);
  const read = useDo("products_read");
  const navigate = useNavigate();
  const { data } = products;
  const reading = data?.accounts.some((one) => one.reading) ?? false;
  return (
    <Page
      title={t("title")}
      subtitle={data && <Facts list={data} reading={reading} />}
      actions={
        <>
          <Button appearance="transparent" onClick={() => void navigate({ to: "/products/new" })}>
            {t("newApp.begin")}
          </Button>
          <Button icon={<ArrowClockwise20Regular />} disabledFocusable={reading} onClick={() => read.mutate(null)}>
            {t("refresh")}
          </Button>
        </>
      }
    >
      {products.error && <ProblemBar problem={products.error.problem} onRetry={() => void products.refetch()} />}
      {products.isPending && <Skeleton rows={8} />}
      {data && (
        <>
          <div className={styles.bars}>
            <ListingBars listings={data.accounts} />
          </div>
          {data.rows.length > 0 ? <Browser list={data} /> : <Nothing list={data} />}
        </>
      )}
    </Page>
  );
}

function Facts({ list, reading }: { list: ProductList; reading: boolean }) {
  const { t } = useTranslation("products");
  const oldest = list.accounts.map((one) => one.read_at).sort()[0] ?? null;
  return (
    <span className={styles.facts}>
      {list.rows.length > 0 && <span>{t("count", { count: list.rows.length })}</span>}
      <AsOf at={oldest} reading={reading} />
    </span>
  );
}

function Browser({ list }: { list: ProductList }) {
  const { t } = useTranslation("products");
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const { rows } = list;
  // Not deferred: at five thousand rows deferring is slower than filtering.
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
        <ProductTable rows={found} accounts={list.accounts.length > 1} />
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

function Nothing({ list }: { list: ProductList }) {
  const { t } = useTranslation("products");
  const format = useFormat();
  const session = useSession();
  const open = useDo("link_open");
  const names = format.list((session?.accounts ?? []).map((account) => account.name));
  if (list.accounts.some((one) => one.problem !== null)) return null;
  if (list.accounts.some((one) => one.reading || one.read_at === null)) {
    return (
      <>
        <p role="status" className={styles.reading}>
          {t("reading", { names, count: list.accounts.length })}
        </p>
        <Skeleton rows={8} />
      </>
    );
  }
  return (
    <EmptyState
      body={t("empty", { names })}
      action={<Button onClick={() => open.mutate({ to: "partnerCenter" })}>{t("openPartnerCenter")}</Button>}
    />
  );
}
