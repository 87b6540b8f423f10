// Four small drawings in ink on paper: shapes, no words, so that they need no translation and age with nobody's portal.

import type { ReactNode } from "react";
import styles from "./Drawings.module.css";

function Sheet({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 240 140" className={styles.sheet} aria-hidden="true">
      {children}
    </svg>
  );
}

/** A window of Partner Center with its bar and its navigation. */
function Portal({ children }: { children: ReactNode }) {
  return (
    <>
      <rect x="20.5" y="14.5" width="199" height="125" rx="6" className={styles.card} />
      <path d="M20.5 32.5h199M68.5 32.5v107" className={styles.line} />
      <rect x="28" y="21" width="28" height="5" rx="2.5" className={styles.soft} />
      <path d="M30 46h28M30 58h22M30 70h26" className={styles.text} />
      {children}
    </>
  );
}

/** The directory and the account become one: two cards, joined. */
export function LinkDrawing() {
  return (
    <Sheet>
      <rect x="22.5" y="40.5" width="72" height="72" rx="8" className={styles.card} />
      <circle cx="58" cy="66" r="9" className={styles.ink} />
      <path d="M42 92c2-11 9-15 16-15s14 4 16 15z" className={styles.ink} />
      <rect x="145.5" y="40.5" width="72" height="72" rx="8" className={styles.card} />
      <path d="M145.5 58.5h72" className={styles.line} />
      <rect x="153" y="47" width="24" height="5" rx="2.5" className={styles.soft} />
      <rect x="155.5" y="68.5" width="20" height="16" rx="3" className={styles.chosen} />
      <path d="M184 72h22M184 81h14M157 97h46" className={styles.text} />
      <path d="M95 76h50" className={styles.thick} />
      <path d="M107 68h-5a8 8 0 0 0 0 16h5M133 68h5a8 8 0 0 1 0 16h-5" className={styles.thick} />
      <path d="M58 22l4 7 8 1-6 6 2 8-8-4-8 4 2-8-6-6 8-1z" className={styles.mark} />
    </Sheet>
  );
}

/** The Users page: a row is added for the application. */
export function ApplicationDrawing() {
  return (
    <Sheet>
      <Portal>
        <rect x="26" y="52" width="38" height="12" rx="3" className={styles.chosen} />
        <path d="M80 50h60" className={styles.text} />
        <path d="M80.5 66.5h128M80.5 86.5h128M80.5 126.5h128" className={styles.line} />
        <circle cx="88" cy="76" r="5" className={styles.soft} />
        <path d="M100 76h54" className={styles.text} />
        <rect x="80.5" y="90.5" width="128" height="32" rx="4" className={styles.chosen} />
        <rect x="86" y="98" width="16" height="16" rx="4" className={styles.ink} />
        <path d="M110 102h56M110 111h34" className={styles.textInk} />
        <rect x="184.5" y="42.5" width="24" height="16" rx="4" className={styles.ink} />
        <path d="M196.5 46.5v8M192.5 50.5h8" className={styles.onInk} />
      </Portal>
    </Sheet>
  );
}

/** The list of roles: the upper one is chosen. */
export function RoleDrawing() {
  return (
    <Sheet>
      <Portal>
        <rect x="80.5" y="42.5" width="128" height="28" rx="4" className={styles.chosen} />
        <circle cx="94.5" cy="56.5" r="6.5" className={styles.ring} />
        <circle cx="94.5" cy="56.5" r="3" className={styles.ink} />
        <path d="M110 53h52M110 61h76" className={styles.textInk} />
        <circle cx="94.5" cy="86.5" r="6.5" className={styles.empty} />
        <path d="M110 86h44" className={styles.text} />
        <circle cx="94.5" cy="110.5" r="6.5" className={styles.empty} />
        <path d="M110 110h58" className={styles.text} />
      </Portal>
    </Sheet>
  );
}

/** The key stands in its field, the button beside it copies; tomorrow the field is empty. */
export function KeyDrawing() {
  return (
    <Sheet>
      <Portal>
        <path d="M80 48h44M80 58h72" className={styles.text} />
        <rect x="80.5" y="70.5" width="98" height="22" rx="4" className={styles.chosen} />
        {[0, 1, 2, 3, 4, 5, 6, 7].map((dot) => (
          <circle key={dot} cx={90 + dot * 10} cy="81.5" r="2.5" className={styles.ink} />
        ))}
        <rect x="184.5" y="70.5" width="24" height="22" rx="4" className={styles.ink} />
        <path d="M192.5 77.5h7v9h-7zM195.5 75.5h6v8" className={styles.onInk} />
        <rect x="80.5" y="104.5" width="98" height="22" rx="4" className={styles.dashed} />
        <path d="M88 115.5h30" className={styles.line} />
      </Portal>
    </Sheet>
  );
}
