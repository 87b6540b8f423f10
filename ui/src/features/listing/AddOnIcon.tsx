// The icon of an add-on in one language: chosen or dropped, taken over into the other languages, put back to what is live.

import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useChooseFiles } from "@/app/landing/land.ts";
import { gravest } from "@/app/landing/plan.ts";
import { wordsAt } from "@/app/language.ts";
import { announce } from "@/app/live.ts";
import type { Difference } from "@/bindings";
import { AssetTile } from "@/components/AssetTile.tsx";
import { Button } from "@/components/Button.tsx";
import { ChangedDot } from "@/components/FieldParts.tsx";
import { useDraft, useDraftView, useField } from "@/data/drafts.tsx";
import { isWithin, segments } from "@/data/pointer.ts";
import { useHost } from "@/host/context.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./listing.module.css";

interface Icon {
  fileName?: string;
  $asset?: string;
  $facts?: { format?: string; width?: number; height?: number };
}

/** Asked for at twice the width it is drawn in. */
const EDGE = 300;

/** What is live, from what the draft has and how it differs; our own marks of a new file go. */
function liveOf(icon: Icon | undefined, changes: readonly Difference[], at: string): Icon | null | undefined {
  const whole = changes.find(({ pointer }) => pointer === at);
  if (whole) return whole.before as Icon | null | undefined;
  const members = new Map<string, unknown>(Object.entries(icon ?? {}).filter(([name]) => !name.startsWith("$")));
  for (const { pointer, before } of changes) {
    const name = segments(pointer).at(-1) ?? "";
    if (before === undefined) members.delete(name);
    else if (!name.startsWith("$")) members.set(name, before);
  }
  return members.has("fileName") ? Object.fromEntries(members) : undefined;
}

export function AddOnIcon({ language }: { language: string }) {
  const { t } = useTranslation(["addons", "common", "images", "problems"]);
  const host = useHost();
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const heading = useId();
  const at = wordsAt(view.product, language, "icon");
  const field = useField<Icon | null>(at);
  const choose = useChooseFiles(draft, "images");
  const { standing } = view;
  const icon = field.value ?? undefined;
  const changes = standing.differences.filter(({ pointer }) => isWithin(pointer, at));
  const before = changes.find(({ pointer }) => pointer === at || pointer === `${at}/fileName`)?.before;
  const liveName = typeof before === "string" ? before : (before as Icon | undefined)?.fileName;
  const others = standing.languages.filter((one) => one !== language);
  const elsewhere = others.filter((one) => {
    const there = draft.read(wordsAt(view.product, one, "icon")) as Icon | null | undefined;
    return there?.$asset !== icon?.$asset;
  });
  const worst = gravest(field.problems.filter((problem) => problem.severity !== "tip"));
  const text = worst && problemText(worst, t);
  const facts = icon?.$facts;
  const locked = view.locked !== null;

  function everywhere() {
    for (const one of elsewhere) draft.set(wordsAt(view.product, one, "icon"), icon);
    draft.flush().then(
      () => announce(t("listing.everywhereDone", { count: elsewhere.length })),
      () => {},
    );
  }

  function putBack() {
    field.set(liveOf(icon, changes, at));
    field.flush();
  }

  return (
    <section className={styles.icon} aria-labelledby={heading} data-pointer={at} tabIndex={-1}>
      <div className={styles.iconHead}>
        <h2 id={heading}>{t("listing.icon")}</h2>
        {changes.length > 0 && <ChangedDot />}
      </div>
      <p className={styles.quiet}>{t("listing.iconHint")}</p>
      {icon ? (
        <AssetTile
          src={icon.$asset === undefined ? null : host.thumbUrl(icon.$asset, EDGE)}
          absent={t("listing.atMicrosoft")}
          alt={t("listing.alt", { language: format.languageName(language) })}
          shape="square"
          fit={worst?.severity === "must" ? "cannotBeUsed" : worst ? "check" : "fits"}
          caption={<span>{icon.fileName}</span>}
          {...(text ? { verdict: text.title } : icon.$asset === undefined ? { verdict: t("images:onStore") } : {})}
          {...(facts?.width === undefined
            ? {}
            : {
                facts: t("listing.facts", {
                  format: (facts.format ?? "").toUpperCase(),
                  width: String(facts.width),
                  height: String(facts.height ?? 0),
                }),
              })}
        />
      ) : (
        <p className={styles.noIcon}>{t("listing.noIcon")}</p>
      )}
      {!locked && (
        <div className={styles.iconActs}>
          <Button size="small" onClick={choose}>
            {t(icon ? "listing.replace" : "listing.choose")}
          </Button>
          {icon && (
            <Button
              size="small"
              appearance="transparent"
              onClick={() => {
                field.set(undefined);
                field.flush();
              }}
            >
              {t("listing.remove")}
            </Button>
          )}
          {icon?.$asset !== undefined && elsewhere.length > 0 && (
            <Button size="small" appearance="transparent" onClick={everywhere}>
              {t("listing.everywhere", { count: elsewhere.length })}
            </Button>
          )}
        </div>
      )}
      {changes.length > 0 && (
        <p className={styles.iconLive}>
          <span>{liveName === undefined ? t("listing.liveNone") : t("listing.live", { name: liveName })}</span>
          {!locked && (
            <button type="button" className="link" onClick={putBack}>
              {t("listing.putBack")}
            </button>
          )}
        </p>
      )}
    </section>
  );
}
