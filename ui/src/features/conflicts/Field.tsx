// One field that both sides changed: what was there, and the two sides with what each did to it.

import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConflictShown, FileCard, Side } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { useChangeTitle } from "@/components/changes/ChangeRow.tsx";
import { Side as SideChanges } from "@/components/changes/Side.tsx";
import { segments } from "@/data/pointer.ts";
import { countryName } from "@/i18n/countries.ts";
import { usePlaceName } from "@/i18n/place.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { Before } from "./Before.tsx";
import styles from "./Conflicts.module.css";
import { Order } from "./Order.tsx";

export interface FieldProps {
  conflict: ConflictShown;
  files: Partial<Record<string, FileCard>>;
  side: Side | undefined;
  onChoose(side: Side): void;
  /** The first radio button, where the focus goes when a choice is missing. */
  first(radio: HTMLInputElement | null): void;
}

const SIDES = ["mine", "theirs"] as const;

export function Field({ conflict, files, side, onChoose, first }: FieldProps) {
  const { t } = useTranslation("conflicts");
  const [heading, name] = [useId(), useId()];
  const [shown, setShown] = useState(false);
  const hidden = conflict.pointer === "/notesForCertification" && !shown;
  const isOrder = conflict.pointer.endsWith("/@order");
  const content = (which: "before" | Side): ReactNode => {
    // What testers need to sign in is not for everybody who looks over a shoulder.
    if (hidden) return <p className={styles.quiet}>{t("hidden")}</p>;
    if (isOrder) {
      const keys = which === "before" ? conflict.base : conflict[which];
      return <Order keys={keys} members={conflict.members} files={files} />;
    }
    if (which === "before") return <Before conflict={conflict} />;
    return <SideChanges changes={which === "mine" ? conflict.by_me : conflict.by_them} files={files} />;
  };
  return (
    <li className={styles.field}>
      <div className={styles.fieldHead}>
        <h2 id={heading}>{useTitle(conflict)}</h2>
        {hidden && (
          <Button size="small" onClick={() => setShown(true)}>
            {t("show")}
          </Button>
        )}
      </div>
      <div className={styles.sides} role="radiogroup" aria-labelledby={heading}>
        <div className={styles.side}>
          <p className={styles.sideName}>{t("before")}</p>
          <div className={styles.content}>{content("before")}</div>
        </div>
        {SIDES.map((which) => (
          <div key={which} className={styles.side} data-chosen={side === which}>
            <label className={styles.sideName}>
              <input
                ref={which === "mine" ? first : undefined}
                type="radio"
                name={name}
                checked={side === which}
                aria-describedby={`${name}-${which}`}
                onChange={() => onChoose(which)}
              />
              {t(which)}
            </label>
            <div id={`${name}-${which}`} className={styles.content}>
              {content(which)}
            </div>
          </div>
        ))}
      </div>
    </li>
  );
}

/** The field in words: one change has its own title, a market its country, an order its list. */
function useTitle(conflict: ConflictShown): string {
  const { t } = useTranslation("conflicts");
  const { language, languageName } = useFormat();
  const placeName = usePlaceName();
  const groups = [...conflict.by_me.groups, ...conflict.by_them.groups];
  const [one] = groups;
  // Hooks stand above every return; without a change there is the place.
  const title = useChangeTitle(
    one ?? { kind: "changed", section: "other", field: "", languages: [], pointers: [], runs: [], items: false },
  );
  const [, , country] = segments(conflict.pointer);
  if (conflict.pointer.startsWith("/pricing/marketSpecificPricings/") && country !== undefined) {
    return t("market", { country: countryName(country, language) });
  }
  if (conflict.pointer.endsWith("/@order")) {
    return t("order", { place: placeName(conflict.pointer.slice(0, -"/@order".length)) });
  }
  if (one === undefined || groups.some((group) => group.field !== one.field || group.part !== one.part)) {
    return placeName(conflict.pointer);
  }
  const [tag] = one.languages;
  return tag === undefined ? title : t("inLanguage", { field: title, language: languageName(tag) });
}
