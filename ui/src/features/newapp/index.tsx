// A new app begins in Partner Center: its name, the age rating and the first submission are made there. Vitrine says how,
// and looks at the list until the app stands in it.

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import type { ProductRow } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { HandOffCard } from "@/components/HandOffCard.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo, useSession } from "@/data/ask.ts";
import { Signal, useSignal } from "@/data/signals.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./NewApp.module.css";

/** The apps that were there when the person set out; kept while the window is open, so that this page may be left. */
export const known = new Signal<ReadonlySet<string> | null>(null);

export function NewAppPage() {
  const { t } = useTranslation(["products", "common"]);
  const { list, time } = useFormat();
  const session = useSession();
  const navigate = useNavigate();
  const products = useAsk("products", null);
  const open = useDo("link_open");
  const before = useSignal(known);
  const { data } = products;
  const read = useRead();
  const reading = data?.accounts.some((one) => one.reading) ?? false;
  // What is not read yet is no app that appears.
  const whole = data?.accounts.every((one) => one.read_at !== null) ?? false;
  useEffect(() => {
    if (known.value === null && data && whole) known.set(new Set(data.rows.map((row) => row.id)));
  }, [data, whole]);
  const come = useMemo(
    () => (before === null ? [] : (data?.rows ?? []).filter((row) => !before.has(row.id))),
    [before, data],
  );
  const count = come.length;
  useEffect(() => {
    if (count > 0) announce(t("newApp.said", { count }));
  }, [count, t]);
  const oldest = data?.accounts.map((one) => one.read_at).sort()[0];
  const accounts = list((session?.accounts ?? []).map((one) => one.name));
  return (
    <Page
      title={t("newApp.title")}
      width="form"
      actions={<Button onClick={() => void navigate({ to: "/products" })}>{t("newApp.back")}</Button>}
    >
      <div className={styles.page}>
        <p>{t("newApp.lead")}</p>
        {products.error && <ProblemBar problem={products.error.problem} onRetry={() => void products.refetch()} />}
        {products.isPending && <Skeleton kind="cards" rows={1} />}
        {count > 0 && <Come rows={come} />}
        <HandOffCard
          title={t("newApp.handOff")}
          why={t("newApp.why")}
          account={t("newApp.account", { accounts })}
          steps={[t("newApp.reserve"), t("newApp.rating"), t("newApp.first")]}
          watching={
            read.error
              ? t("newApp.failed")
              : reading
                ? t("newApp.reading")
                : oldest
                  ? t("newApp.watching", { time: time(oldest) })
                  : undefined
          }
          onOpen={() => open.mutate({ to: "partnerCenter" })}
          onDone={() => read.mutate(null)}
        />
        {open.error && <ProblemBar problem={open.error.problem} />}
        <p className={styles.quiet}>{t("newApp.after")}</p>
      </div>
    </Page>
  );
}

function Come({ rows }: { rows: readonly ProductRow[] }) {
  const { t } = useTranslation("products");
  const navigate = useNavigate();
  return (
    <ul className={styles.come}>
      {rows.map((row) => (
        <li key={row.id}>
          <p>
            <strong>{t("newApp.come", { product: row.name })}</strong> <code>{row.store_id}</code>
          </p>
          <Button
            size="small"
            onClick={() => {
              known.set(null);
              void navigate({ to: "/products/$product", params: { product: row.id } });
            }}
          >
            {t("newApp.open")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The list is asked for once a minute while the page is in sight, and when the person comes back to the window. */
function useRead() {
  const session = useSession();
  const read = useDo("products_read");
  const every = Math.max(5_000, 60_000 / Math.max(1, session?.practice?.speed ?? 1));
  const { mutate } = read;
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && mutate(null);
    const timer = setInterval(look, every);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, [every, mutate]);
  return read;
}
