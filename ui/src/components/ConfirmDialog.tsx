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
  /** Verbs that answer the question, never "OK". Without `act` the children bring their own. */
  act?: string;
  safe: string;
  /** Cannot be done: the id of the element that says why. */
  because?: string | undefined;
  /** The id of what the children say happens, where that is not the list of facts. */
  describedBy?: string;
  /** Red only where something disappears. */
  danger?: boolean;
  /** Only for what customers will see. */
  awning?: boolean;
  busy?: boolean;
  note?: string | undefined;
  onAct?(): void;
  onSafe(): void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, mark, subtitle, facts, children, act, safe, danger, awning, busy, note, onAct, onSafe } = props;
  const { because, describedBy } = props;
  const [whose, description] = [useId(), useId()];
  const safeButton = useRef<HTMLButtonElement>(null);
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onSafe()}>
      <DialogSurface className={styles.surface} aria-describedby={`${whose} ${describedBy ?? description}`}>
        <FocusOnce on={safeButton} />
        {awning && <Awning className={styles.awning} scallops={21} />}
        <DialogBody className={styles.body}>
          <div className={styles.head}>
            {mark}
            <div>
              <DialogTitle className={styles.title}>{title}</DialogTitle>
              {subtitle !== undefined && (
                <p id={whose} className={styles.subtitle}>
                  {subtitle}
                </p>
              )}
            </div>
          </div>
          <DialogContent className={styles.content}>
            {facts.length > 0 && (
              <ul id={description} className={styles.facts}>
                {facts.map((fact) => (
                  <li key={fact.text}>
                    {fact.icon}
                    <span>{fact.text}</span>
                  </li>
                ))}
              </ul>
            )}
            {children}
          </DialogContent>
          <div className={styles.foot}>
            <span className={styles.note}>{note}</span>
            <div className={styles.acts}>
              {act !== undefined && (
                <Button
                  appearance={because === undefined ? "primary" : "outline"}
                  data-danger={danger === true && because === undefined}
                  className={styles.act ?? ""}
                  disabledFocusable={busy === true || because !== undefined}
                  {...(because === undefined ? {} : { "aria-describedby": because })}
                  onClick={onAct}
                >
                  {act}
                </Button>
              )}
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
