// Regions of the world and their markets as a tree of boxes (APG tree view): one stop for the Tab key, arrows inside, Space
// ticks, letters jump, * opens every region. Rows are light enough that all 241 may be open at once.

import { CheckboxChecked20Filled } from "@fluentui/react-icons/svg/checkbox-checked";
import { CheckboxIndeterminate20Filled } from "@fluentui/react-icons/svg/checkbox-indeterminate";
import { CheckboxUnchecked20Regular } from "@fluentui/react-icons/svg/checkbox-unchecked";
import { ChevronDown16Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronRight16Regular } from "@fluentui/react-icons/svg/chevron-right";
import { type KeyboardEvent, memo, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChangedDot } from "@/components/FieldParts.tsx";
import { plain } from "@/i18n/plain.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./markets.module.css";
import {
  isOpen,
  type MarketNode,
  type Node,
  type Prices,
  pointerOf,
  type Region,
  type RegionNode,
  samePrice,
  type Tick,
} from "./markets.ts";

/** Letters typed within this time make one word. */
const ONE_WORD = 600;

export interface MarketTreeProps {
  nodes: readonly Node[];
  now: Prices;
  live: Prices;
  locked: boolean;
  /** Where the arrows begin: a market that a link led to. */
  first: string | undefined;
  /** "base price ($4.99)", "Tier 1020 ($1.79)", "not on sale". */
  priceWords(value: unknown): string;
  onTick(node: Node): void;
  onExpand(regions: readonly Region[], open: boolean): void;
  onPrice(code: string): void;
  onPutBack(code: string): void;
}

export function MarketTree(props: MarketTreeProps) {
  const { nodes, now, live, locked, first, priceWords, onTick, onExpand, onPrice, onPutBack } = props;
  const { t } = useTranslation("price");
  const tree = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(first);
  const typed = useRef({ word: "", at: Number.NEGATIVE_INFINITY });
  const here = Math.max(
    0,
    nodes.findIndex((node) => node.id === wanted),
  );

  const go = useCallback((node: Node | undefined) => {
    if (!node) return;
    setWanted(node.id);
    tree.current?.querySelector<HTMLElement>(`[data-node="${node.id}"]`)?.focus();
  }, []);

  function jump(letter: string, time: number): void {
    const { word, at } = typed.current;
    const next = time - at < ONE_WORD ? word + letter : letter;
    typed.current = { word: next, at: time };
    // A single letter goes on from here; a growing word stays while it still fits.
    const from = next.length === 1 ? here + 1 : here;
    const order = [...nodes.slice(from), ...nodes.slice(0, from)];
    go(order.find((node) => plain(nameOf(node)).startsWith(plain(next))));
  }

  function keys(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = nodes[here];
    if (!node) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(nodes[here + 1]),
      ArrowUp: () => go(nodes[here - 1]),
      Home: () => go(nodes[0]),
      End: () => go(nodes.at(-1)),
      ArrowRight: () => {
        if (node.kind === "region" && !node.expanded) onExpand([node.id], true);
        else if (node.kind === "region") go(nodes[here + 1]);
      },
      ArrowLeft: () => {
        if (node.kind === "market") go(nodes.find((one) => one.id === node.row.region));
        else if (node.expanded) onExpand([node.id], false);
      },
      " ": () => onTick(node),
      Enter: () => (node.kind === "region" ? onExpand([node.id], !node.expanded) : onPrice(node.id)),
      Delete: () => node.kind === "market" && onPutBack(node.id),
      "*": () =>
        onExpand(
          nodes.flatMap((one) => (one.kind === "region" ? [one.id] : [])),
          true,
        ),
    };
    const act = acts[event.key];
    const continues = event.key === " " && event.timeStamp - typed.current.at < ONE_WORD && typed.current.word !== "";
    if (act && !continues) {
      typed.current.word = "";
      act();
    } else if ([...event.key].length === 1) jump(event.key, event.timeStamp);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-label={t("markets.tree")}
      className={styles.tree}
      onKeyDown={keys}
      // A screen reader may give the focus to any item; the keys are for that one then.
      onFocus={({ target }) => setWanted(target.closest<HTMLElement>("[data-node]")?.dataset.node)}
    >
      {nodes.map((node, at) => {
        const focusable = at === here;
        return node.kind === "region" ? (
          <RegionItem
            key={node.id}
            node={node}
            locked={locked}
            focusable={focusable}
            onTick={onTick}
            onExpand={onExpand}
            onGo={go}
          />
        ) : (
          <MarketItem
            key={node.id}
            node={node}
            value={now[node.id]}
            was={live[node.id]}
            locked={locked}
            focusable={focusable}
            price={priceWords(now[node.id])}
            priceWas={priceWords(live[node.id])}
            onTick={onTick}
            onPrice={onPrice}
            onPutBack={onPutBack}
            onGo={go}
          />
        );
      })}
    </div>
  );
}

const nameOf = (node: Node) => (node.kind === "region" ? node.name : node.row.name);

function Box({ tick }: { tick: Tick }) {
  const Icon =
    tick === "mixed"
      ? CheckboxIndeterminate20Filled
      : tick === "true"
        ? CheckboxChecked20Filled
        : CheckboxUnchecked20Regular;
  return <Icon className={styles.box} data-tick={tick} aria-hidden />;
}

interface RegionItemProps {
  node: RegionNode;
  locked: boolean;
  focusable: boolean;
  onTick(node: Node): void;
  onExpand(regions: readonly Region[], open: boolean): void;
  onGo(node: Node): void;
}

function RegionItem({ node, locked, focusable, onTick, onExpand, onGo }: RegionItemProps) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const fixed = node.id === "unlisted";
  const counts = fixed
    ? t("markets.unlisted", { count: node.rows.length })
    : t("markets.ofRegion", { open: format.number(node.open), count: node.rows.length });
  const Chevron = node.expanded ? ChevronDown16Regular : ChevronRight16Regular;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the tree's
    <div
      role="treeitem"
      aria-level={1}
      aria-expanded={node.expanded}
      aria-checked={fixed ? undefined : node.tick}
      aria-disabled={locked || fixed || undefined}
      aria-posinset={node.at}
      aria-setsize={node.of}
      aria-label={`${node.name}, ${counts}`}
      tabIndex={focusable ? 0 : -1}
      data-node={node.id}
      className={styles.region}
      onClick={() => {
        onGo(node);
        onExpand([node.id], !node.expanded);
      }}
    >
      <Chevron className={styles.chevron} aria-hidden />
      {fixed ? (
        <span className={styles.box} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the box is the item's own, as Space is
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the tree's
        <span
          className={styles.target}
          onClick={(event) => {
            event.stopPropagation();
            onGo(node);
            onTick(node);
          }}
        >
          <Box tick={node.tick} />
        </span>
      )}
      {/* The blank is for ears: without it the words that are seen are not those of the name. */}
      <span className={styles.name}>{node.name}</span> <span className={styles.quiet}>{counts}</span>
    </div>
  );
}

interface MarketItemProps {
  node: MarketNode;
  value: unknown;
  was: unknown;
  locked: boolean;
  focusable: boolean;
  price: string;
  priceWas: string;
  onTick(node: Node): void;
  onPrice(code: string): void;
  onPutBack(code: string): void;
  onGo(node: Node): void;
}

const MarketItem = memo(function MarketItem(props: MarketItemProps) {
  const { node, value, was, locked, focusable, price, priceWas, onTick, onPrice, onPutBack, onGo } = props;
  const { t } = useTranslation(["price", "common"]);
  const { row } = node;
  const open = isOpen(value);
  const changed = !samePrice(value, was);
  const fixed = locked || row.region === "unlisted";
  const live = changed ? t("common:live", { text: priceWas }) : "";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the tree's
    <div
      role="treeitem"
      aria-level={2}
      aria-checked={open}
      aria-disabled={fixed || undefined}
      aria-posinset={node.at}
      aria-setsize={node.of}
      tabIndex={focusable ? 0 : -1}
      data-node={node.id}
      data-pointer={pointerOf(node.id)}
      data-open={open}
      className={styles.market}
      onClick={() => {
        onGo(node);
        if (!fixed) onTick(node);
      }}
    >
      {row.region === "unlisted" ? <span className={styles.box} /> : <Box tick={open ? "true" : "false"} />}
      <span className={styles.name}>
        {row.name}
        {row.xbox && <span className={styles.quiet}> {t("markets.xbox")}</span>}
      </span>
      {/* The words of a row are its name: hidden commas and blanks keep them apart. */}
      <span className={styles.price}>
        {changed && <ChangedDot />}
        <span className="hidden-text">, </span>
        {price} {changed && <span className={styles.quiet}>{live}</span>}
      </span>{" "}
      {!fixed && (
        <span className={styles.acts}>
          {changed && (
            <button type="button" className="link" tabIndex={-1} onClick={stopped(() => onPutBack(node.id))}>
              {t("common:putBack")}
            </button>
          )}{" "}
          <button type="button" className="link" tabIndex={-1} onClick={stopped(() => onPrice(node.id))}>
            {t("markets.setPrice")}
          </button>
        </span>
      )}
    </div>
  );
});

/** A button in a row acts for itself; the row is not ticked by the same click. */
const stopped = (act: () => void) => (event: { stopPropagation(): void }) => {
  event.stopPropagation();
  act();
};
