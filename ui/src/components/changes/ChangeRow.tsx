// One change as a person reads it: the field and its languages on the left, what was and what is on the right. The signs
// say what the colours say.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeGroup, FileCard, Run } from "@/bindings";
import { fieldName } from "@/i18n/place.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { useValueName } from "@/i18n/values.ts";
import styles from "./Changes.module.css";
import { ImageChange } from "./ImageChange.tsx";
import { MarketChange } from "./MarketChange.tsx";
import { PackageChange } from "./PackageChange.tsx";
import { shortened, side } from "./runs.ts";
import { TrailerChange } from "./TrailerChange.tsx";
import { ValueChange } from "./ValueChange.tsx";

/** What says little without the part of it that changed. */
const NAMED_BY_PART = ["applicationPackages", "flightPackages", "trailers", "platformOverrides"];
const PACKAGES = ["applicationPackages", "flightPackages"];

export interface ChangeRowProps {
  group: ChangeGroup;
  files: Partial<Record<string, FileCard>>;
}

export function ChangeRow({ group, files }: ChangeRowProps) {
  const { t } = useTranslation("review");
  return (
    <li className={styles.row} data-kind={group.kind}>
      <div className={styles.what}>
        <p className={styles.field}>
          {useChangeTitle(group)}
          <span className="hidden-text">, {t(`changes.kind.${group.kind}`)}</span>
        </p>
        <Languages languages={group.languages} />
      </div>
      <div className={styles.how}>
        <ChangeHow group={group} files={files} />
      </div>
    </li>
  );
}

/** What was and what is, in the form that the field reads best in. */
export function ChangeHow({ group, files }: ChangeRowProps) {
  const { t } = useTranslation("review");
  // Whatever testers need to sign in is not for everybody who looks over a shoulder.
  if (group.field === "notesForCertification") return <p>{t("changes.notes")}</p>;
  if (group.kind === "moved") return <p>{t("changes.order")}</p>;
  if (group.markets !== undefined) return <MarketChange group={group} codes={group.markets} />;
  const whole = group.part === undefined || group.part === "file";
  if (group.field === "trailers" && whole) return <TrailerChange group={group} files={files} />;
  if (whole && (group.section === "images" || group.field === "icon")) {
    return <ImageChange group={group} files={files} />;
  }
  if (group.field === "trailers" && group.part === "thumbnail") return <ImageChange group={group} files={files} />;
  if (whole && PACKAGES.includes(group.field)) return <PackageChange group={group} files={files} />;
  if (group.field === "targetPublishMode" || group.field === "targetPublishDate") return <ValueChange group={group} />;
  if (group.items) return <Items field={group.field} runs={group.runs} />;
  if (group.runs.length > 0) return <Text group={group} />;
  return <ValueChange group={group} />;
}

function Text({ group }: { group: ChangeGroup }) {
  const { t } = useTranslation("review");
  const [whole, setWhole] = useState(false);
  const short = shortened(group.runs);
  const runs = whole ? group.runs : short;
  const has = (kind: Run["kind"]) => group.runs.some((run) => run.kind === kind);
  return (
    <>
      {has("removed") && <Line sign="−" runs={side(runs, "before")} />}
      {has("added") && <Line sign="+" runs={side(runs, "after")} />}
      {short !== group.runs && (
        <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? "changes.showLess" : "changes.showAll")}
        </button>
      )}
    </>
  );
}

function Line({ sign, runs }: { sign: "+" | "−"; runs: readonly Run[] }) {
  const { t } = useTranslation("common");
  return (
    <p className={styles.line} data-sign={sign}>
      <span className={styles.sign} aria-hidden>
        {sign}
      </span>
      <span className={styles.text}>
        {runs.map((run, index) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have an order and nothing else
          if (run.kind === "kept") return <span key={index}>{run.text}</span>;
          const Tag = run.kind === "removed" ? "del" : "ins";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <Tag key={index} className={styles[run.kind]}>
              <span className="hidden-text">{t(run.kind)}: </span>
              {run.text}
            </Tag>
          );
        })}
      </span>
    </p>
  );
}

/** A list of words: what left and what came; what stays is counted. */
function Items({ field, runs }: { field: string; runs: readonly Run[] }) {
  const { t } = useTranslation("review");
  const valueName = useValueName();
  const named = (run: Run) => ({ ...run, text: valueName(field, run.text) ?? run.text });
  const kept = runs.filter((run) => run.kind === "kept").length;
  return (
    <>
      {runs
        .filter((run) => run.kind !== "kept")
        .map((run, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice
          <Line key={index} sign={run.kind === "removed" ? "−" : "+"} runs={[named(run)]} />
        ))}
      {kept > 0 && <p className={styles.quiet}>{t("changes.kept", { count: kept })}</p>}
    </>
  );
}

function Languages({ languages }: { languages: readonly string[] }) {
  const { t } = useTranslation("review");
  const format = useFormat();
  const names = languages.map(format.languageName);
  if (names.length === 0) return null;
  if (names.length === 1) return <p className={styles.quiet}>{names[0]}</p>;
  return (
    <details className={styles.languages}>
      <summary>{t("changes.languages", { count: names.length })}</summary>
      <p>{format.list(names)}</p>
    </details>
  );
}

/** The field in words: an image by its place, a part after its whole. */
export function useChangeTitle(group: ChangeGroup): string {
  const { t } = useTranslation(["review", "states"]);
  const valueName = useValueName();
  const say = t as unknown as (key: string, options: object) => string;
  const value = (group.after ?? group.before) as { imageType?: unknown } | undefined;
  const slot = typeof value?.imageType === "string" ? value.imageType : undefined;
  const field = slot === undefined ? fieldName(group.field, t) : say(`states:slot.${slot}`, { defaultValue: slot });
  if (group.section === "images" && group.part === "description") {
    return t("changes.part", { field, part: t("changes.caption") });
  }
  if (group.field === "allowTargetFutureDeviceFamilies" && group.part !== undefined) {
    return t("changes.part", { field, part: valueName(group.field, group.part) ?? group.part });
  }
  const innermost = group.part?.split("/").at(-1);
  if (innermost !== undefined && innermost !== "file" && NAMED_BY_PART.includes(group.field)) {
    return t("changes.part", { field, part: fieldName(innermost, t) });
  }
  if (group.section === "other" && group.part !== undefined) return t("changes.part", { field, part: group.part });
  return field;
}
