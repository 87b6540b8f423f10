// One picture on the wall with its label, and everything that can be done with it in one menu.

import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { MoreHorizontal20Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { useTranslation } from "react-i18next";
import { slotName } from "@/app/landing/land.ts";
import { gravest } from "@/app/landing/plan.ts";
import type { FieldLimit, ImageSlot } from "@/bindings";
import { AssetTile } from "@/components/AssetTile.tsx";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { useHost } from "@/host/context.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { Caption } from "./Caption.tsx";
import styles from "./images.module.css";
import { type Hung, shapeOf, sharing } from "./wall.ts";

/** Thumbnails are asked for at twice the width they are drawn in. */
const EDGE = 480;

export interface ImageTileProps {
  hung: Hung;
  slot: ImageSlot;
  slots: readonly ImageSlot[];
  language: string;
  limit: FieldLimit | undefined;
  locked: boolean;
  /** 0 for the tile that the Tab key reaches, else -1. */
  tabIndex: number;
  /** Its place among its kind, from 0, and how many there are; absent where order means nothing. */
  place?: { at: number; of: number };
  onMove?: (to: number) => void;
  onMoveTo?: () => void;
  onRemove(): void;
}

export function ImageTile(props: ImageTileProps) {
  const { hung, slot, slots, language, limit, locked, tabIndex, place, onMove, onMoveTo, onRemove } = props;
  const { t } = useTranslation(["images", "common", "problems", "states"]);
  const host = useHost();
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const { image, pointer, problems } = hung;
  const asset = image.$asset;
  const kind = slotName(slot.image_type, t);
  const name = place ? t("numbered", { slot: kind, n: place.at + 1 }) : kind;
  const worst = gravest(problems.filter((problem) => problem.severity !== "tip"));
  const fit = worst?.severity === "must" ? "cannotBeUsed" : worst ? "check" : "fits";
  const text = worst && problemText(worst, t);
  const also = asset === undefined ? [] : sharing(draft.read("/listings"), language, asset);
  const card = asset === undefined ? undefined : view.files[asset];
  const others = (card?.slots ?? []).filter((type) => {
    const other = slots.find((one) => one.image_type === type);
    return type !== slot.image_type && other !== undefined && other.group !== "retired";
  });
  const facts = [
    image.$facts?.width === undefined
      ? undefined
      : t("facts", {
          format: (image.$facts.format ?? "").toUpperCase(),
          width: String(image.$facts.width),
          height: String(image.$facts.height ?? 0),
        }),
    also[0] === undefined ? undefined : t("same", { count: also.length, name: format.languageName(also[0]) }),
    text?.fix,
  ].filter((one) => one !== undefined && one !== "");

  const menu = !locked && (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="transparent"
          className={styles.more ?? ""}
          tabIndex={tabIndex}
          icon={<MoreHorizontal20Regular />}
          aria-label={t("more", { name })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {onMove && place && place.at > 0 && (
            <MenuItem secondaryContent={t("keys.earlier")} onClick={() => onMove(place.at - 1)}>
              {t("earlier")}
            </MenuItem>
          )}
          {onMove && place && place.at < place.of - 1 && (
            <MenuItem secondaryContent={t("keys.later")} onClick={() => onMove(place.at + 1)}>
              {t("later")}
            </MenuItem>
          )}
          {onMoveTo && place && place.of > 2 && <MenuItem onClick={onMoveTo}>{t("moveTo")}</MenuItem>}
          {others.map((type) => (
            <MenuItem
              key={type}
              onClick={() => {
                draft.set(`${pointer}/imageType`, type);
                draft.flush().catch(() => {});
              }}
            >
              {t("useAs", { slot: slotName(type, t) })}
            </MenuItem>
          ))}
          {((place && place.of > 1) || others.length > 0) && <MenuDivider />}
          <MenuItem secondaryContent={t("keys.remove")} onClick={onRemove}>
            {t("remove")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );

  return (
    <AssetTile
      src={asset === undefined ? null : host.thumbUrl(asset, EDGE)}
      absent={t("absent")}
      alt={image.description || t("alt", { name, language: format.languageName(language) })}
      shape={place ? "landscape" : shapeOf(slot)}
      {...(place ? { position: place.at + 1 } : {})}
      fit={fit}
      verdict={text?.title ?? (asset === undefined ? t("onStore") : t("common:fit.fits"))}
      {...(facts.length > 0 ? { facts: facts.join("\n") } : {})}
      caption={
        <div className={styles.captionRow}>
          {slot.captions ? (
            <Caption
              pointer={`${pointer}/description`}
              name={name}
              language={language}
              limit={limit}
              locked={locked}
              tabIndex={tabIndex}
            />
          ) : (
            <span className={styles.caption}>{kind}</span>
          )}
          {menu}
        </div>
      }
    />
  );
}
