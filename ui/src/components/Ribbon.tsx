// The three places of a text, on every page of a product: on this computer, at Microsoft, live. Three panels hang from a
// rod that carries the three inks; the panel where the work is has the tint. Nearly every accident in Partner Center is
// two of these taken for one another.

import { BuildingShop20Regular } from "@fluentui/react-icons/svg/building-shop";
import { ChevronRight12Regular } from "@fluentui/react-icons/svg/chevron-right";
import { Cloud20Regular } from "@fluentui/react-icons/svg/cloud";
import { Laptop20Regular } from "@fluentui/react-icons/svg/laptop";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PlaceName, Ribbon as Places } from "@/bindings";
import { useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Ribbon.module.css";
import { StatusGlyph } from "./StatusGlyph.tsx";

interface Panel {
  place: PlaceName;
  icon: ComponentType<{ className?: string }>;
  /** Its version, or what stands there instead. */
  head: string;
  empty: boolean;
  when: string | undefined;
  fact: ReactNode;
  /** The one word of the compact form. */
  note: ReactNode;
}

export function Ribbon({ ribbon, compact = false }: { ribbon: Places; compact?: boolean }) {
  const { t } = useTranslation("common");
  const panels = usePanels(ribbon);
  const offline = Boolean(useSession()?.offline_since);
  return (
    <ol className={styles.ribbon} data-compact={compact} data-current={ribbon.current} aria-label={t("place.ribbon")}>
      {panels.map((panel, index) => {
        const current = panel.place === ribbon.current;
        const away = offline && panel.place !== "computer";
        return (
          <li
            key={panel.place}
            className={styles.panel}
            data-place={index + 1}
            data-away={away}
            {...(current ? { "aria-current": "step" as const } : {})}
          >
            <panel.icon className={styles.icon} />
            <div className={styles.words}>
              <span className={styles.label}>
                <span className={styles.long}>{t(`place.${panel.place}`)}</span>
                <span className={styles.short} aria-hidden>
                  {t(`place.${panel.place}Short`)}
                </span>
              </span>
              <span className={styles.line}>
                <span className={panel.empty ? styles.nothing : styles.version}>{panel.head}</span>
                {panel.when !== undefined && <span className={styles.when}>{panel.when}</span>}
              </span>
              <span className={styles.fact}>{panel.fact}</span>
              <span className={styles.note}>
                {typeof panel.note === "string" ? <span className={styles.noteText}>{panel.note}</span> : panel.note}
              </span>
            </div>
            {index < panels.length - 1 && (
              <span className={styles.chevron} aria-hidden>
                <ChevronRight12Regular />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function usePanels({ computer, microsoft, live, current }: Places): Panel[] {
  const { t } = useTranslation("common");
  const format = useFormat();
  // What this computer sent and Microsoft works on cannot be changed until that ends: the two are the same.
  const sent = current === "microsoft" && microsoft !== null && microsoft.made_here_at !== null;
  const languages = live && live.languages > 0 && t("place.languages", { count: live.languages });
  const changes =
    computer &&
    t(
      computer.changes === 0
        ? live
          ? "place.noChanges"
          : "place.notFilled"
        : sent
          ? "place.changesSent"
          : "place.changes",
      {
        count: computer.changes,
      },
    );
  return [
    {
      place: "computer",
      icon: Laptop20Regular,
      head: computer ? (computer.version ?? t("place.draft")) : t("place.noDraft"),
      empty: !computer,
      when: computer ? format.when(computer.saved_at) : undefined,
      fact:
        computer && (computer.changes === 0 || sent ? changes : t("place.changesNotSent", { count: computer.changes })),
      note: changes,
    },
    {
      place: "microsoft",
      icon: Cloud20Regular,
      head: microsoft ? (microsoft.version ?? microsoft.friendly_name ?? microsoft.submission) : t("place.nothingSent"),
      empty: !microsoft,
      when: microsoft
        ? microsoft.made_here_at === null
          ? t("place.madeElsewhere")
          : t("place.sent", { when: format.dateTime(microsoft.made_here_at) })
        : undefined,
      fact: microsoft && <StatusGlyph seen={microsoft.state} />,
      note: microsoft && <StatusGlyph seen={microsoft.state} />,
    },
    {
      place: "live",
      icon: BuildingShop20Regular,
      // An add-on has languages and no version, a flight a version and no languages.
      head: live ? (live.version ?? (languages || t("place.noVersion"))) : t("place.neverLive"),
      empty: !live,
      when: live?.since ? t("place.since", { when: format.date(live.since) }) : undefined,
      fact: live?.version !== null && languages,
      note: live?.since ? format.date(live.since) : null,
    },
  ];
}
