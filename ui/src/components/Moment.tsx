// A moment in four typed fields: no calendar to fight with, the same on every system, and never a day and a month mixed up.

import { Input } from "@fluentui/react-components";
import { useMatch } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/bindings";
import { useField } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import { useZone } from "@/i18n/zone.ts";
import { FieldProblems, LiveRow } from "./FieldParts.tsx";
import styles from "./Moment.module.css";
import { momentOf, type Typed, typedOf } from "./moment.ts";

export interface MomentProps {
  label: string;
  pointer: string;
  typed: Typed;
  locked: boolean;
  problems: readonly Problem[];
  onType(change: Partial<Typed>): void;
  onLeave(): void;
}

const MISSING = /\.date\.missing$/;

export function Moment({ label, pointer, typed, locked, problems, onType, onLeave }: MomentProps) {
  const { t } = useTranslation("common");
  const format = useFormat();
  const id = useId();
  const at = momentOf(typed);
  const zone = useZone(at);
  const { field } = useMatch({ strict: false }).search as { field?: string };
  const [left, setLeft] = useState(false);
  // Nobody has forgotten a date that they were only just asked for: what is missing is said once they have been here.
  const told = left || locked || field === pointer ? problems : problems.filter(({ code }) => !MISSING.test(code));
  const part = (name: keyof Typed, width: "short" | "long") => (
    <div className={styles.part} data-width={width}>
      <label htmlFor={`${id}-${name}`}>{t(`moment.${name}`)}</label>
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
    <fieldset
      className={styles.moment}
      data-pointer={pointer}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && setLeft(true)}
    >
      <legend className={styles.label}>{label}</legend>
      <p id={`${id}-hint`} className={styles.hint}>
        {t("moment.hint", { zone: zone.name })}
      </p>
      <FieldProblems problems={told} />
      <div className={styles.parts}>
        {part("day", "short")}
        {part("month", "short")}
        {part("year", "long")}
        {part("time", "long")}
      </div>
      <p id={`${id}-said`} className={styles.said}>
        {at === undefined
          ? t("moment.incomplete")
          : t("moment.said", { when: format.dateTime(at), zone: zone.name, utc: zone.utc })}
      </p>
    </fieldset>
  );
}

/** Bound to a pointer of the draft. While what is typed names no moment, none is stored. */
export function DraftMoment({ pointer, label }: { pointer: string; label: string }) {
  const format = useFormat();
  const field = useField<unknown>(pointer);
  const stored = typedOf(field.value);
  const [kept, setKept] = useState(stored);
  // Undo, or *Put back*, may bring another moment: that one is shown then.
  const typed = momentOf(kept) === momentOf(stored) ? kept : stored;
  return (
    <>
      <Moment
        label={label}
        pointer={pointer}
        typed={typed}
        locked={field.locked}
        problems={field.problems}
        onType={(change) => {
          const next = { ...typed, ...change };
          setKept(next);
          field.set(momentOf(next));
        }}
        onLeave={field.flush}
      />
      {field.difference && (
        <LiveRow
          difference={field.difference}
          say={(value) => {
            const at = momentOf(typedOf(value));
            return at === undefined ? "" : format.dateTime(at);
          }}
          onPutBack={
            field.locked
              ? undefined
              : () => {
                  field.set(field.difference?.before);
                  field.flush();
                }
          }
        />
      )}
    </>
  );
}
