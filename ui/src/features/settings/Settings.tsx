// Appearance, the wait before what cannot be undone, accounts, practice, and where the data lies.

import { Checkbox, Radio, RadioGroup, Select } from "@fluentui/react-components";
import { FolderOpen20Regular } from "@fluentui/react-icons/svg/folder-open";
import { Link, useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk, useDo, useSession, useSettings } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { AccountCard } from "./AccountCard.tsx";
import { Hold } from "./Hold.tsx";
import styles from "./Settings.module.css";

const LANGUAGES = ["system", "en", "fr"] as const satisfies readonly Settings["language"][];
const THEMES = ["system", "light", "dark", "contrast"] as const satisfies readonly Settings["theme"][];
const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200];

export function SettingsPage() {
  const { t } = useTranslation("settings");
  return (
    <Page title={t("title")} subtitle={t("lead")}>
      <div className={styles.page}>
        <Appearance />
        <Hold />
        <Accounts />
        <Practice />
        <Data />
        <p>
          <Link to="/settings/about" className="link">
            {t("about.link")}
          </Link>
        </p>
      </div>
    </Page>
  );
}

function Appearance() {
  const { t } = useTranslation("settings");
  const { percent } = useFormat();
  const [settings, change] = useSettings();
  const [language, theme, zoom] = [useId(), useId(), useId()];
  if (!settings) return null;
  return (
    <Section title={t("appearance")}>
      <div className={styles.choices}>
        <div>
          <h3 id={language}>{t("language.title")}</h3>
          <RadioGroup
            aria-labelledby={language}
            value={settings.language}
            onChange={(_, { value }) => change({ language: value as Settings["language"] })}
          >
            {LANGUAGES.map((one) => (
              // Each language is written in itself, and read so.
              <Radio
                key={one}
                value={one}
                label={one === "system" ? t("language.system") : <span lang={one}>{t(`language.${one}`)}</span>}
              />
            ))}
          </RadioGroup>
        </div>
        <div>
          <h3 id={theme}>{t("theme.title")}</h3>
          <RadioGroup
            aria-labelledby={theme}
            value={settings.theme}
            onChange={(_, { value }) => change({ theme: value as Settings["theme"] })}
          >
            {THEMES.map((one) => (
              <Radio key={one} value={one} label={t(`theme.${one}`)} />
            ))}
          </RadioGroup>
        </div>
        <div>
          <label htmlFor={zoom} className={styles.label}>
            {t("zoom.title")}
          </label>
          <Select
            id={zoom}
            className={styles.zoom ?? ""}
            aria-describedby={`${zoom}-hint`}
            value={String(settings.zoom)}
            onChange={(_, { value }) => change({ zoom: Number(value) })}
          >
            {[...new Set([...ZOOMS, settings.zoom])]
              .sort((a, b) => a - b)
              .map((one) => (
                <option key={one} value={one}>
                  {percent(one)}
                </option>
              ))}
          </Select>
          <p id={`${zoom}-hint`} className={styles.quiet}>
            {t("zoom.hint")}
          </p>
          <h3>{t("rail.title")}</h3>
          <Checkbox
            checked={settings.rail}
            label={t("rail.label")}
            onChange={(_, { checked }) => change({ rail: checked === true })}
          />
        </div>
      </div>
    </Section>
  );
}

function Accounts() {
  const { t } = useTranslation("settings");
  const session = useSession();
  const navigate = useNavigate();
  if (!session) return null;
  return (
    <Section
      title={t("accounts.title")}
      side={
        session.practice === null && (
          <Button size="small" onClick={() => void navigate({ to: "/connect" })}>
            {t("accounts.connect")}
          </Button>
        )
      }
    >
      {session.accounts.length === 0 && <p className={styles.quiet}>{t("accounts.none")}</p>}
      <div className={styles.cards}>
        {session.accounts.map((account) => (
          <AccountCard key={account.id} account={account} practice={session.practice !== null} />
        ))}
      </div>
    </Section>
  );
}

function Practice() {
  const { t } = useTranslation("settings");
  const session = useSession();
  const navigate = useNavigate();
  const home = () => void navigate({ to: "/" });
  const enter = useDo("practice_enter", home);
  const leave = useDo("practice_leave", home);
  const inside = session?.practice !== null && session?.practice !== undefined;
  const busy = enter.isPending || leave.isPending;
  const problem = (enter.error ?? leave.error)?.problem;
  return (
    <Section title={t("practice.title")}>
      {problem && <ProblemBar problem={problem} />}
      <div className={styles.line}>
        <p>{t(inside ? "practice.on" : "practice.off")}</p>
        <Button
          size="small"
          disabledFocusable={busy}
          onClick={() => !busy && (inside ? leave.mutate(null) : enter.mutate(null))}
        >
          {t(inside ? "practice.leave" : "practice.enter")}
        </Button>
      </div>
    </Section>
  );
}

function Data() {
  const { t } = useTranslation(["settings", "common"]);
  const { bytes } = useFormat();
  const folder = useAsk("data_folder", null);
  const open = useDo("link_open");
  return (
    <Section title={t("data.title")}>
      {folder.error && <ProblemBar problem={folder.error.problem} onRetry={() => void folder.refetch()} />}
      {open.error && <ProblemBar problem={open.error.problem} />}
      {folder.data && (
        <div className={styles.line}>
          <div>
            <p>
              <code className={styles.path}>{folder.data.shown}</code>
            </p>
            <p className={styles.facts}>
              <span>{t("data.size", { bytes: bytes(folder.data.bytes) })}</span>
              <span>{t("data.drafts", { count: folder.data.drafts })}</span>
              <span>{t("data.snapshots", { count: folder.data.snapshots })}</span>
            </p>
          </div>
          <Button size="small" icon={<FolderOpen20Regular />} onClick={() => open.mutate({ to: "dataFolder" })}>
            {t("data.open")}
            <span className="hidden-text">, {t("common:opensOutside")}</span>
          </Button>
        </div>
      )}
    </Section>
  );
}
