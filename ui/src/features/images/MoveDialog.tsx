// A picture to a place by number, for whom dragging and single steps are too much.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
} from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { FormField } from "@/components/FormField.tsx";
import styles from "./images.module.css";

export interface MoveDialogProps {
  name: string;
  /** Its place now, from 1. */
  now: number;
  count: number;
  onMove(to: number): void;
  onClose(): void;
}

export function MoveDialog({ name, now, count, onMove, onClose }: MoveDialogProps) {
  const { t } = useTranslation("images");
  const [typed, setTyped] = useState(String(now));
  const [wrong, setWrong] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    const to = /^\s*\d+\s*$/.test(typed) ? Number(typed) : 0;
    if (to >= 1 && to <= count) onMove(to);
    else setWrong(true);
  }
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.dialog}>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle className={styles.dialogTitle}>{t("moveTitle", { name })}</DialogTitle>
            <DialogContent>
              <FormField label={t("position")} hint={t("positionHint", { count })}>
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    aria-invalid={wrong || undefined}
                    value={typed}
                    onChange={(_, data) => {
                      setTyped(data.value);
                      setWrong(false);
                    }}
                  />
                )}
              </FormField>
              {wrong && (
                <p className={styles.wrong} data-severity="must" role="alert">
                  {t("positionWrong", { count })}
                </p>
              )}
            </DialogContent>
            <DialogActions>
              <Button appearance="primary" type="submit">
                {t("move")}
              </Button>
              <Button onClick={onClose}>{t("notNow")}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
