// The trailers, below the pictures: one card each, in the order of the Store. The list is one stop for the Tab key; arrows
// go from card to card, with Alt they move the card.

import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChooseFiles } from "@/app/landing/land.ts";
import { announce } from "@/app/live.ts";
import type { FieldLimit } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { Section } from "@/components/Page.tsx";
import { useDraft, useDraftView, useField } from "@/data/drafts.tsx";
import { dragged, useSignal } from "@/data/signals.ts";
import { problemText } from "@/i18n/problem.ts";
import images from "./images.module.css";
import { MoveDialog } from "./MoveDialog.tsx";
import { TrailerCard } from "./TrailerCard.tsx";
import { RemoveTrailer, ReplaceVideo } from "./TrailerDialogs.tsx";
import styles from "./trailers.module.css";
import { movedTrailer, type Reel, reelsOf, TRAILERS } from "./trailers.ts";

export interface TrailersProps {
  language: string;
  limit: FieldLimit | undefined;
  /** At most so many trailers in a submission. */
  most: number;
  locked: boolean;
}

/** The dialog that is open, and about which trailer. */
type Open = { act: "move" | "remove"; key: string } | { act: "replace"; key: string; choose: () => void };

export function Trailers({ language, limit, most, locked }: TrailersProps) {
  const { t } = useTranslation(["images", "common", "problems"]);
  const draft = useDraft();
  const { standing } = useDraftView();
  const field = useField<unknown>(TRAILERS);
  const over = useSignal(dragged);
  const choose = useChooseFiles(draft, "videos");
  const [open, setOpen] = useState<Open | null>(null);
  const [active, setActive] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const refocus = useRef<string | null>(null);
  const reels = reelsOf(field.value, field.problems, standing.languages);
  const own = field.problems.filter((problem) => problem.pointer === TRAILERS);
  const chosen = reels.find((reel) => reel.key === open?.key);
  const reached = reels.some((reel) => reel.key === active) ? active : reels[0]?.key;
  const save = () => void draft.flush().catch(() => {});

  useLayoutEffect(() => {
    if (refocus.current === null) return;
    cardOf(list.current, refocus.current)?.focus();
    refocus.current = null;
  });

  function move(reel: Reel, to: number) {
    const from = reels.indexOf(reel);
    if (locked || to < 0 || to >= reels.length || to === from) return;
    refocus.current = reel.key;
    draft.set(`${TRAILERS}/@order`, movedTrailer(field.value, reel.key, to));
    save();
    announce(t("trailer.moved", { name: reel.name, to: to + 1, count: reels.length }));
  }
  function remove(reel: Reel) {
    const at = reels.indexOf(reel);
    refocus.current = (reels[at + 1] ?? reels[at - 1])?.key ?? null;
    setOpen(null);
    draft.set(reel.pointer, undefined);
    save();
    announce(t("removed", { name: reel.name }));
  }
  function keys(event: KeyboardEvent, reel: Reel) {
    if (event.target !== event.currentTarget) return;
    const at = reels.indexOf(reel);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const to = { Home: 0, End: reels.length - 1 }[event.key];
    if (step !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // Alt+Left is also the way back to the page before; on a card it moves the card.
      event.stopPropagation();
      if (event.altKey) move(reel, at + step);
      else cardOf(list.current, reels[at + step]?.key)?.focus();
    } else if (to !== undefined) {
      event.preventDefault();
      cardOf(list.current, reels[to]?.key)?.focus();
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      event.currentTarget.querySelector("input")?.focus();
    } else if (event.key === "Delete" && !locked) {
      event.preventDefault();
      setOpen({ act: "remove", key: reel.key });
    } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>('button[aria-haspopup="menu"]')?.click();
    }
  }

  return (
    <div
      className={`${images.lit} ${styles.section}`}
      data-lit={(over?.videos ?? 0) > 0}
      data-label={t("common:drop.here")}
      data-pointer={TRAILERS}
      tabIndex={-1}
    >
      <Section
        title={t("trailer.title")}
        note={t("trailer.note", { count: reels.length, max: most })}
        side={
          !locked &&
          reels.length < most && (
            <Button size="small" icon={<Add20Regular />} onClick={choose}>
              {t("trailer.add")}
            </Button>
          )
        }
      >
        {own.length > 0 && (
          <ul className={images.own}>
            {own.map((problem) => (
              <li
                key={`${problem.code} ${problem.params.name ?? ""}`}
                className={images.wrong}
                data-severity={problem.severity}
              >
                {problemText(problem, t).title}. {problemText(problem, t).fix}
              </li>
            ))}
          </ul>
        )}
        {reels.length === 0 && <p className={styles.none}>{t("trailer.none")}</p>}
        <ul ref={list} className={styles.reels} aria-label={t("trailer.title")} hidden={reels.length === 0}>
          {reels.map((reel, at) => (
            <li
              key={reel.key}
              className={styles.reel}
              data-key={reel.key}
              data-pointer={reel.pointer}
              tabIndex={reel.key === reached ? 0 : -1}
              aria-label={t("trailer.numberedOf", { n: at + 1, count: reels.length, name: reel.name })}
              aria-roledescription={locked ? undefined : t("trailer.movable")}
              onFocus={() => setActive(reel.key)}
              onKeyDown={(event) => keys(event, reel)}
            >
              <TrailerCard
                reel={reel}
                language={language}
                limit={limit}
                locked={locked}
                place={{ at, of: reels.length }}
                onMove={(to) => move(reel, to)}
                onMoveTo={() => setOpen({ act: "move", key: reel.key })}
                onReplace={(choose) => setOpen({ act: "replace", key: reel.key, choose })}
                onRemove={() => setOpen({ act: "remove", key: reel.key })}
              />
            </li>
          ))}
        </ul>
      </Section>
      {chosen && open?.act === "move" && (
        <MoveDialog
          name={chosen.name}
          now={reels.indexOf(chosen) + 1}
          count={reels.length}
          onMove={(to) => {
            setOpen(null);
            move(chosen, to - 1);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {chosen && open?.act === "remove" && (
        <RemoveTrailer reel={chosen} onRemove={() => remove(chosen)} onClose={() => setOpen(null)} />
      )}
      {chosen && open?.act === "replace" && (
        <ReplaceVideo
          reel={chosen}
          lost={chosen.spoken.filter((one) => one.thumbnail !== undefined && one.thumbnail.$asset === undefined)}
          onReplace={() => {
            setOpen(null);
            open.choose();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function cardOf(list: HTMLElement | null, key: string | undefined): HTMLElement | null {
  return key === undefined ? null : (list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null);
}
