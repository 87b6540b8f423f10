// Genres, playing together, and the rest of what a game says about itself.

import { useTranslation } from "react-i18next";
import type { StoreTables } from "@/bindings";
import { DraftCheck } from "@/components/DraftCheck.tsx";
import { DraftChecks } from "@/components/DraftChecks.tsx";
import { DraftChoice } from "@/components/DraftChoice.tsx";
import { DraftNumber } from "@/components/DraftNumber.tsx";
import { Section } from "@/components/Page.tsx";
import { useField } from "@/data/drafts.tsx";
import { useValueName } from "@/i18n/values.ts";
import styles from "./game.module.css";
import { at } from "./settings.ts";

/** On one device, where the Store wants to know how many can play. */
const LOCAL = ["isLocalMultiplayer", "isLocalCooperative"] as const;
const ONLINE = ["isOnlineMultiplayer", "isOnlineCooperative", "isCrossPlayEnabled"] as const;

const PLAYERS = {
  isLocalMultiplayer: ["localMultiplayerMinPlayers", "localMultiplayerMaxPlayers"],
  isLocalCooperative: ["localCooperativeMinPlayers", "localCooperativeMaxPlayers"],
} as const;

export function Settings({ tables }: { tables: StoreTables }) {
  const { t } = useTranslation("game");
  const valueName = useValueName();
  return (
    <>
      <Section title={t("genresTitle")}>
        <DraftChecks
          pointer={at("genres")}
          label={t("genres")}
          hint={t("genresHint")}
          choices={tables.genres}
          nameOf={(one) => valueName("genres", one) ?? one}
        />
      </Section>
      <Section title={t("together")}>
        {LOCAL.map((name) => (
          <Together key={name} name={name} min={tables.players_min} max={tables.players_max} />
        ))}
        {ONLINE.map((name) => (
          <DraftCheck key={name} pointer={at(name)} label={t(`setting.${name}`)} hint={t(`about.${name}`)} />
        ))}
      </Section>
      <Section title={t("more")}>
        <DraftCheck
          pointer={at("isBroadcastingPrivilegeGranted")}
          label={t("setting.isBroadcastingPrivilegeGranted")}
          hint={t("about.isBroadcastingPrivilegeGranted")}
        />
        <DraftChoice
          pointer={at("kinectDataForExternal")}
          label={t("kinectLabel")}
          hint={t("kinectHint")}
          choices={tables.kinect_data}
          nameOf={(one) => valueName("kinectDataForExternal", one) ?? one}
          empty={t("kinect.NotSet")}
        />
      </Section>
    </>
  );
}

/** A way of playing on one device, and under it how many can. Numbers of a way that is off are kept and not asked for. */
function Together({ name, min, max }: { name: (typeof LOCAL)[number]; min: number; max: number }) {
  const { t } = useTranslation("game");
  const { value } = useField<unknown>(at(name));
  const [fewest, largest] = PLAYERS[name];
  return (
    <>
      <DraftCheck pointer={at(name)} label={t(`setting.${name}`)} hint={t(`about.${name}`)} />
      {value === true && (
        <div className={styles.players}>
          <DraftNumber pointer={at(fewest)} label={t(`players.${fewest}`)} min={min} max={max} nothing={0} />
          <DraftNumber pointer={at(largest)} label={t(`players.${largest}`)} min={min} max={max} nothing={0} />
        </div>
      )}
    </>
  );
}
