// The pictures of one language: screenshots in their order, logos and promotional art in their places. What this computer
// holds is shown; what only Microsoft holds is named, because no service hands it out. Below them the trailers, which belong
// to all languages.

import { ChevronDown20Regular } from "@fluentui/react-icons/svg/chevron-down";
import { DocumentAdd20Regular } from "@fluentui/react-icons/svg/document-add";
import { ImageAdd20Regular } from "@fluentui/react-icons/svg/image-add";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Locked, PageRibbon, ReviewButton } from "@/app/DraftParts.tsx";
import { slotName, useChooseFiles } from "@/app/landing/land.ts";
import { baseOf, useLanguage } from "@/app/language.ts";
import { announce } from "@/app/live.ts";
import { placeOf } from "@/app/pages.ts";
import { useStep } from "@/app/walk.ts";
import type { FieldLimit, ImageSlot } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { LanguageDialog } from "@/components/LanguageDialog.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraft, useDraftView, useField } from "@/data/drafts.tsx";
import { dragged, useSignal } from "@/data/signals.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { ImageTile } from "./ImageTile.tsx";
import styles from "./images.module.css";
import { Prints } from "./Prints.tsx";
import { Trailers } from "./Trailers.tsx";
import { ADVISED, type Hung, moved, shapeOf, wallOf } from "./wall.ts";

export function ImagesPage() {
  const { t } = useTranslation("images");
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const navigate = useNavigate();
  const step = useStep();
  const { languages, problems } = view.standing;
  const language = useLanguage(draft.id, languages);
  const slots = useAsk("slots", null);
  const limits = useAsk("limits", null);
  const tables = useAsk("store_tables", null);
  const choose = useChooseFiles(draft, "images");
  const [picking, setPicking] = useState(false);
  const locked = view.locked !== null;
  const musts = problems.filter(
    (problem) => problem.severity === "must" && placeOf(problem.pointer).page === "images",
  ).length;
  const failed = slots.error ?? limits.error ?? tables.error;
  return (
    <Page
      title={t("title")}
      subtitle={language === undefined ? undefined : format.languageName(language)}
      product={view.product_name}
      problems={musts}
      actions={
        <>
          {languages.length > 1 && language !== undefined && (
            <Button
              icon={<ChevronDown20Regular />}
              iconPosition="after"
              aria-haspopup="dialog"
              onClick={() => setPicking(true)}
            >
              <span className="hidden-text">{t("language")}: </span>
              {format.languageName(language)}
            </Button>
          )}
          {!locked && language !== undefined && (
            <Button icon={<DocumentAdd20Regular />} onClick={choose}>
              {t("choose")}
            </Button>
          )}
          <ReviewButton />
        </>
      }
      ribbon={<PageRibbon />}
    >
      <Locked />
      {failed && (
        <ProblemBar
          problem={failed.problem}
          onRetry={() => {
            for (const one of [slots, limits, tables]) if (one.error) void one.refetch();
          }}
        />
      )}
      {slots.isPending && <Skeleton kind="cards" />}
      {language === undefined && <EmptyState body={t("noLanguage")} />}
      {language !== undefined && slots.data && (
        <LanguageWall
          key={language}
          language={language}
          slots={slots.data}
          limit={limits.data?.find((one) => one.field === "images.description")}
          locked={locked}
        />
      )}
      {language !== undefined && slots.data && tables.data && (
        <Trailers
          language={language}
          most={tables.data.trailers_max}
          limit={limits.data?.find((one) => one.field === "trailers.title")}
          locked={locked}
        />
      )}
      {picking && language !== undefined && (
        <LanguageDialog
          title={t("pickTitle")}
          act={t("pick")}
          chosen={language}
          choices={languages.map((one) => ({ language: one, note: countOf(draft.read(baseOf(one, "images")), t) }))}
          onChoose={(one) => {
            setPicking(false);
            const search = { language: one, ...(step === null ? {} : { guide: step }) };
            void navigate({
              to: "/products/$product/images",
              params: { product: view.product },
              search,
              replace: true,
            });
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </Page>
  );
}

function countOf(images: unknown, t: (key: "count", options: { count: number }) => string): string {
  return t("count", { count: Array.isArray(images) ? images.length : 0 });
}

interface LanguageWallProps {
  language: string;
  slots: readonly ImageSlot[];
  limit: FieldLimit | undefined;
  locked: boolean;
}

function LanguageWall({ language, slots, limit, locked }: LanguageWallProps) {
  const { t } = useTranslation(["images", "states", "common", "problems"]);
  const draft = useDraft();
  const at = baseOf(language, "images");
  const field = useField<unknown>(at);
  const over = useSignal(dragged);
  const wall = wallOf(at, field.value, field.problems, slots);
  const own = field.problems.filter((problem) => problem.pointer === at);
  const save = () => void draft.flush().catch(() => {});
  const remove = (hung: Hung, name: string) => {
    draft.set(hung.pointer, undefined);
    save();
    announce(t("removed", { name }));
  };
  const move = (key: string, to: number) => {
    draft.set(`${at}/@order`, moved(field.value, key, to));
    save();
  };
  const common = { slots, language, limit, locked };
  const { screenshots, singles, others } = wall;
  return (
    <div data-pointer={at} tabIndex={-1} className={styles.wall}>
      {own.length > 0 && (
        <ul className={styles.own}>
          {own.map((problem) => (
            <li
              key={`${problem.code} ${problem.params.slot ?? ""}`}
              className={styles.wrong}
              data-severity={problem.severity}
            >
              {problemText(problem, t).title}. {problemText(problem, t).fix}
            </li>
          ))}
        </ul>
      )}
      {screenshots && (
        <div className={styles.lit} data-lit={(over?.images ?? 0) > 0} data-label={t("common:drop.here")}>
          <Section
            title={t("screenshots")}
            note={t("screenshotsNote", {
              count: wall.of(screenshots.image_type).length,
              max: screenshots.count,
              advised: ADVISED,
            })}
          >
            <Prints
              {...common}
              slot={screenshots}
              prints={wall.of(screenshots.image_type)}
              onMove={move}
              onRemove={(hung) => remove(hung, slotName(screenshots.image_type, t))}
            >
              {!locked && <Ghosts slot={screenshots} present={wall.of(screenshots.image_type).length} />}
            </Prints>
          </Section>
        </div>
      )}
      <Section title={t("logos")} note={t("logosNote")}>
        <ul className={styles.singles}>
          {singles.map((slot) => {
            const hung = wall.of(slot.image_type);
            return hung.length === 0 ? (
              <li key={slot.image_type} className={styles.print}>
                <Empty slot={slot} locked={locked} />
              </li>
            ) : (
              hung.map((one) => (
                <li key={one.key} className={styles.print} data-pointer={one.pointer} tabIndex={-1}>
                  <ImageTile
                    {...common}
                    hung={one}
                    slot={slot}
                    tabIndex={0}
                    onRemove={() => remove(one, slotName(slot.image_type, t))}
                  />
                </li>
              ))
            );
          })}
        </ul>
      </Section>
      {others.map((slot) => (
        <Section key={slot.image_type} title={slotName(slot.image_type, t)}>
          <Prints
            {...common}
            slot={slot}
            prints={wall.of(slot.image_type)}
            onMove={move}
            onRemove={(hung) => remove(hung, slotName(slot.image_type, t))}
          />
        </Section>
      ))}
    </div>
  );
}

/** Where the next screenshot goes, and the places that the Store's page advises to fill. */
function Ghosts({ slot, present }: { slot: ImageSlot; present: number }) {
  if (present >= slot.count) return null;
  const more = Math.max(0, ADVISED - present - 1);
  return (
    <>
      <li className={styles.print}>
        <Empty slot={slot} locked={false} />
      </li>
      {Array.from({ length: more }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty places have no other name
        <li key={index} className={styles.print} aria-hidden>
          <span className={styles.ghost} data-shape="landscape" />
        </li>
      ))}
    </>
  );
}

/** A place without a picture: what it wants, and the way to choose one for it. */
function Empty({ slot, locked }: { slot: ImageSlot; locked: boolean }) {
  const { t } = useTranslation(["images", "states"]);
  const draft = useDraft();
  const choose = useChooseFiles(draft, "images", slot.image_type);
  const sizes = useSizes(slot);
  const name = slotName(slot.image_type, t);
  const shape = slot.captions ? "landscape" : shapeOf(slot);
  const inside = (
    <>
      <ImageAdd20Regular aria-hidden />
      <span>{sizes}</span>
    </>
  );
  return (
    <>
      {locked ? (
        <span className={styles.ghost} data-shape={shape}>
          {inside}
        </span>
      ) : (
        <button type="button" className={styles.ghost} data-shape={shape} onClick={choose}>
          <span className="hidden-text">{t("addTo", { slot: name })} </span>
          {inside}
        </button>
      )}
      <p className={styles.ghostName}>{slot.captions ? t("add") : name}</p>
      {!slot.captions && <p className={styles.ghostNote}>{t(slot.wanted === "advised" ? "advised" : "optional")}</p>}
    </>
  );
}

/** "PNG, 1366 × 768 or larger", "PNG, 720 × 1080 or 1440 × 2160". */
function useSizes(slot: ImageSlot): string {
  const { t } = useTranslation("images");
  // Pixels are written without groups, as every tool for pictures does.
  const said = ({ width, height }: { width: number; height: number }) =>
    t("size", { width: String(width), height: String(height) });
  const [first, second] = slot.exact;
  if (first && second) return t("sizes.either", { one: said(first), other: said(second) });
  if (first) return t("sizes.exact", { size: said(first) });
  return slot.min ? t("sizes.atLeast", { size: said(slot.min) }) : t("sizes.any");
}
