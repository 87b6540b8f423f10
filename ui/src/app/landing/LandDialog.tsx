// Files that came while no draft was open: whose are they? One sheet: what came, which product, one button. Nothing is
// guessed from names.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  SearchBox,
} from "@fluentui/react-components";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileCard, ProductRow } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useAsk } from "@/data/ask.ts";
import type { DraftStore } from "@/data/draft.ts";
import { useDrafts } from "@/data/drafts.tsx";
import { useHost } from "@/host/context.tsx";
import { ProblemError } from "@/host/host.ts";
import { plain } from "@/i18n/plain.ts";
import { problemText } from "@/i18n/problem.ts";
import styles from "./LandDialog.module.css";
import { gravest } from "./plan.ts";

/** Rows shown at once; the search finds the others. */
const MOST = 60;

export interface LandDialogProps {
  files: readonly FileCard[];
  /** The product of the page, when there is one. */
  product: string | undefined;
  onLand(draft: DraftStore): void;
  onClose(): void;
}

export function LandDialog({ files, product, onLand, onClose }: LandDialogProps) {
  const { t } = useTranslation(["draft", "common", "problems"]);
  const host = useHost();
  const drafts = useDrafts();
  const list = useAsk("products", null);
  const [chosen, setChosen] = useState(product);
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProblemError>();
  const name = useId();
  const rows = list.data?.rows ?? [];
  const row = rows.find((one) => one.id === chosen);
  const useful = files.filter((file) => file.fit !== "cannotBeUsed");
  const useless = files.filter((file) => file.fit === "cannotBeUsed");

  async function add(target: ProductRow) {
    setBusy(true);
    setFailed(undefined);
    try {
      const draft = target.draft
        ? await drafts.open(target.draft.id)
        : drafts.adopt(await host.call("draft_start", target.id));
      onLand(draft);
    } catch (cause) {
      setFailed(ProblemError.from(cause));
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle className={styles.title}>
            {useful.length === 0
              ? t("land.none")
              : row && product !== undefined
                ? t("land.titleOf", { name: row.name })
                : t("land.title")}
          </DialogTitle>
          <DialogContent className={styles.content}>
            {failed && <ProblemBar problem={failed.problem} about={chosen === undefined ? {} : { product: chosen }} />}
            {useful.length > 0 && <p>{t("land.useful", { count: useful.length, names: names(useful) })}</p>}
            {useless.length > 0 && (
              <ul className={styles.useless}>
                {useless.map((file) => {
                  const problem = gravest(file.problems);
                  return (
                    <li key={file.id}>
                      {file.name}: {problem ? problemText(problem, t).title : t("common:fit.cannotBeUsed")}
                    </li>
                  );
                })}
              </ul>
            )}
            {useful.length > 0 && product === undefined && (
              <Products rows={rows} words={words} onWords={setWords} name={name} chosen={chosen} onChoose={setChosen} />
            )}
            {useful.length > 0 && row && (
              <p className={styles.what}>{t(row.draft ? "land.hasDraft" : "land.startsDraft", { name: row.name })}</p>
            )}
          </DialogContent>
          <DialogActions>
            {useful.length > 0 && row && !row.closed && (
              <Button appearance="primary" disabledFocusable={busy} onClick={() => void add(row)}>
                {t(row.draft ? "land.add" : "land.start")}
              </Button>
            )}
            <Button onClick={onClose}>{t(useful.length > 0 ? "land.notNow" : "common:close")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function names(files: readonly FileCard[]): string {
  const shown = files.slice(0, 3).map((file) => file.name);
  return files.length > shown.length ? `${shown.join(", ")} …` : shown.join(", ");
}

interface ProductsProps {
  rows: readonly ProductRow[];
  words: string;
  onWords(words: string): void;
  /** Of the radio group. */
  name: string;
  chosen: string | undefined;
  onChoose(product: string): void;
}

function Products({ rows, words, onWords, name, chosen, onChoose }: ProductsProps) {
  const { t } = useTranslation(["draft", "problems"]);
  const wanted = plain(words);
  const found = rows.filter((row) => plain(`${row.name} ${row.store_id}`).includes(wanted)).slice(0, MOST);
  return (
    <>
      <SearchBox
        className={styles.search}
        value={words}
        aria-label={t("land.search")}
        placeholder={t("land.search")}
        onChange={(_, data) => onWords(data.value)}
      />
      <fieldset className={styles.products}>
        <legend className="hidden-text">{t("land.product")}</legend>
        {found.map((row) => (
          <label key={row.id} className={styles.product}>
            <input type="radio" name={name} checked={chosen === row.id} onChange={() => onChoose(row.id)} />
            <ProductMark name={row.name} size={28} />
            <span className={styles.productName}>{row.name}</span>
            <span className={styles.note}>
              {row.closed ? problemText(row.closed, t).title : row.draft ? t("land.draft") : t("land.noDraft")}
            </span>
          </label>
        ))}
        {found.length === 0 && <p>{t("land.nobody")}</p>}
      </fieldset>
    </>
  );
}
