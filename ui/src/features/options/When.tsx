// When the update goes live: as soon as it is certified, on a date, or by hand in Partner Center, which is said before
// anything is sent.

import { Radio, RadioGroup } from "@fluentui/react-components";
import { Info20Regular } from "@fluentui/react-icons/svg/info";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldGroup } from "@/components/FieldGroup.tsx";
import { FixedValue } from "@/components/FieldParts.tsx";
import { Moment } from "@/components/Moment.tsx";
import { momentOf, type Typed, typedOf } from "@/components/moment.ts";
import { useDraft, useField } from "@/data/drafts.tsx";
import styles from "./options.module.css";

const MODE = "/targetPublishMode";
const DATE = "/targetPublishDate";
const MODES = ["Immediate", "SpecificDate", "Manual"] as const;

/** Said in full by the box under *When I decide*. */
const HAND_OFF = "options.manual.handoff";

type Mode = (typeof MODES)[number];

/** A mode that is not set means what the service does by itself: at once. */
function modeOf(stored: unknown): Mode | undefined {
  if (stored === undefined || stored === null || stored === "" || stored === "NotSet") return "Immediate";
  return MODES.find((mode) => mode === stored);
}

export function When() {
  const { t } = useTranslation("options");
  const draft = useDraft();
  const mode = useField<string>(MODE);
  const date = useField<string>(DATE);
  const [typed, setTyped] = useState<Typed>(() => typedOf(date.value));
  const present = modeOf(mode.value);
  const { locked } = mode;
  const save = () => void draft.flush().catch(() => {});

  function choose(next: Mode) {
    mode.set(next);
    // A date belongs to its mode alone: with another one it is put back to what the service had.
    if (next === "SpecificDate") date.set(momentOf(typed));
    else if (date.difference) date.set(date.difference.before as string | undefined);
    save();
  }
  function type(change: Partial<Typed>) {
    const next = { ...typed, ...change };
    setTyped(next);
    date.set(momentOf(next));
  }
  function putBack() {
    mode.set(mode.difference?.before as string | undefined);
    if (date.difference) {
      date.set(date.difference.before as string | undefined);
      setTyped(typedOf(date.difference.before));
    }
    save();
  }

  return (
    <FieldGroup
      label={t("when.label")}
      pointer={MODE}
      problems={mode.problems.filter((problem) => problem.code !== HAND_OFF)}
      difference={mode.difference}
      say={(before) => liveMode(before, (one) => t(`when.mode.${one}`))}
      onPutBack={putBack}
      locked={locked}
    >
      {present === undefined && <p className={styles.about}>{t("when.strange", { value: String(mode.value) })}</p>}
      {locked ? (
        <FixedValue text={present ? t(`when.mode.${present}`) : String(mode.value)} />
      ) : (
        <RadioGroup
          aria-label={t("when.label")}
          value={present ?? ""}
          onChange={(_, data) => choose(data.value as Mode)}
        >
          {MODES.map((one) => (
            <Radio
              key={one}
              value={one}
              label={
                <>
                  {t(`when.mode.${one}`)}
                  <span className={styles.about}>{t(`when.about.${one}`)}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      )}
      {present === "SpecificDate" && (
        <div className={styles.under}>
          <Moment
            label={t("date.label")}
            pointer={DATE}
            typed={typed}
            locked={locked}
            problems={date.problems}
            onType={type}
            onLeave={date.flush}
          />
        </div>
      )}
      {present === "Manual" && (
        <div className={styles.handOff}>
          <Info20Regular aria-hidden />
          <p>
            <strong>{t("when.handOff.title")}</strong> {t("when.handOff.body")}
          </p>
        </div>
      )}
    </FieldGroup>
  );
}

function liveMode(before: unknown, say: (mode: Mode) => string): string {
  const mode = modeOf(before);
  return mode ? say(mode) : String(before);
}
