// How the packages reach customers: everyone at once or a growing share, and whether the update is mandatory. The truths
// about rollouts stand where the choice is made, because Partner Center's words for them mislead.

import { Radio, RadioGroup, Slider } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { DraftCheck } from "@/components/DraftCheck.tsx";
import { DraftNumber } from "@/components/DraftNumber.tsx";
import { FieldGroup } from "@/components/FieldGroup.tsx";
import { FixedValue } from "@/components/FieldParts.tsx";
import { DraftMoment } from "@/components/Moment.tsx";
import { Section } from "@/components/Page.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useDraft, useDraftView, useField } from "@/data/drafts.tsx";
import { kindOf } from "@/data/kind.ts";
import { isWithin } from "@/data/pointer.ts";
import styles from "./delivery.module.css";

const OPTIONS = "/packageDeliveryOptions";
const ROLLOUT = `${OPTIONS}/packageRollout`;
const GRADUAL = `${ROLLOUT}/isPackageRollout`;
const SHARE = `${ROLLOUT}/packageRolloutPercentage`;
const SEEK = `${ROLLOUT}/isSeekEnabled`;
const MANDATORY = `${OPTIONS}/isMandatoryUpdate`;
const MANDATORY_FROM = `${OPTIONS}/mandatoryUpdateEffectiveDate`;

/** What a rollout begins with when the service has no share yet: few enough to find a fault, enough to hear of it. */
const FIRST_SHARE = 10;

const TRUTHS = ["notEveryone", "textsAtOnce", "haltKeeps", "blocksNext"] as const;

/** Who gets the packages: the testers of a flight, else the customers. */
function useWho(): string {
  const { t } = useTranslation("packages");
  return t(kindOf(useDraftView().product) === "flight" ? "delivery.testers" : "delivery.customers");
}

export function Delivery() {
  const { t } = useTranslation("packages");
  return (
    <Section title={t("delivery.title")}>
      <div className={styles.delivery}>
        <Rollout />
        <Mandatory />
      </div>
    </Section>
  );
}

function Rollout() {
  const { t } = useTranslation("packages");
  const draft = useDraft();
  const who = useWho();
  // A flight has no listing that could change.
  const truths = TRUTHS.filter((one) => one !== "textsAtOnce" || kindOf(draft.view.product) === "app");
  const field = useField<unknown>(GRADUAL);
  const share = useField<unknown>(SHARE);
  // What is said of the rollout as a whole, or of everything here, stands with the question.
  const problems = useField<unknown>(OPTIONS).problems.filter(
    ({ pointer }) => ![SHARE, SEEK, MANDATORY, MANDATORY_FROM].some((own) => isWithin(pointer, own)),
  );
  const gradual = field.value === true;
  const say = (value: unknown) => t(value === true ? "delivery.gradually" : "delivery.everyone", { who });
  function choose(next: boolean) {
    field.set(next);
    if (next && !(typeof share.value === "number" && share.value > 0)) share.set(FIRST_SHARE);
    // A share belongs to a rollout: without one it is what the service had.
    if (!next && share.difference) share.set(share.difference.before);
    draft.flush().catch(() => {});
  }
  return (
    <>
      <FieldGroup
        pointer={ROLLOUT}
        label={t("delivery.who")}
        problems={problems}
        difference={field.difference}
        say={say}
        locked={field.locked}
        onPutBack={() => {
          field.set(field.difference?.before);
          if (share.difference) share.set(share.difference.before);
          draft.flush().catch(() => {});
        }}
      >
        {field.locked ? (
          <FixedValue text={say(field.value)} />
        ) : (
          <RadioGroup
            aria-label={t("delivery.who")}
            value={gradual ? "gradually" : "everyone"}
            onChange={(_, data) => choose(data.value === "gradually")}
          >
            {(["everyone", "gradually"] as const).map((one) => (
              <Radio
                key={one}
                value={one}
                label={
                  <>
                    {t(`delivery.${one}`, { who })}
                    <span className={styles.about}>{t(`delivery.${one}About`)}</span>
                  </>
                }
              />
            ))}
          </RadioGroup>
        )}
      </FieldGroup>
      {gradual && (
        <div className={styles.under}>
          <DraftNumber
            pointer={SHARE}
            label={t("delivery.share", { who })}
            hint={t("delivery.shareHint")}
            min={0}
            max={100}
            decimals={2}
            nothing={0}
            unit="%"
            // Without a rollout live there is no share of one, whatever number stands there.
            comparable={field.difference === undefined}
          >
            {!field.locked && <ShareSlider />}
          </DraftNumber>
          <DraftCheck pointer={SEEK} label={t("delivery.seek")} hint={t("delivery.seekHint")} />
          <h3 className={styles.truthsTitle}>{t("delivery.truths")}</h3>
          <ul className={styles.truths}>
            {truths.map((one) => (
              <li key={one}>{t(`delivery.${one}`, { who })}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** The same number as the field above, by hand. */
function ShareSlider() {
  const { t } = useTranslation("packages");
  const field = useField<unknown>(SHARE);
  return (
    <Slider
      className={styles.slider ?? ""}
      aria-label={t("delivery.slider", { who: useWho() })}
      min={0}
      max={100}
      value={typeof field.value === "number" ? field.value : 0}
      onChange={(_, data) => field.set(data.value)}
      onBlur={field.flush}
    />
  );
}

/** Microsoft closes a product with a mandatory update to every app, so the tick asks first. */
function Mandatory() {
  const { t } = useTranslation("packages");
  const draft = useDraft();
  const view = useDraftView();
  const field = useField<unknown>(MANDATORY);
  const from = useField<unknown>(MANDATORY_FROM);
  const [asking, setAsking] = useState(false);
  const name = view.product_name;
  const write = (value: unknown) => {
    draft.set(MANDATORY, value);
    // A date belongs to a mandatory update: without one it is what the service had.
    if (value !== true && from.difference) draft.set(MANDATORY_FROM, from.difference.before);
    draft.flush().catch(() => {});
  };
  const notMandatory = field.difference && field.difference.before !== true ? field.difference.before : false;
  return (
    <>
      <DraftCheck
        pointer={MANDATORY}
        label={t("delivery.mandatory")}
        hint={t("delivery.mandatoryHint")}
        onAsk={(next) => (next ? setAsking(true) : write(notMandatory))}
      />
      {field.value === true && (
        <div className={styles.under}>
          <DraftMoment pointer={MANDATORY_FROM} label={t("delivery.mandatoryDate")} />
        </div>
      )}
      <ConfirmDialog
        open={asking}
        title={t("delivery.ask.title", { name })}
        mark={<ProductMark name={name} />}
        subtitle={`${view.store_id}, ${view.account_name}`}
        facts={[
          { text: t("delivery.ask.what", { name }) },
          { text: t("delivery.ask.refused", { name }) },
          { text: t("delivery.ask.noWayBack", { account: view.account_name }) },
          { text: t("delivery.ask.notSent") },
        ]}
        act={t("delivery.ask.act")}
        safe={t("delivery.ask.safe")}
        onAct={() => {
          setAsking(false);
          write(true);
        }}
        onSafe={() => setAsking(false)}
      />
    </>
  );
}
