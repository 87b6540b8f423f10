// Titles and descriptions of all add-ons of an app in all their languages, as one grid: games have hundreds of add-ons, and
// their words come from a spreadsheet. Everything written here goes into drafts on this computer.

import { Input } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { ArrowUndo20Regular } from "@fluentui/react-icons/svg/arrow-undo";
import { Filter20Regular } from "@fluentui/react-icons/svg/filter";
import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { referenceOf } from "@/app/language.ts";
import { announce } from "@/app/live.ts";
import type { AddOnCellEdit, AddOnGrid, AddOnGridAct, AddOnGridRefusal, AddOnGridSaved } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Filters } from "@/components/Filters.tsx";
import { LanguageDialog } from "@/components/LanguageDialog.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { keyOf, useAsk, useDo } from "@/data/ask.ts";
import { useHost } from "@/host/context.tsx";
import { ProblemError } from "@/host/host.ts";
import { plain } from "@/i18n/plain.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import type { Block } from "./block.ts";
import {
  type Change,
  editsOf,
  FILTERS,
  type Filter,
  kept,
  linesOf,
  mostOf,
  type Plan,
  SHOWN,
  type Shown,
} from "./cells.ts";
import { PasteSheet } from "./PasteSheet.tsx";
import { TextGrid } from "./TextGrid.tsx";
import styles from "./texts.module.css";

export function AddOnTextsPage() {
  const { product: app } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation("addons");
  const grid = useAsk("add_on_grid", app);
  const name = useAsk("product", app).data?.row.name;
  const limits = useAsk("limits", null);
  const failed = grid.error ?? limits.error;
  return (
    <Page title={t("texts.title")} product={name} subtitle={t("texts.subtitle")}>
      {failed && <ProblemBar problem={failed.problem} onRetry={() => void grid.refetch()} />}
      {grid.isPending && <Skeleton rows={8} />}
      {grid.data?.rows.length === 0 && <EmptyState body={t("empty")} />}
      {grid.data && grid.data.rows.length > 0 && limits.data && (
        <Editor app={app} grid={grid.data} most={mostOf(limits.data)} />
      )}
    </Page>
  );
}

/** One step of undo: what was done, and the cells that do it again. */
interface Done {
  acts: AddOnGridAct[];
  cells: AddOnCellEdit[];
}

function Editor({ app, grid, most }: { app: string; grid: AddOnGrid; most: ReturnType<typeof mostOf> }) {
  const { t } = useTranslation(["addons", "problems", "shell"]);
  const nothing = useId();
  const format = useFormat();
  const all = useAsk("languages", null);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [adding, setAdding] = useState(false);
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState<Shown>("both");
  const [filter, setFilter] = useState<Filter>("all");
  const [sheet, setSheet] = useState<{ plan: Plan; block: Block } | null>(null);
  const writing = useWriting(app);
  const languages = useMemo(() => {
    const present = new Set(grid.languages.map((one) => one.toLowerCase()));
    const extra = added.filter((one) => !present.has(one.toLowerCase()));
    const reference = referenceOf(grid.languages);
    const byName = new Intl.Collator(format.language).compare;
    const rest = grid.languages.filter((one) => one !== reference);
    rest.sort((a, b) => byName(format.languageName(a), format.languageName(b)));
    return [...(reference === undefined ? [] : [reference]), ...rest, ...extra];
  }, [grid.languages, added, format]);
  const wanted = plain(search).trim();
  const rows = grid.rows.filter(
    (row) =>
      kept(grid, row, filter, most) &&
      (wanted === "" || plain(`${row.name} ${row.cells[0]?.title ?? ""}`).includes(wanted)),
  );
  const lines = linesOf(rows, shown);
  const count = (one: Filter) => grid.rows.filter((row) => kept(grid, row, one, most)).length;

  function write(changes: readonly Change[]) {
    if (changes.length === 0) return;
    void writing.write(editsOf(changes)).then((saved) => {
      if (saved) announce(t("texts.written", { count: changes.length }));
    });
  }

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
          label={t("texts.show")}
          filters={SHOWN}
          chosen={shown}
          nameOf={(one) => t(`texts.shown.${one}`)}
          onChoose={setShown}
        />
        <Filters
          label={t("filters")}
          filters={FILTERS}
          chosen={filter}
          nameOf={(one) => t(`texts.filter.${one}`)}
          countOf={count}
          onChoose={setFilter}
        />
        <span className={styles.end}>
          <Button
            size="small"
            icon={<ArrowUndo20Regular />}
            disabledFocusable={writing.done.length === 0}
            {...(writing.done.length === 0 ? { "aria-describedby": nothing } : {})}
            aria-keyshortcuts="Control+Z"
            onClick={() => void writing.undo()}
          >
            {t("texts.undo")}
          </Button>
          {writing.done.length === 0 && (
            <span id={nothing} className="hidden-text">
              {t("shell:say.nothingToUndo")}
            </span>
          )}
          <Button size="small" icon={<Add20Regular />} onClick={() => setAdding(true)}>
            {t("texts.addLanguage")}
          </Button>
        </span>
      </div>
      {writing.failed && <ProblemBar problem={writing.failed.problem} onClose={writing.clear} />}
      {writing.refused.length > 0 && (
        <section className={styles.refused} aria-label={t("texts.refused", { count: writing.refused.length })}>
          <p>{t("texts.refused", { count: writing.refused.length })}</p>
          <ul>
            {writing.refused.map(({ product, problem }) => (
              <li key={product}>
                <code>{grid.rows.find((row) => row.product === product)?.name ?? product}</code>{" "}
                {problemText(problem, t).title}. {problemText(problem, t).fix}
              </li>
            ))}
          </ul>
          <Button size="small" onClick={writing.clear}>
            {t("texts.gotIt")}
          </Button>
        </section>
      )}
      {lines.length === 0 ? (
        <EmptyState
          body={t("noneFilter")}
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
      ) : (
        <TextGrid
          grid={grid}
          lines={lines}
          languages={languages}
          store={all.data ?? []}
          most={most}
          pending={writing.pending}
          begun={added.at(-1)}
          onWrite={write}
          onPaste={(plan, block) => {
            // One cell is what its writer sees; a block is shown before it is written.
            const single = block.length === 1 && block[0]?.length === 1;
            if (single && plan.changes.length <= 1 && plan.locked === 0) write(plan.changes);
            else setSheet({ plan, block });
          }}
          onUndo={() => void writing.undo()}
          onRedo={() => void writing.redo()}
        />
      )}
      {adding && (
        <LanguageDialog
          title={t("texts.addLanguageTitle")}
          act={t("texts.addLanguageAct")}
          choices={(all.data ?? [])
            .filter((one) => languages.every((known) => known.toLowerCase() !== one.toLowerCase()))
            .map((language) => ({ language }))
            .sort((a, b) =>
              format.languageName(a.language).localeCompare(format.languageName(b.language), format.language),
            )}
          onChoose={(language) => {
            setAdded([...added, language.toLowerCase()]);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {sheet && (
        <PasteSheet
          plan={sheet.plan}
          onApply={() => {
            write(sheet.plan.changes);
            setSheet(null);
          }}
          onClose={() => setSheet(null)}
        />
      )}
    </>
  );
}

/** What is being written, and the way back: one step a block, whatever it touched. */
function useWriting(app: string) {
  const { t } = useTranslation("addons");
  const host = useHost();
  const client = useQueryClient();
  const patch = useDo("add_on_grid_patch");
  const [done, setDone] = useState<readonly Done[]>([]);
  const [undone, setUndone] = useState<readonly Done[]>([]);
  const [refused, setRefused] = useState<readonly AddOnGridRefusal[]>([]);
  const [failed, setFailed] = useState<ProblemError>();
  const [pending, setPending] = useState<readonly AddOnCellEdit[]>([]);

  function took(saved: AddOnGridSaved) {
    // An older reading on its way would put the words back that were just replaced.
    void client.cancelQueries({ queryKey: keyOf("add_on_grid", app) });
    client.setQueryData<AddOnGrid>(keyOf("add_on_grid", app), (grid) => grid && merged(grid, saved));
    setRefused(saved.refused);
  }

  async function send(cells: AddOnCellEdit[]): Promise<AddOnGridSaved | null> {
    setFailed(undefined);
    setPending((waiting) => [...waiting, ...cells]);
    try {
      const saved = await patch.mutateAsync({ app, cells });
      took(saved);
      if (saved.acts.length > 0) setDone((before) => [...before, { acts: saved.acts, cells }]);
      return saved;
    } catch (cause) {
      setFailed(ProblemError.from(cause));
      return null;
    } finally {
      setPending((waiting) => waiting.filter((one) => !cells.includes(one)));
    }
  }

  return {
    done,
    refused,
    failed,
    pending,
    clear() {
      setRefused([]);
      setFailed(undefined);
    },
    async write(cells: AddOnCellEdit[]) {
      setUndone([]);
      return send(cells);
    },
    async undo() {
      const last = done.at(-1);
      if (!last) return;
      setDone(done.slice(0, -1));
      try {
        took(await host.call("add_on_grid_undo", last.acts));
        setUndone([...undone, last]);
        announce(t("texts.undone"));
      } catch (cause) {
        setFailed(ProblemError.from(cause));
      }
    },
    async redo() {
      const last = undone.at(-1);
      if (!last) return;
      setUndone(undone.slice(0, -1));
      await send(last.cells);
    },
  };
}

/** The grid with the rows that changed in it. Their columns are those of the newer answer. */
function merged(grid: AddOnGrid, saved: AddOnGridSaved): AddOnGrid {
  const changed = new Map(saved.rows.map((row) => [row.product, row]));
  const column = (language: string) => grid.languages.findIndex((one) => one.toLowerCase() === language.toLowerCase());
  const places = saved.languages.map(column);
  const rows = grid.rows.map(
    (row) =>
      changed.get(row.product) ?? { ...row, cells: places.map((at) => (at < 0 ? null : (row.cells[at] ?? null))) },
  );
  return { languages: saved.languages, rows };
}
