// When the update goes live: as soon as it is certified, on a date, or by hand in Partner Center, which is said before
// anything is sent.

import { Input, Radio, RadioGroup } from "@fluentui/react-components";
import { Info20Regular } from "@fluentui/react-icons/svg/info";
import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { SEVERITY_ICON } from "@/components/ProblemBar.tsx";
import { useDraft, useField } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { useZone } from "@/i18n/zone.ts";
import { momentOf, type Typed, typedOf } from "./moment.ts";
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
  const { t } = useTranslation(["options", "problems", "common"]);
  const draft = useDraft();
  const mode = useField<string>(MODE);
  const date = useField<string>(DATE);
  const [typed, setTyped] = useState<Typed>(() => typedOf(date.value));
  const legend = useId();
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
    <div className={styles.when} data-pointer={MODE}>
      <p id={legend} className={styles.label}>
        {t("when.label")}
        {mode.difference && (
          <span className={styles.dot}>
            <span className="hidden-text">, {t("common:changed")}</span>
          </span>
        )}
      </p>
      <Problems problems={mode.problems.filter((problem) => problem.code !== HAND_OFF)} />
      {present === undefined && <p className={styles.hint}>{t("when.strange", { value: String(mode.value) })}</p>}
      {locked ? (
        <p>
          <LockClosed16Regular aria-hidden /> {present ? t(`when.mode.${present}`) : String(mode.value)}
        </p>
      ) : (
        <RadioGroup aria-labelledby={legend} value={present ?? ""} onChange={(_, data) => choose(data.value as Mode)}>
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
        <Moment typed={typed} locked={locked} problems={date.problems} onType={type} onLeave={date.flush} />
      )}
      {present === "Manual" && (
        <div className={styles.handOff}>
          <Info20Regular aria-hidden />
          <p>
            <strong>{t("when.handOff.title")}</strong> {t("when.handOff.body")}
          </p>
        </div>
      )}
      {mode.difference && (
        <p className={styles.live}>
          {t("common:live", { text: liveMode(mode.difference.before, (one) => t(`when.mode.${one}`)) })}{" "}
          {!locked && (
            <button type="button" className="link" onClick={putBack}>
              {t("common:putBack")}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function liveMode(before: unknown, say: (mode: Mode) => string): string {
  const mode = modeOf(before);
  return mode ? say(mode) : String(before);
}

interface MomentProps {
  typed: Typed;
  locked: boolean;
  problems: Parameters<typeof Problems>[0]["problems"];
  onType(change: Partial<Typed>): void;
  onLeave(): void;
}

/** Four typed fields: no calendar to fight with, the same on every system, and never a day and a month mixed up. */
function Moment({ typed, locked, problems, onType, onLeave }: MomentProps) {
  const { t } = useTranslation("options");
  const format = useFormat();
  const id = useId();
  const at = momentOf(typed);
  const zone = useZone(at);
  const part = (name: keyof Typed, width: "short" | "long") => (
    <div className={styles.part} data-width={width}>
      <label htmlFor={`${id}-${name}`}>{t(`date.${name}`)}</label>
      <Input
        id={`${id}-${name}`}
        value={typed[name]}
        readOnly={locked}
        inputMode={name === "time" ? "text" : "numeric"}
        aria-describedby={`${id}-hint ${id}-said`}
        onChange={(_, data) => onType({ [name]: data.value })}
        onBlur={onLeave}
      />
    </div>
  );
  return (
    <fieldset className={styles.moment} data-pointer={DATE}>
      <legend className={styles.label}>{t("date.label")}</legend>
      <p id={`${id}-hint`} className={styles.hint}>
        {t("date.hint", { zone: zone.name })}
      </p>
      <Problems problems={problems} />
      <div className={styles.parts}>
        {part("day", "short")}
        {part("month", "short")}
        {part("year", "long")}
        {part("time", "long")}
      </div>
      <p id={`${id}-said`} className={styles.said}>
        {at === undefined
          ? t("date.incomplete")
          : t("date.said", { when: format.dateTime(at), zone: zone.name, utc: zone.utc })}
      </p>
    </fieldset>
  );
}

function Problems({
  problems,
}: {
  problems: readonly { code: string; severity: "must" | "check" | "tip"; params: Record<string, string | number> }[];
}) {
  const { t } = useTranslation("problems");
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => {
        const Icon = SEVERITY_ICON[problem.severity];
        const text = problemText(problem, t);
        return (
          <li key={problem.code} data-severity={problem.severity}>
            <Icon aria-hidden />
            <span>
              <strong>{text.title}.</strong> {text.fix}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
