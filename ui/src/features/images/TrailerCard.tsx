// One trailer: what its video is, whether it fits, and its title and thumbnail in the language of the page; the other
// languages are one press away. The video is never played in the window: the webview of Linux cannot be relied on for it.

import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { Checkmark16Regular } from "@fluentui/react-icons/svg/checkmark";
import { MoreHorizontal20Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { Video20Regular } from "@fluentui/react-icons/svg/video";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChooseFiles } from "@/app/landing/land.ts";
import type { FieldLimit } from "@/bindings";
import { ProblemBar, SEVERITY_ICON } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { isWithin } from "@/data/pointer.ts";
import { useHost } from "@/host/context.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { TrailerLanguage, TrailerThumbnail } from "./TrailerLanguage.tsx";
import styles from "./trailers.module.css";
import { isTheirs, lengthOf, posterOf, type Reel } from "./trailers.ts";

/** Twice the width it is drawn in. */
const EDGE = 480;

export interface TrailerCardProps {
  reel: Reel;
  language: string;
  limit: FieldLimit | undefined;
  locked: boolean;
  /** From 0, and how many there are. */
  place: { at: number; of: number };
  onMove(to: number): void;
  onMoveTo(): void;
  /** Asks first, for a trailer that goes with its video; then what was passed is called. */
  onReplace(choose: () => void): void;
  onRemove(): void;
}

export function TrailerCard(props: TrailerCardProps) {
  const { reel, language, limit, locked, place, onMove, onMoveTo, onReplace, onRemove } = props;
  const { t } = useTranslation(["images", "common", "problems"]);
  const host = useHost();
  const format = useFormat();
  const view = useDraftView();
  const choose = useChooseFiles(useDraft(), "videos", { kind: "trailer", replaces: reel.key });
  const play = useDo("video_play");
  const { trailer, name } = reel;
  const card = trailer.$file === undefined ? undefined : view.files[trailer.$file];
  const poster = posterOf(reel, language);
  const here = reel.spoken.find((one) => one.language === language);
  const shownIn = reel.spoken.filter((one) => one.shown).length;
  const { width, height, duration_ms: length } = trailer.$facts ?? {};
  const bytes = card?.bytes ?? trailer.$facts?.bytes;
  const facts = [
    length ? t("trailer.length", { length: lengthOf(length) }) : undefined,
    width && height ? t("size", { width: String(width), height: String(height) }) : undefined,
    bytes ? format.bytes(bytes) : undefined,
  ].filter((one) => one !== undefined);

  return (
    <>
      <div className={styles.poster}>
        {here?.shown ? (
          <TrailerThumbnail reel={reel} spoken={here} locked={locked} large />
        ) : (
          <span className={styles.frame} data-large>
            {poster?.$asset === undefined ? (
              <span className={styles.absent}>
                <Video20Regular aria-hidden />
                {poster === undefined ? t("trailer.noPoster") : t("absent")}
              </span>
            ) : (
              <img src={host.thumbUrl(poster.$asset, EDGE)} alt="" loading="lazy" decoding="async" />
            )}
          </span>
        )}
        <span className={styles.position} aria-hidden>
          {place.at + 1}
        </span>
      </div>
      <div className={styles.body}>
        <div className={styles.head}>
          <h3 className={styles.name}>{name === "" ? t("trailer.unnamed") : name}</h3>
          {(!locked || trailer.$file !== undefined) && (
            <Menu positioning="below-end">
              <MenuTrigger disableButtonEnhancement>
                <Button
                  size="small"
                  appearance="transparent"
                  className={styles.more ?? ""}
                  icon={<MoreHorizontal20Regular />}
                  aria-label={t("more", { name })}
                />
              </MenuTrigger>
              <MenuPopover>
                <MenuList>
                  {trailer.$file !== undefined && (
                    <MenuItem onClick={() => trailer.$file !== undefined && play.mutate(trailer.$file)}>
                      {t("trailer.play")}
                    </MenuItem>
                  )}
                  {!locked && place.at > 0 && (
                    <MenuItem secondaryContent={t("trailer.keys.earlier")} onClick={() => onMove(place.at - 1)}>
                      {t("earlier")}
                    </MenuItem>
                  )}
                  {!locked && place.at < place.of - 1 && (
                    <MenuItem secondaryContent={t("trailer.keys.later")} onClick={() => onMove(place.at + 1)}>
                      {t("later")}
                    </MenuItem>
                  )}
                  {!locked && place.of > 2 && <MenuItem onClick={onMoveTo}>{t("moveTo")}</MenuItem>}
                  {!locked && (
                    <MenuItem onClick={() => (isTheirs(reel) ? onReplace(choose) : choose())}>
                      {t("trailer.replace")}
                    </MenuItem>
                  )}
                  {!locked && <MenuDivider />}
                  {!locked && (
                    <MenuItem secondaryContent={t("keys.remove")} onClick={onRemove}>
                      {t("trailer.remove")}
                    </MenuItem>
                  )}
                </MenuList>
              </MenuPopover>
            </Menu>
          )}
        </div>
        {facts.length > 0 && <p className={styles.facts}>{facts.join(", ")}</p>}
        {play.error && <ProblemBar problem={play.error.problem} onClose={() => play.reset()} />}
        <ul className={styles.verdicts}>
          {reel.problems.map((problem) => {
            const Icon = SEVERITY_ICON[problem.severity];
            const text = problemText(problem, t);
            return (
              <li key={`${problem.code} ${JSON.stringify(problem.params)}`} data-tone={problem.severity}>
                <Icon aria-hidden />
                <span>
                  <strong>{text.title}.</strong> {text.fix}
                </span>
              </li>
            );
          })}
          {reel.problems.length === 0 && (
            <li data-tone="ok">
              <Checkmark16Regular aria-hidden />
              <span>{t(trailer.$file === undefined ? "trailer.onStore" : "common:fit.fits")}</span>
            </li>
          )}
        </ul>
        {here && (
          <TrailerLanguage
            reel={reel}
            spoken={here}
            limit={limit}
            locked={locked}
            beside
            last={shownIn <= 1}
            onLast={onRemove}
          />
        )}
        <Others reel={reel} language={language} limit={limit} locked={locked} last={shownIn <= 1} onLast={onRemove} />
      </div>
    </>
  );
}

interface OthersProps {
  reel: Reel;
  language: string;
  limit: FieldLimit | undefined;
  locked: boolean;
  last: boolean;
  onLast(): void;
}

/** The languages that the page does not show. They are mounted when they are looked at: there may be a hundred. */
function Others({ reel, language, limit, locked, last, onLast }: OthersProps) {
  const { t } = useTranslation("images");
  const others = reel.spoken.filter((one) => one.language !== language);
  const asked = useSearch({ strict: false, select: (search) => search.field });
  const wanted = asked !== undefined && others.some((one) => isWithin(asked, one.pointer));
  const [open, setOpen] = useState(wanted);
  useEffect(() => {
    if (wanted) setOpen(true);
  }, [wanted]);
  if (others.length === 0) return null;
  const shown = others.filter((one) => one.shown);
  const untitled = shown.filter((one) => one.title === "").length;
  const unseen = shown.filter((one) => one.thumbnail === undefined).length;
  const said = [
    untitled > 0 ? t("trailer.untitled", { count: untitled }) : undefined,
    unseen > 0 ? t("trailer.unseen", { count: unseen }) : undefined,
    others.length > shown.length ? t("trailer.notShown", { count: others.length - shown.length }) : undefined,
  ].filter((one) => one !== undefined);
  return (
    <div className={styles.others}>
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("trailer.others", { count: others.length })}
        <span className="hidden-text">: {reel.name}</span>
      </button>
      <span className={styles.facts}> {said.length > 0 ? said.join(", ") : t("trailer.complete")}</span>
      {open &&
        others.map((one) => (
          <TrailerLanguage
            key={one.language}
            reel={reel}
            spoken={one}
            limit={limit}
            locked={locked}
            last={last && one.shown}
            onLast={onLast}
          />
        ))}
    </div>
  );
}
