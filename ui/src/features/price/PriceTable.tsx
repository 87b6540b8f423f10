// The account's own table of price tiers: how to get it, what was understood of it, and in which currency it is read here.

import { Select } from "@fluentui/react-components";
import { TableSimple20Regular } from "@fluentui/react-icons/svg/table-simple";
import { type ReactNode, useCallback, useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import { taker } from "@/app/landing/land.ts";
import { announce } from "@/app/live.ts";
import type { FileCard } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { keyOf, useAsk, useDo } from "@/data/ask.ts";
import { useDraftView } from "@/data/drafts.tsx";
import type { Amounts } from "@/data/useAmounts.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./price.module.css";

/** Which dropped files are tried as a table: text of any encoding, named as such. */
const isTable = (card: FileCard) =>
  /\.(csv|tsv|txt)$/i.test(card.name) && (card.facts.kind === "other" || card.facts.kind === "unknown");

export function PriceTable({ amounts }: { amounts: Amounts }) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const { product } = useDraftView();
  const asked = useAsk("price_table", product);
  const { view, columns, column } = amounts;
  const what = useCallback(
    (count: number) => {
      const named = columns.every((one) => one.currency !== null && one.market === null);
      return named ? t("table.currencies", { count }) : t("table.columns", { count });
    },
    [columns, t],
  );
  const take = useDo("price_table_import", (taken, client) => {
    if (!taken) return;
    // The table serves every product of the account; the others are asked again when they are shown.
    void client.invalidateQueries({ queryKey: ["price_table"] });
    client.setQueryData(keyOf("price_table", product), taken);
    announce(t("table.taken", { tiers: format.number(taken.table.tiers.length), name: taken.file }));
  });
  const { mutate } = take;

  useEffect(() => {
    taker.set((files) => {
      const table = files.find(isTable);
      if (!table) return files;
      mutate({ product, file: table.id });
      return files.filter((file) => file !== table);
    });
    return () => taker.set(null);
  }, [mutate, product]);

  const id = useId();
  const problem = take.error?.problem ?? asked.error?.problem;
  const choose = (label: string) => (
    <Button size="small" disabledFocusable={take.isPending} onClick={() => mutate({ product })}>
      {label}
    </Button>
  );
  return (
    <Section title={t("table.title")}>
      {problem && <ProblemBar problem={problem} onClose={take.error ? take.reset : undefined} about={{ product }} />}
      {view === null && (
        <Card>
          <p>{t("table.none")}</p>
          <p className={styles.about}>{t("table.how")}</p>
          <div className={styles.acts}>
            {choose(t("table.choose"))}
            <span className={styles.about}>{t("table.drop")}</span>
          </div>
        </Card>
      )}
      {view && (
        <Card>
          <p>
            {t("table.tiers", { count: view.table.tiers.length })}, {what(view.table.columns.length)}
          </p>
          <p className={styles.about}>{t("table.from", { name: view.file, when: format.when(view.imported_at) })}</p>
          <div className={styles.acts}>
            <span className={styles.currency}>
              <label htmlFor={id}>{t("table.show")}</label>
              <Select
                id={id}
                size="small"
                value={column?.name ?? ""}
                onChange={(_, data) => amounts.choose(data.value)}
              >
                {columns.map((one) => (
                  <option key={one.at} value={one.name}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </span>
            {choose(t("table.newer"))}
          </div>
          <p className={styles.about}>{t("table.promise")}</p>
        </Card>
      )}
    </Section>
  );
}

function Card({ children }: { children: ReactNode }) {
  return (
    <div className={styles.table}>
      <TableSimple20Regular aria-hidden />
      <div>{children}</div>
    </div>
  );
}
