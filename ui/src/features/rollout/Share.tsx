// The share of customers, or of a flight's testers: one number as a slider, a field and five quick values. Moving any of them sends nothing; *Apply*
// does. A lower share is sent like any other: no page of Microsoft says whether it is taken, so the service answers.

import { Input, Slider } from "@fluentui/react-components";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useUnderWay } from "@/app/acts/act.ts";
import { useWho } from "@/app/acts/useWho.ts";
import type { ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { numberOf } from "@/components/DraftNumber.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./rollout.module.css";

const QUICK = [5, 10, 25, 50, 100] as const;
const [LEAST, MOST, DECIMALS] = [0, 100, 2] as const;

export interface ShareProps {
  view: ProductView;
  /** Per cent of them that have it now. */
  now: number;
  /** Nothing can be sent: the id of the element that says why. */
  because: string | undefined;
}

export function Share({ view, now, because }: ShareProps) {
  const { t } = useTranslation("rollout");
  const format = useFormat();
  const { ask } = useAct();
  const [wanted, setWanted] = useState(now);
  const [typed, setTyped] = useState<string | null>(null);
  const [heading, field, hint] = [useId(), useId(), useId()];
  const { row } = view;
  const who = useWho(row.id);
  const applying = useUnderWay(row.id).some(({ act }) => act.name === "changeRollout");
  const wrong = typed !== null && typeof numberOf(typed, LEAST, MOST, DECIMALS) !== "number";
  const same = !wrong && wanted === now;
  const choose = (share: number) => {
    setTyped(null);
    setWanted(share);
  };
  function type(text: string) {
    setTyped(text);
    const share = numberOf(text, LEAST, MOST, DECIMALS);
    if (typeof share === "number") setWanted(share);
  }
  const said = wrong
    ? t("share.wrong")
    : same
      ? t("share.same", { percentage: now })
      : wanted < now
        ? t("share.lower", { from_percentage: now, percentage: wanted })
        : t("share.changes", { from_percentage: now, percentage: wanted });
  const stuck = because !== undefined || wrong || same;
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h2 id={heading}>{t("share.title", { percent: format.percent(now), who })}</h2>
      <Slider
        className={styles.slider ?? ""}
        aria-label={t("share.slider", { who })}
        aria-valuetext={t("share.value", { percent: format.percent(wanted), who })}
        min={LEAST}
        max={MOST}
        value={wanted}
        onChange={(_, { value }) => choose(value)}
        onKeyDown={(event) => {
          // WebKit steps a tenth of the range by Page, other engines each by its own measure.
          const by = event.key === "PageUp" ? 10 : event.key === "PageDown" ? -10 : 0;
          if (by === 0) return;
          event.preventDefault();
          choose(Math.min(MOST, Math.max(LEAST, wanted + by)));
        }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and takes no flex layout in WebKit */}
      <div className={styles.quick} role="group" aria-label={t("share.quick")}>
        {QUICK.map((share) => (
          <Button key={share} size="small" aria-pressed={!wrong && wanted === share} onClick={() => choose(share)}>
            {format.percent(share)}
          </Button>
        ))}
      </div>
      <div className={styles.apply}>
        <label htmlFor={field}>{t("share.field")}</label>
        <Input
          id={field}
          className={styles.number ?? ""}
          inputMode="decimal"
          value={typed ?? format.number(wanted)}
          aria-invalid={wrong}
          aria-describedby={hint}
          contentAfter={<span>%</span>}
          onChange={(_, { value }) => type(value)}
          onBlur={() => !wrong && setTyped(null)}
        />
        <Button
          appearance="primary"
          disabledFocusable={stuck || applying}
          {...(stuck ? { "aria-describedby": because ?? hint } : {})}
          onClick={() => !stuck && ask({ name: "changeRollout", product: row.id, percentage: wanted }, row.name)}
        >
          {t(applying ? "share.applying" : "share.apply")}
        </Button>
      </div>
      <p id={hint} className={styles.hint} data-wrong={wrong}>
        {said}
      </p>
    </section>
  );
}
