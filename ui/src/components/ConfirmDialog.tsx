// The one dialog before an act that costs something or cannot be undone: whose product, what happens, what stays. The
// focus is on the safe button, Escape is safe, and the buttons stand as the platform has them.

import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from "@fluentui/react-components";
import { type ReactNode, useId, useRef } from "react";
import { Awning } from "./Awning.tsx";
import { Button } from "./Button.tsx";
import styles from "./ConfirmDialog.module.css";
import { FocusOnce } from "./FocusOnce.tsx";

export interface ConfirmDialogProps {
  open: boolean;
  /** A question that names the product. */
  title: string;
  mark?: ReactNode;
  /** Version, ID, account. */
  subtitle?: ReactNode;
  /** What happens, when it is seen, who is affected, what cannot be undone, what stays: one sentence each. */
  facts: readonly { icon?: ReactNode; text: string }[];
  children?: ReactNode;
  /** Verbs that answer the question, never "OK". */
  act: string;
  safe: string;
  /** Red only where something disappears. */
  danger?: boolean;
  /** Only for what customers will see. */
  awning?: boolean;
  busy?: boolean;
  note?: string;
  onAct(): void;
  onSafe(): void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, mark, subtitle, facts, children, act, safe, danger, awning, busy, note, onAct, onSafe } = props;
  const description = useId();
  const safeButton = useRef<HTMLButtonElement>(null);
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onSafe()}>
      <DialogSurface className={styles.surface} aria-describedby={description}>
        <FocusOnce on={safeButton} />
        {awning && <Awning className={styles.awning} scallops={21} />}
        <DialogBody className={styles.body}>
          <div className={styles.head}>
            {mark}
            <div>
              <DialogTitle className={styles.title}>{title}</DialogTitle>
              {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
            </div>
          </div>
          <DialogContent className={styles.content}>
            <ul id={description} className={styles.facts}>
              {facts.map((fact) => (
                <li key={fact.text}>
                  {fact.icon}
                  <span>{fact.text}</span>
                </li>
              ))}
            </ul>
            {children}
          </DialogContent>
          <div className={styles.foot}>
            <span className={styles.note}>{note}</span>
            <div className={styles.acts}>
              <Button
                appearance="primary"
                data-danger={danger === true}
                className={styles.act ?? ""}
                disabledFocusable={busy === true}
                onClick={onAct}
              >
                {act}
              </Button>
              <Button ref={safeButton} onClick={onSafe}>
                {safe}
              </Button>
            </div>
          </div>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
