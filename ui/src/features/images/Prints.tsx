// Pictures in a row, in an order that means something: moved by hand, by keys and by number, always announced. The row is
// one stop for the Tab key; arrows go from picture to picture.

import { type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { slotName } from "@/app/landing/land.ts";
import { announce } from "@/app/live.ts";
import type { FieldLimit, ImageSlot } from "@/bindings";
import { ImageTile } from "./ImageTile.tsx";
import styles from "./images.module.css";
import { MoveDialog } from "./MoveDialog.tsx";
import type { Hung } from "./wall.ts";

/** A press becomes a drag after so many pixels. */
const SLACK = 6;

export interface PrintsProps {
  prints: readonly Hung[];
  slot: ImageSlot;
  slots: readonly ImageSlot[];
  language: string;
  limit: FieldLimit | undefined;
  locked: boolean;
  /** What stands behind the last picture. */
  children?: ReactNode;
  onMove(key: string, to: number): void;
  onRemove(hung: Hung): void;
}

interface Drag {
  key: string;
  x: number;
  y: number;
  /** Where it would land; null until the press is a drag. */
  to: number | null;
}

export function Prints({ prints, slot, slots, language, limit, locked, children, onMove, onRemove }: PrintsProps) {
  const { t } = useTranslation(["images", "states"]);
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState<string>();
  const [drag, setDrag] = useState<Drag | null>(null);
  const [placing, setPlacing] = useState<Hung | null>(null);
  const refocus = useRef<string | null>(null);
  const kind = slotName(slot.image_type, t);
  const shown = drag?.to == null ? prints : reordered(prints, drag.key, drag.to);
  const reached = prints.some((one) => one.key === active) ? active : prints[0]?.key;

  // A moved picture is another element for the browser's focus.
  useLayoutEffect(() => {
    if (refocus.current === null) return;
    tileOf(list.current, refocus.current)?.focus();
    refocus.current = null;
  });

  function move(key: string, to: number) {
    const from = prints.findIndex((one) => one.key === key);
    if (locked || from < 0 || to < 0 || to >= prints.length || to === from) return;
    onMove(key, to);
    refocus.current = key;
    announce(t("moved", { slot: kind, n: from + 1, to: to + 1, count: prints.length }));
  }

  function remove(hung: Hung) {
    const at = prints.indexOf(hung);
    refocus.current = (prints[at + 1] ?? prints[at - 1])?.key ?? null;
    onRemove(hung);
  }

  function keys(event: KeyboardEvent, at: number) {
    const hung = prints[at];
    if (!hung || event.target !== event.currentTarget) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // Alt+Left is also the way back to the page before; on a picture it moves the picture.
      event.stopPropagation();
      if (event.altKey) move(hung.key, at + step);
      else tileOf(list.current, prints[at + step]?.key)?.focus();
      return;
    }
    const to = { Home: 0, End: prints.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      tileOf(list.current, prints[to]?.key)?.focus();
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      event.currentTarget.querySelector("button")?.click();
    } else if (event.key === "Delete" && !locked) {
      event.preventDefault();
      remove(hung);
    } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>('button[aria-haspopup="menu"]')?.click();
    }
  }

  function press(event: PointerEvent, key: string) {
    const control = (event.target as Element).closest("button, textarea, a");
    if (locked || event.button !== 0 || control || prints.length < 2) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ key, x: event.clientX, y: event.clientY, to: null });
  }
  function over(event: PointerEvent) {
    if (!drag) return;
    if (drag.to === null && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < SLACK) return;
    const to = nearest(list.current, event.clientX, event.clientY);
    if (to !== null && to !== drag.to) setDrag({ ...drag, to });
  }
  function drop() {
    if (!drag) return;
    setDrag(null);
    if (drag.to !== null) move(drag.key, drag.to);
  }

  return (
    <>
      <ul ref={list} className={styles.prints} aria-label={kind}>
        {shown.map((hung, at) => (
          <li
            key={hung.key}
            className={styles.print}
            data-key={hung.key}
            data-pointer={hung.pointer}
            data-dragged={drag?.to != null && drag.key === hung.key}
            data-movable={!locked && prints.length > 1}
            tabIndex={hung.key === reached ? 0 : -1}
            aria-label={t("numberedOf", { slot: kind, n: at + 1, count: prints.length })}
            aria-roledescription={locked ? undefined : t("movable")}
            onFocus={() => setActive(hung.key)}
            onKeyDown={(event) => keys(event, at)}
            onPointerDown={(event) => press(event, hung.key)}
            onPointerMove={over}
            onPointerUp={drop}
            onPointerCancel={() => setDrag(null)}
          >
            <ImageTile
              hung={hung}
              slot={slot}
              slots={slots}
              language={language}
              limit={limit}
              locked={locked}
              tabIndex={hung.key === reached ? 0 : -1}
              place={{ at, of: prints.length }}
              onMove={(to) => move(hung.key, to)}
              onMoveTo={() => setPlacing(hung)}
              onRemove={() => remove(hung)}
            />
          </li>
        ))}
        {children}
      </ul>
      {placing && (
        <MoveDialog
          name={t("numbered", { slot: kind, n: prints.indexOf(placing) + 1 })}
          now={prints.indexOf(placing) + 1}
          count={prints.length}
          onMove={(n) => {
            setPlacing(null);
            move(placing.key, n - 1);
          }}
          onClose={() => setPlacing(null)}
        />
      )}
    </>
  );
}

function reordered(prints: readonly Hung[], key: string, to: number): readonly Hung[] {
  const one = prints.find((each) => each.key === key);
  if (!one) return prints;
  const rest = prints.filter((each) => each.key !== key);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

function tileOf(list: HTMLElement | null, key: string | undefined): HTMLElement | null {
  return key === undefined ? null : (list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null);
}

/** The place whose picture's middle is nearest to the pointer. */
function nearest(list: HTMLElement | null, x: number, y: number): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  [...(list?.querySelectorAll<HTMLElement>("[data-key]") ?? [])].forEach((tile, index) => {
    const box = tile.getBoundingClientRect();
    const away = Math.hypot(x - (box.left + box.width / 2), y - (box.top + box.height / 2));
    if (away < least) [best, least] = [index, away];
  });
  return best;
}
