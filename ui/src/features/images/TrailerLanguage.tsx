// A trailer in one language: its title and its thumbnail, or that it is not shown there.

import { Image20Regular } from "@fluentui/react-icons/svg/image";
import { ImageAdd20Regular } from "@fluentui/react-icons/svg/image-add";
import { useTranslation } from "react-i18next";
import { useChooseFiles } from "@/app/landing/land.ts";
import { announce } from "@/app/live.ts";
import type { FieldLimit } from "@/bindings";
import { DraftText } from "@/components/DraftText.tsx";
import { useDraft } from "@/data/drafts.tsx";
import { useHost } from "@/host/context.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import images from "./images.module.css";
import styles from "./trailers.module.css";
import type { Reel, Spoken } from "./trailers.ts";

/** Twice the width it is drawn in. */
const EDGE = 320;

export interface TrailerLanguageProps {
  reel: Reel;
  spoken: Spoken;
  limit: FieldLimit | undefined;
  locked: boolean;
  /** The thumbnail stands beside this already, as the poster of the card. */
  beside?: boolean;
  /** The trailer is shown in no other language: taking it out of this one takes it out of all. */
  last: boolean;
  onLast(): void;
}

export interface TrailerThumbnailProps {
  reel: Reel;
  spoken: Spoken;
  locked: boolean;
  /** As the poster of the card. */
  large?: boolean;
}

export function TrailerLanguage({ reel, spoken, limit, locked, beside = false, last, onLast }: TrailerLanguageProps) {
  const { t } = useTranslation(["images", "problems"]);
  const format = useFormat();
  const draft = useDraft();
  const { language, pointer: at, thumbnail } = spoken;
  const named = format.languageName(language);
  const save = () => void draft.flush().catch(() => {});

  if (!spoken.shown) {
    return (
      <p className={styles.language} data-pointer={at} tabIndex={-1}>
        {t("trailer.notIn", { language: named })}{" "}
        {!locked && (
          <button
            type="button"
            className="link"
            onClick={() => {
              draft.set(at, { title: "", imageList: [] });
              save();
              announce(t("trailer.shownIn", { name: reel.name, language: named }));
            }}
          >
            {t("trailer.show")}
            <span className="hidden-text">
              : {reel.name}, {named}
            </span>
          </button>
        )}
      </p>
    );
  }

  const asset = thumbnail?.$asset;
  const others = reel.spoken.filter((one) => one.shown && one.language !== language && one.thumbnail?.$asset !== asset);
  function everywhere() {
    if (asset === undefined || !thumbnail) return;
    const { fileName, $facts } = thumbnail;
    for (const other of others) {
      const value = { $key: crypto.randomUUID(), fileName, description: "", $asset: asset, $facts };
      draft.set(`${other.pointer}/imageList`, [value]);
    }
    save();
    announce(t("trailer.everywhereDone", { count: others.length }));
  }
  function takeOut() {
    if (last) return onLast();
    draft.set(at, undefined);
    save();
    announce(t("trailer.takenOut", { name: reel.name, language: named }));
  }

  const label = t("trailer.thumbnailOf", { name: reel.name, language: named });
  return (
    <div className={styles.language} data-pointer={at} tabIndex={-1}>
      {!beside && (
        <div className={styles.thumbnail}>
          <TrailerThumbnail reel={reel} spoken={spoken} locked={locked} />
        </div>
      )}
      <div className={styles.words}>
        <DraftText
          pointer={`${at}/title`}
          label={t("trailer.titleIn", { language: named })}
          limit={limit}
          language={language}
        />
        {spoken.problems.map((problem) => (
          <p key={`${problem.code} ${problem.pointer}`} className={images.wrong} data-severity={problem.severity}>
            {problemText(problem, t).title}. {problemText(problem, t).fix}
          </p>
        ))}
        {!locked && (
          <p className={styles.acts}>
            {asset !== undefined && others.length > 0 && (
              <button type="button" className="link" onClick={everywhere}>
                {t("trailer.everywhere")}
                <span className="hidden-text">: {label}</span>
              </button>
            )}
            <button type="button" className="link" onClick={takeOut}>
              {t("trailer.takeOut")}
              <span className="hidden-text">
                : {reel.name}, {named}
              </span>
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

/** The place of the thumbnail: what is there, and the way to choose another. */
export function TrailerThumbnail({ reel, spoken, locked, large = false }: TrailerThumbnailProps) {
  const { t } = useTranslation("images");
  const host = useHost();
  const format = useFormat();
  const { language, thumbnail } = spoken;
  const choose = useChooseFiles(useDraft(), "images", { kind: "thumbnail", trailer: reel.key, language });
  const words = { name: reel.name, language: format.languageName(language) };
  const empty = thumbnail === undefined;
  const picture =
    thumbnail?.$asset !== undefined ? (
      <img
        src={host.thumbUrl(thumbnail.$asset, large ? 2 * EDGE : EDGE)}
        alt={t("trailer.thumbnailOf", words)}
        loading="lazy"
        decoding="async"
      />
    ) : (
      <span className={styles.absent}>
        {empty ? <ImageAdd20Regular aria-hidden /> : <Image20Regular aria-hidden />}
        {empty ? t("trailer.thumbnailSize") : t(large ? "absent" : "trailer.thumbnailOnStore")}
      </span>
    );
  const place = { className: styles.frame, "data-empty": empty, "data-large": large };
  return (
    <div data-pointer={`${spoken.pointer}/imageList`} tabIndex={-1}>
      {locked ? (
        <span {...place}>{picture}</span>
      ) : (
        <button type="button" {...place} onClick={choose}>
          <span className="hidden-text">
            {t(empty ? "trailer.chooseThumbnail" : "trailer.changeThumbnail", words)}{" "}
          </span>
          {picture}
        </button>
      )}
    </div>
  );
}
