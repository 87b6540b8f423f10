// What a pasted block would change, before anything changes: how many cells, where, what is too long, what stays.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { FocusOnce } from "@/components/FocusOnce.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import type { Plan } from "./cells.ts";
import styles from "./PasteSheet.module.css";

/** Rows shown; the others are counted. */
const MOST = 100;

export interface PasteSheetProps {
  plan: Plan;
  onApply(): void;
  onClose(): void;
}

export function PasteSheet({ plan, onApply, onClose }: PasteSheetProps) {
  const { t } = useTranslation("addons");
  const format = useFormat();
  const apply = useRef<HTMLButtonElement>(null);
  const { changes, locked, outside, begins } = plan;
  const addOns = new Set(changes.map(({ row }) => row.product)).size;
  const long = changes.filter(({ over }) => over > 0).length;
  // What is too long comes first: it is what a person looks for.
  const order = [...changes].sort((a, b) => Number(b.over > 0) - Number(a.over > 0));
  const facts = [
    changes.length > 0 && t("paste.where", { count: addOns }),
    begins.length > 0 &&
      t("paste.begins", { count: begins.length, names: format.list(begins.map((one) => format.languageName(one))) }),
    long > 0 && t("paste.long", { count: long }),
    locked > 0 && t("paste.locked", { count: locked }),
    outside > 0 && t("paste.outside", { count: outside }),
  ].filter((fact) => fact !== false);
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <FocusOnce on={apply} />
        <DialogBody>
          <DialogTitle className={styles.title}>
            {changes.length === 0 ? t("paste.nothing") : t("paste.title", { count: changes.length })}
          </DialogTitle>
          <DialogContent className={styles.content}>
            <ul className={styles.facts}>
              {facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
            {changes.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
              <section className={styles.scroll} tabIndex={0} aria-label={t("paste.list")}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t("texts.column")}</th>
                      <th scope="col">{t("paste.language")}</th>
                      <th scope="col">{t("paste.now")}</th>
                      <th scope="col">{t("paste.then")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {order.slice(0, MOST).map(({ row, field, language, before, after, over }) => (
                      <tr key={`${row.product} ${field} ${language}`}>
                        <th scope="row">
                          <code>{row.name}</code>
                          <span>{t(`texts.field.${field}`)}</span>
                        </th>
                        <td>{format.languageName(language)}</td>
                        <td lang={language} className={styles.before}>
                          {before === "" ? "—" : before}
                        </td>
                        <td lang={language}>
                          {after === "" ? "—" : after}
                          {over > 0 && <strong>{t("texts.tooMany", { count: over })}</strong>}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                {order.length > MOST && <p>{t("paste.more", { count: order.length - MOST })}</p>}
              </section>
            )}
          </DialogContent>
          <DialogActions>
            {changes.length > 0 ? (
              <>
                <Button ref={apply} appearance="primary" onClick={onApply}>
                  {t("paste.apply")}
                </Button>
                <Button onClick={onClose}>{t("paste.leave")}</Button>
              </>
            ) : (
              <Button ref={apply} onClick={onClose}>
                {t("texts.gotIt")}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
