// What waits for its hold: one bar each, above the status bar, covering nothing. It says what will be sent and in how many
// seconds, and stands still as long as the pointer or the focus is on it. The core counts; this only shows it.

import { ArrowUndo20Regular } from "@fluentui/react-icons/svg/arrow-undo";
import { CloudArrowUp20Regular } from "@fluentui/react-icons/svg/cloud-arrow-up";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Held } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { underWay } from "@/data/acts.ts";
import { useDo, useSession } from "@/data/ask.ts";
import { useSignal } from "@/data/signals.ts";
import { useHost } from "@/host/context.tsx";
import { announce } from "../live.ts";
import { useUndoHeld } from "./act.ts";
import styles from "./HoldBar.module.css";

/** Parts of the bar's upper edge; a tenth of the wait fills one. */
const PARTS = 10;

export function HoldBars() {
  const { t } = useTranslation("acts");
  const session = useSession();
  const held = session?.held ?? [];
  const leaving = useSignal(underWay).filter(({ waited }) => waited);
  return (
    <section className={styles.bars} data-pane aria-label={t("hold.label")} hidden={held.length + leaving.length === 0}>
      {leaving.map(({ act, product_name: product }) => (
        <div key={`${act.name} ${act.product} ${act.percentage}`} className={styles.leaving}>
          <CloudArrowUp20Regular aria-hidden />
          <p>{t("leaving", { act: t(`name.${act.name}`, { product }) })}</p>
        </div>
      ))}
      {held.map((one) => (
        <HoldBar key={one.id} held={one} whole={session?.settings.hold ?? 0} />
      ))}
    </section>
  );
}

function HoldBar({ held, whole }: { held: Held; whole: number }) {
  const { t } = useTranslation("acts");
  const mac = useHost().boot.platform === "macos";
  const undo = useUndoHeld();
  const pause = useDo("act_pause");
  const seconds = useSeconds(held);
  const here = useRef({ pointer: false, focus: false });
  const { id, act, product_name: product } = held;
  const paused = held.paused_ms !== null;
  const what = t(`name.${act.name}`, { product });
  const filled = Math.round((1 - seconds / Math.max(whole, seconds, 1)) * PARTS);

  function stand(part: "pointer" | "focus", on: boolean) {
    const stood = here.current.pointer || here.current.focus;
    here.current[part] = on;
    const stands = here.current.pointer || here.current.focus;
    if (stood !== stands) pause.mutate({ id, paused: stands });
  }

  // Said once; the seconds themselves are for the eye.
  const said = useRef(false);
  useEffect(() => {
    if (said.current) return;
    said.current = true;
    announce(t(mac ? "hold.sayMac" : "hold.say", { act: what, seconds }));
  }, [t, mac, what, seconds]);

  // The page was drawn anew while somebody stood on the bar that is gone.
  const { mutate } = pause;
  useEffect(() => {
    if (paused && !here.current.pointer && !here.current.focus) mutate({ id, paused: false });
  }, [paused, id, mutate]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices that somebody is here
    <div
      className={styles.bar}
      onPointerEnter={() => stand("pointer", true)}
      onPointerLeave={() => stand("pointer", false)}
      onFocus={() => stand("focus", true)}
      onBlur={() => stand("focus", false)}
    >
      {/* Scallops stand for what customers see: only a version that reaches them has any. */}
      <div className={styles.edge} data-scallops={act.name === "finalizeRollout"} aria-hidden>
        {Array.from({ length: PARTS }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts have a place and nothing else
          <span key={index} data-filled={index < filled} />
        ))}
      </div>
      <div className={styles.line}>
        <ProductMark name={product} size={32} />
        <div className={styles.words}>
          <p className={styles.what}>{t("hold.in", { act: what, seconds })}</p>
          <p>{t(paused ? "hold.paused" : "hold.nothingYet")}</p>
        </div>
        <Button
          icon={<ArrowUndo20Regular />}
          aria-keyshortcuts={mac ? "Meta+Z" : "Control+Z"}
          aria-label={t("hold.undoOf", { act: what })}
          onClick={() => {
            // The button goes with its bar; the focus must not fall to the body.
            document.querySelector<HTMLElement>("#page h1")?.focus();
            void undo(id);
          }}
        >
          {t("hold.undo")}
        </Button>
      </div>
    </div>
  );
}

const BEAT = 200;

/** Whole seconds that are left, by the clock of the core. */
function useSeconds({ sends_at: at, paused_ms: left }: Held): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (left !== null) return;
    setNow(Date.now());
    const beat = setInterval(() => setNow(Date.now()), BEAT);
    return () => clearInterval(beat);
  }, [left]);
  return Math.max(0, Math.ceil((left ?? Date.parse(at) - now) / 1000));
}
