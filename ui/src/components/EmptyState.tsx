// Nothing here yet: an empty sill, one sentence on what it is for, one action.

import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export function EmptyState({ title, body, action }: { title?: string; body: string; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <div className={styles.sill} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      {title !== undefined && <h2>{title}</h2>}
      <p>{body}</p>
      {action}
    </div>
  );
}
