// A value that is no text of a listing: a choice, a date, a number, or something that has no page of its own here. What
// nobody here can put into words is shown as it is sent.

import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChangeGroup } from "@/bindings";
import { kindOf } from "@/data/kind.ts";
import { useAmounts } from "@/data/useAmounts.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { useValueName } from "@/i18n/values.ts";
import styles from "./Changes.module.css";

const DATES = ["targetPublishDate", "mandatoryUpdateEffectiveDate"];
const MODES = ["Immediate", "Manual", "SpecificDate", "NotSet"] as const;

const PRICES = ["priceId", "marketPrice"];

type Say = (value: unknown) => string | undefined;

export function ValueChange({ group }: { group: ChangeGroup }) {
  const { product = "" } = useParams({ strict: false }) as { product?: string };
  // Inside a package or a form the innermost name says which list of words the value is from.
  const name = group.part?.split("/").at(-1) ?? group.field;
  const say = useValueText(name === "visibility" && kindOf(product) === "addOn" ? "visibilityOfAddOn" : name);
  return PRICES.includes(group.field) ? <PriceChange group={group} /> : <Sides group={group} say={say} />;
}

/** A price with its amount: the number of a tier tells nobody what customers will pay. */
function PriceChange({ group }: { group: ChangeGroup }) {
  const { product } = useParams({ strict: false }) as { product: string };
  return <Sides group={group} say={useAmounts(product).say} />;
}

function Sides({ group, say }: { group: ChangeGroup; say: Say }) {
  const { t } = useTranslation(["review", "common"]);
  const values = [
    ["−", "removed", group.before],
    ["+", "added", group.after],
  ] as const;
  return values.map(([sign, kind, value]) => {
    if (value === undefined || value === null) return null;
    const text = say(value);
    const Tag = kind === "removed" ? "del" : "ins";
    return text === undefined ? (
      <details key={sign} className={styles.languages}>
        <summary>
          <span aria-hidden>{sign}</span> <span className="hidden-text">{t(`common:${kind}`)}: </span>
          {t("changes.value")}
        </summary>
        <pre className={styles.value}>{JSON.stringify(value, null, 2)}</pre>
      </details>
    ) : (
      <p key={sign} className={styles.line}>
        <span className={styles.sign} aria-hidden>
          {sign}
        </span>
        <Tag className={styles[kind]}>
          <span className="hidden-text">{t(`common:${kind}`)}: </span>
          {text}
        </Tag>
      </p>
    );
  });
}

/** A value in words, or undefined when it has none. */
export function useValueText(field: string): Say {
  const { t } = useTranslation("review");
  const format = useFormat();
  const valueName = useValueName();
  return (value) => {
    if (typeof value === "boolean") return t(value ? "changes.yes" : "changes.no");
    if (typeof value === "number") {
      return field === "packageRolloutPercentage" ? format.percent(value) : format.number(value);
    }
    if (typeof value !== "string") return undefined;
    if (field === "targetPublishMode") {
      const mode = MODES.find((one) => one === value);
      return mode === undefined ? value : t(`changes.mode.${mode}`);
    }
    // The service writes the year 1601 for a date that is not set.
    if (DATES.includes(field)) return value.startsWith("1601") ? t("changes.empty") : format.dateTime(value);
    return valueName(field, value) ?? value;
  };
}
