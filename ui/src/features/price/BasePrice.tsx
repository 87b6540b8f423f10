// The price where a market has none of its own. Free or a tier is a choice that a person makes; what Microsoft did not say
// is shown as exactly that, because a submission without a price turns a product free (store API, observed).

import { Radio, RadioGroup } from "@fluentui/react-components";
import { Warning20Filled } from "@fluentui/react-icons/svg/warning";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { FieldGroup } from "@/components/FieldGroup.tsx";
import { FixedValue } from "@/components/FieldParts.tsx";
import { useField } from "@/data/drafts.tsx";
import { FREE, PRICE, priceOf } from "@/data/tiers.ts";
import type { Amounts } from "@/data/useAmounts.ts";
import { PriceDialog } from "./PriceDialog.tsx";
import styles from "./price.module.css";

export function BasePrice({ amounts }: { amounts: Amounts }) {
  const { t } = useTranslation("price");
  const field = useField<unknown>(PRICE);
  const [choosing, setChoosing] = useState(false);
  const price = priceOf(field.value);
  const strange =
    price.kind === "tier" && amounts.tables && !amounts.tables.price_tiers.some((one) => one.id === price.id);
  const write = (value: unknown) => {
    field.set(value);
    field.flush();
  };
  const said = price.kind === "unsaid" ? price.said : undefined;
  const chosen = price.kind === "free" ? "free" : price.kind === "tier" ? "tier" : "";
  return (
    <FieldGroup
      pointer={PRICE}
      label={t("base.label")}
      hint={t("base.hint")}
      problems={field.problems}
      difference={field.difference}
      say={amounts.say}
      locked={field.locked}
      onPutBack={() => write(field.difference?.before)}
    >
      {price.kind === "unsaid" && (
        <div className={styles.unsaid}>
          <Warning20Filled aria-hidden />
          <p>
            <strong>{t("unsaid.title")}</strong>{" "}
            {said === undefined ? t("unsaid.nothing") : t("unsaid.said", { value: said })} {t("unsaid.why")}
          </p>
        </div>
      )}
      {price.kind === "closed" && <p className={styles.note}>{t("base.closed")}</p>}
      {field.locked ? (
        <FixedValue text={amounts.say(field.value)} />
      ) : (
        <RadioGroup
          aria-label={t("base.label")}
          value={chosen}
          onChange={(_, data) => (data.value === "free" ? write(FREE) : setChoosing(true))}
        >
          <Radio value="free" label={t("word.free")} />
          <Radio
            value="tier"
            label={
              <>
                {price.kind === "tier" ? amounts.say(field.value) : t("base.tier")}
                {strange && <span className={styles.about}>{t("tier.strange")}</span>}
              </>
            }
          />
        </RadioGroup>
      )}
      {!field.locked && (
        <Button size="small" className={styles.choose ?? ""} onClick={() => setChoosing(true)}>
          {price.kind === "tier" ? t("base.change") : t("base.choose")}
        </Button>
      )}
      {field.difference && price.kind === "tier" && <p className={styles.note}>{t("base.rates")}</p>}
      {choosing && (
        <PriceDialog
          title={t("base.dialog")}
          amounts={amounts}
          present={field.value}
          also={[field.difference?.before]}
          onChoose={(value) => {
            setChoosing(false);
            write(value);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </FieldGroup>
  );
}
