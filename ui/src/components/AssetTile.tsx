// An image like a print on a wall, with its museum label under it: the caption in ink, then the verdict and the facts,
// small. Only the position stands on the picture; the picture itself is never tinted.

import { Checkmark16Regular } from "@fluentui/react-icons/svg/checkmark";
import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Image20Regular } from "@fluentui/react-icons/svg/image";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Fit } from "@/bindings";
import styles from "./AssetTile.module.css";

export interface AssetTileProps {
  /** A thumbnail of our own; null when Microsoft holds the picture and hands it to nobody. */
  src: string | null;
  /** What stands in for a picture that cannot be shown. */
  absent?: string;
  /** What the picture shows: its caption, else its name. */
  alt: string;
  shape?: "landscape" | "portrait" | "square";
  position?: number;
  caption: ReactNode;
  fit: Fit;
  /** Instead of "Fits": what is wrong, in a few words. */
  verdict?: string;
  /** Format and pixels. */
  facts?: string;
  /** The way to put it right, as a link. */
  fix?: { label: string; onFix: () => void } | undefined;
  /** Move, replace, remove. */
  actions?: ReactNode;
  pointer?: string;
  onOpen?: (() => void) | undefined;
}

const GLYPH = { fits: Checkmark16Regular, check: Warning16Filled, cannotBeUsed: ErrorCircle16Filled } as const;

export function AssetTile(props: AssetTileProps) {
  const {
    src,
    absent,
    alt,
    shape = "landscape",
    position,
    caption,
    fit,
    verdict,
    facts,
    fix,
    actions,
    pointer,
    onOpen,
  } = props;
  const { t } = useTranslation("common");
  const Glyph = GLYPH[fit];
  const picture =
    src === null ? (
      <span className={styles.absent}>
        <Image20Regular aria-hidden />
        {absent}
      </span>
    ) : (
      <img src={src} alt={alt} className={styles.picture} loading="lazy" decoding="async" />
    );
  return (
    <figure
      className={styles.tile}
      data-shape={shape}
      {...(pointer === undefined ? {} : { "data-pointer": pointer, tabIndex: -1 })}
    >
      <div className={styles.frame}>
        {onOpen ? (
          <button type="button" className={styles.open} onClick={onOpen} aria-label={alt}>
            {picture}
          </button>
        ) : (
          picture
        )}
        {position !== undefined && <span className={styles.position}>{position}</span>}
      </div>
      <figcaption className={styles.label}>
        <div className={styles.caption}>{caption}</div>
        <div className={styles.verdict} data-fit={fit}>
          <Glyph aria-hidden className={styles.glyph} />
          <div>
            <span className={styles.word}>{verdict ?? t(`fit.${fit}`)}</span>
            {facts !== undefined && <span className={styles.facts}>{facts}</span>}
            {fix && (
              <button type="button" className="link" onClick={fix.onFix}>
                {fix.label}
              </button>
            )}
          </div>
        </div>
        {actions}
      </figcaption>
    </figure>
  );
}
