// Ctrl+K: pages, products and commands by name. One field, one list, the keyboard of a combobox.

import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle, Input } from "@fluentui/react-components";
import { Search20Regular } from "@fluentui/react-icons/svg/search";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FocusOnce } from "@/components/FocusOnce.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useAsk, useSession } from "@/data/ask.ts";
import { presentDraft } from "@/data/drafts.tsx";
import { useSignal } from "@/data/signals.ts";
import { ACTIONS, type ActionName, labelKey, rowOf } from "./actions.ts";
import { announce } from "./live.ts";
import styles from "./Palette.module.css";
import { paletteOpen, useRun } from "./run.ts";
import { sectionsOf } from "./sections.ts";
import { shortcutText } from "./shortcut.ts";

interface Hit {
  key: string;
  group: "pages" | "products" | "commands";
  label: string;
  /** What the typed words are looked for in. */
  words: string;
  note?: string;
  product?: string;
  run(): void;
}

const MOST = 12;

export function Palette() {
  const open = useSignal(paletteOpen);
  return (
    <Dialog open={open} onOpenChange={(_, data) => paletteOpen.set(data.open)}>
      <DialogSurface className={styles.surface}>{open && <Search />}</DialogSurface>
    </Dialog>
  );
}

function Search() {
  const { t } = useTranslation("shell");
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const all = useHits();
  const list = useId();
  const listElement = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const hits = useMemo(() => found(all, words), [all, words]);
  const current = hits[Math.min(at, hits.length - 1)];

  useEffect(() => {
    if (words !== "") announce(t("search.results", { count: hits.length }));
  }, [t, words, hits.length]);
  useEffect(() => {
    listElement.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: "nearest" });
  });

  function choose(hit: Hit | undefined) {
    if (!hit) return;
    paletteOpen.set(false);
    hit.run();
  }

  function keys(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, hits.length - 1) + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(current);
    }
  }

  return (
    <DialogBody className={styles.body}>
      <DialogTitle className="hidden-text">{t("search.title")}</DialogTitle>
      <DialogContent className={styles.content}>
        <FocusOnce on={field} />
        <Input
          ref={field}
          className={styles.input ?? ""}
          size="large"
          contentBefore={<Search20Regular />}
          placeholder={t("search.placeholder")}
          aria-label={t("search.title")}
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={list}
          {...(current ? { "aria-activedescendant": `${list}-${current.key}` } : {})}
          value={words}
          onChange={(_, data) => {
            setWords(data.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
        <div id={list} role="listbox" aria-label={t("search.title")} className={styles.list} ref={listElement}>
          {GROUPS.map((group) => {
            const mine = hits.filter((hit) => hit.group === group);
            if (mine.length === 0) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, not fieldsets
              <div key={group} role="group" aria-label={t(`search.${group}`)}>
                <div className={styles.group} aria-hidden>
                  {t(`search.${group}`)}
                </div>
                {mine.map((hit) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox above
                  // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are named by aria-activedescendant
                  <div
                    key={hit.key}
                    id={`${list}-${hit.key}`}
                    role="option"
                    aria-selected={hit === current}
                    className={styles.hit}
                    onClick={() => choose(hit)}
                    onPointerMove={() => setAt(hits.indexOf(hit))}
                  >
                    {hit.product !== undefined && <ProductMark name={hit.product} size={24} />}
                    <span className={styles.label}>{hit.label}</span>
                    {hit.note !== undefined && <span className={styles.note}>{hit.note}</span>}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {hits.length === 0 && <p className={styles.none}>{t("search.none")}</p>}
        <p className={styles.hint}>{t("search.hint")}</p>
      </DialogContent>
    </DialogBody>
  );
}

const PAGES: readonly ActionName[] = ["home", "products", "settings", "about"];

function useHits(): Hit[] {
  const { t } = useTranslation("shell");
  const run = useRun();
  const navigate = useNavigate();
  const session = useSession();
  const draft = useSignal(presentDraft);
  const list = useAsk("products", null).data;
  const platform = document.documentElement.dataset.platform ?? "linux";

  // Thousands of rows: made once a list, not once a keystroke.
  const products = useMemo(
    () =>
      (list?.rows ?? []).map(
        (row): Hit => ({
          key: `product-${row.store_id}`,
          group: "products",
          label: row.name,
          words: plain(`${row.name} ${row.store_id}`),
          note: row.store_id,
          product: row.name,
          run: () => void navigate({ to: "/products/$product", params: { product: row.id } }),
        }),
      ),
    [list, navigate],
  );
  const ofDraft = draft
    ? (["overview", "draft", ...sectionsOf(draft.view.product, draft), "review", "history"] as const).map(
        (page): Hit => ({
          key: `page-${page}`,
          group: "pages",
          label: t(`nav.${page}`),
          words: plain(t(`nav.${page}`)),
          note: draft.view.product_name,
          run: () =>
            void navigate({
              to: page === "overview" ? "/products/$product" : `/products/$product/${page}`,
              params: { product: draft.view.product },
            }),
        }),
      )
    : [];
  const actions = (Object.keys(ACTIONS) as ActionName[])
    .filter((name) => {
      const { needs, hidden } = rowOf(name);
      if (hidden) return false;
      return needs === undefined || (needs === "draft" ? draft !== null : Boolean(session?.practice));
    })
    .map((name): Hit => {
      const { shortcut } = rowOf(name);
      return {
        key: name,
        group: PAGES.includes(name) ? "pages" : "commands",
        label: t(labelKey(name)),
        words: plain(t(labelKey(name))),
        ...(shortcut ? { note: shortcutText(shortcut, platform, t) } : {}),
        run: () => run(name),
      };
    });
  return [...ofDraft, ...actions, ...products];
}

const GROUPS = ["pages", "products", "commands"] as const;
/** Before anything is typed: a few of each kind. */
const FEW = 6;

/** Every typed word must begin a word of the name; names that begin with the whole query come first. */
function found(all: readonly Hit[], words: string): Hit[] {
  const query = plain(words);
  const of = (hits: readonly Hit[], group: Hit["group"]) => hits.filter((hit) => hit.group === group);
  if (query === "") return GROUPS.flatMap((group) => of(all, group).slice(0, FEW));
  const parts = query.split(/\s+/);
  const fit = all.filter((hit) => parts.every((part) => ` ${hit.words}`.includes(` ${part}`)));
  const first = fit.filter((hit) => hit.words.startsWith(query));
  const best = [...first, ...fit.filter((hit) => !hit.words.startsWith(query))].slice(0, MOST);
  return GROUPS.flatMap((group) => of(best, group));
}

/** Without case and accents, so that "resume" finds « Résumé ». */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
