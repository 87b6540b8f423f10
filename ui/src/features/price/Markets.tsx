// Where the product is sold, and what it costs there. A search and a filter narrow the tree; the buttons act on what is
// shown and say how many that is. Below stands what the changes mean for customers.

import { Input } from "@fluentui/react-components";
import { Search20Regular } from "@fluentui/react-icons/svg/search";
import { useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce, polite } from "@/app/live.ts";
import { Button } from "@/components/Button.tsx";
import { FieldProblems } from "@/components/FieldParts.tsx";
import { Filters } from "@/components/Filters.tsx";
import { Section } from "@/components/Page.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { isWithin, segments } from "@/data/pointer.ts";
import { isBase, PRICE } from "@/data/tiers.ts";
import type { Amounts } from "@/data/useAmounts.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { Duty } from "./Duty.tsx";
import { MarketSummary } from "./MarketSummary.tsx";
import { MarketTree } from "./MarketTree.tsx";
import styles from "./markets.module.css";
import {
  asLive,
  changesOf,
  isOpen,
  marketRows,
  type Node,
  type Only,
  PRICES,
  priced,
  type Region,
  shownRows,
  switched,
  treeOf,
  type Write,
} from "./markets.ts";
import { PriceDialog } from "./PriceDialog.tsx";
import { useMarkets } from "./useMarkets.ts";

const ONLY: readonly Only[] = ["all", "closed", "own", "changed"];

export function Markets({ amounts }: { amounts: Amounts }) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const { ribbon } = useDraftView();
  const { now, live, problems, locked, set } = useMarkets();
  const base = useField<unknown>(PRICE).value;
  const { field } = useSearch({ strict: false }) as { field?: string };
  const asked = field !== undefined && isWithin(field, PRICES) ? segments(field)[2] : undefined;
  const [words, setWords] = useState("");
  const [only, setOnly] = useState<Only>("all");
  const [expanded, setExpanded] = useState<ReadonlySet<Region>>(new Set());
  const [pricing, setPricing] = useState<readonly string[] | null>(null);
  const [allOpen, noneOpen] = [useId(), useId()];

  const rows = useMemo(
    // Without the tables no market can be told from one that no list names.
    () => (amounts.tables ? marketRows(amounts.tables.markets, [now, live], format.language) : []),
    [amounts.tables, now, live, format.language],
  );
  const listed = useMemo(() => rows.filter((row) => row.region !== "unlisted"), [rows]);
  const shown = shownRows(rows, words, only, now, live);
  const mine = shown.filter((row) => row.region !== "unlisted").map((row) => row.code);
  const narrowed = words.trim() !== "" || only !== "all";
  const nodes = treeOf(
    shown,
    now,
    (region) => narrowed || expanded.has(region),
    (region) => t(`region.${region}`),
    format.language,
  );
  const open = listed.filter((row) => isOpen(now[row.code])).length;
  const changes = changesOf(rows, now, live);
  const toOpen = mine.filter((code) => !isOpen(now[code])).length;
  const onSale = mine.filter((code) => isOpen(now[code]));

  // A link that leads to a market finds its region open.
  const home = rows.find((row) => row.code === asked)?.region;
  useEffect(() => {
    if (home !== undefined) setExpanded((before) => new Set([...before, home]));
  }, [home]);

  // Until then a link to a market must not come to rest on the tree.
  const arrived = amounts.tables !== undefined && (home === undefined || expanded.has(home));

  // How many a search leaves is said once the person rests.
  const found = t("markets.found", { count: shown.length });
  useEffect(() => {
    if (narrowed) polite.state(found);
  }, [narrowed, found]);

  const latest = useRef({ now, live, listed, locked });
  latest.current = { now, live, listed, locked };
  const write = useCallback(
    (writes: readonly Write[]) => {
      const { now: before, listed: all, locked: fixed } = latest.current;
      if (fixed || writes.length === 0) return;
      set(writes);
      const after: Record<string, unknown> = { ...before, ...Object.fromEntries(writes) };
      const count = all.filter((row) => isOpen(after[row.code])).length;
      announce(
        t("markets.done", {
          count: writes.length,
          open: format.number(count),
          all: format.number(all.length),
        }),
      );
    },
    [set, t, format],
  );
  const tick = useCallback(
    (node: Node) => {
      const { now: before, live: was } = latest.current;
      const region = node.kind === "region" ? node.id : node.row.region;
      if (region === "unlisted") return;
      const codes = node.kind === "region" ? node.rows.map((row) => row.code) : [node.id];
      write(
        switched(
          codes,
          codes.some((code) => !isOpen(before[code])),
          before,
          was,
        ),
      );
    },
    [write],
  );
  const putBack = useCallback(
    (code: string) => {
      const { now: before, live: was, listed: all } = latest.current;
      write(
        asLive(
          all.filter((row) => row.code === code),
          before,
          was,
        ),
      );
    },
    [write],
  );
  const expand = useCallback((regions: readonly Region[], on: boolean) => {
    setExpanded((before) => {
      const next = new Set(before);
      for (const region of regions) {
        if (on) next.add(region);
        else next.delete(region);
      }
      return next;
    });
  }, []);
  const price = useCallback((code: string) => {
    const { locked: fixed, listed: all } = latest.current;
    if (!fixed && all.some((row) => row.code === code)) setPricing([code]);
  }, []);

  const baseWords = amounts.short(base);
  const priceWords = useCallback(
    (value: unknown) => {
      if (!isOpen(value)) return t("markets.closed");
      return isBase(value) ? t("markets.base", { price: baseWords }) : amounts.say(value);
    },
    [amounts, baseWords, t],
  );

  return (
    <Section title={t("markets.title")} note={t("markets.count", { open: format.number(open), count: listed.length })}>
      <p className={styles.about}>{t("markets.about")}</p>
      <Duty />
      <FieldProblems problems={problems} />
      <div className={styles.tools}>
        <Input
          className={styles.search}
          type="search"
          value={words}
          contentBefore={<Search20Regular aria-hidden />}
          aria-label={t("markets.search")}
          placeholder={t("markets.search")}
          onChange={(_, data) => setWords(data.value)}
        />
        <Filters
          label={t("markets.show")}
          filters={ONLY}
          chosen={only}
          nameOf={(one) => t(`markets.only.${one}`)}
          onChoose={setOnly}
        />
      </div>
      {!locked && (
        <div className={styles.tools}>
          <Button
            size="small"
            disabledFocusable={toOpen === 0}
            {...(toOpen === 0 ? { "aria-describedby": allOpen } : {})}
            onClick={() => write(switched(mine, true, now, live))}
          >
            {narrowed
              ? t("markets.selectShown", { count: mine.length })
              : t("markets.selectAll", { count: mine.length })}
          </Button>
          <Button
            size="small"
            disabledFocusable={onSale.length === 0}
            {...(onSale.length === 0 ? { "aria-describedby": noneOpen } : {})}
            onClick={() => write(switched(mine, false, now, live))}
          >
            {narrowed ? t("markets.clearShown", { count: mine.length }) : t("markets.clearAll", { count: mine.length })}
          </Button>
          {narrowed && (
            <Button
              size="small"
              disabledFocusable={onSale.length === 0}
              {...(onSale.length === 0 ? { "aria-describedby": noneOpen } : {})}
              onClick={() => setPricing(onSale)}
            >
              {t("markets.priceShown", { count: onSale.length })}
            </Button>
          )}
          {toOpen === 0 && (
            <span id={allOpen} className="hidden-text">
              {t("markets.allOpen")}
            </span>
          )}
          {onSale.length === 0 && (
            <span id={noneOpen} className="hidden-text">
              {t("markets.noneOpen")}
            </span>
          )}
        </div>
      )}
      <div {...(arrived ? { "data-pointer": PRICES } : {})}>
        {!amounts.tables && <Skeleton kind="rows" />}
        {amounts.tables && nodes.length === 0 && (
          <p className={styles.nothing}>{t(`markets.nothing.${words.trim() === "" ? only : "search"}`)}</p>
        )}
        {nodes.length > 0 && (
          <MarketTree
            nodes={nodes}
            now={now}
            live={live}
            locked={locked}
            first={asked}
            priceWords={priceWords}
            onTick={tick}
            onExpand={expand}
            onPrice={price}
            onPutBack={putBack}
          />
        )}
      </div>
      {!locked && <p className={styles.keys}>{t("markets.keys")}</p>}
      <MarketSummary
        open={open}
        all={listed.length}
        changes={changes}
        everLive={ribbon.live !== null}
        onPutBack={locked ? undefined : () => write(asLive(listed, now, live))}
      />
      {pricing && (
        <PriceDialog
          title={
            pricing.length === 1
              ? t("markets.dialogOne", { name: rows.find((row) => row.code === pricing[0])?.name ?? "" })
              : t("markets.dialogMany", { count: pricing.length })
          }
          amounts={amounts}
          present={pricing.length === 1 && isOpen(now[pricing[0] ?? ""]) ? now[pricing[0] ?? ""] : undefined}
          base={baseWords}
          also={pricing.map((code) => live[code])}
          onChoose={(value) => {
            setPricing(null);
            write(priced(pricing, value, now, live));
          }}
          onClose={() => setPricing(null)}
        />
      )}
    </Section>
  );
}
