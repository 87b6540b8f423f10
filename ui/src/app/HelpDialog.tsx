// Help, the same from every page: which keys there are, and the way to support with what support will ask for.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { Copy20Regular } from "@fluentui/react-icons/svg/copy";
import { Open20Regular } from "@fluentui/react-icons/svg/open";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { HelpRequest } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { useSignal } from "@/data/signals.ts";
import { ACTIONS, type ActionName, labelKey, rowOf } from "./actions.ts";
import styles from "./HelpDialog.module.css";
import { helpAsked } from "./helpRequest.ts";
import { announce } from "./live.ts";
import { helpOpen } from "./run.ts";
import { shortcutText } from "./shortcut.ts";

export function HelpDialog() {
  const keys = useSignal(helpOpen);
  const asked = useSignal(helpAsked);
  const open = keys || asked !== null;
  const close = () => {
    helpOpen.set(false);
    helpAsked.set(null);
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className={styles.surface}>{open && <Content about={asked} onClose={close} />}</DialogSurface>
    </Dialog>
  );
}

function Content({ about, onClose }: { about: HelpRequest | null; onClose: () => void }) {
  const { t } = useTranslation(["help", "shell", "common"]);
  const help = useAsk("help", about ?? {});
  const openLink = useDo("link_open");
  const facts = help.data?.facts ?? [];
  // A dialog about one failure starts with what support asks for; the general one with the keys.
  const { refetch } = help;
  useEffect(() => void refetch(), [refetch]);
  const fact = (name: string) => t(`help:fact.${name}` as "help:fact.version", { defaultValue: name });
  return (
    <DialogBody>
      <DialogTitle>{t("help:title")}</DialogTitle>
      <DialogContent className={styles.content}>
        {about === null && <Keys />}
        <h3>{t("help:support")}</h3>
        <p>{t("help:supportHow")}</p>
        {help.data && (
          <>
            <p>
              {t("help:category")} <strong>{t(`help:categories.${help.data.category}`)}</strong>
            </p>
            <dl className={styles.facts}>
              {facts.map(({ name, value }) => (
                <div key={name}>
                  <dt>{fact(name)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
        {openLink.error && <p role="alert">{t("help:noPage")}</p>}
      </DialogContent>
      <DialogActions className={styles.actions}>
        <Button
          icon={<Copy20Regular />}
          disabledFocusable={facts.length === 0}
          onClick={() => {
            const text = facts.map(({ name, value }) => `${fact(name)}: ${value}`).join("\n");
            void navigator.clipboard.writeText(text).then(() => announce(t("common:copied")));
          }}
        >
          {t("help:copy")}
        </Button>
        <Button icon={<Open20Regular />} onClick={() => openLink.mutate({ to: "support" })}>
          {t("help:open")}
        </Button>
        <Button onClick={onClose}>{t("common:close")}</Button>
      </DialogActions>
    </DialogBody>
  );
}

function Keys() {
  const { t } = useTranslation("shell");
  const { t: help } = useTranslation("help");
  const platform = document.documentElement.dataset.platform ?? "linux";
  const rows = (Object.keys(ACTIONS) as ActionName[]).flatMap((name) => {
    const { shortcut } = rowOf(name);
    return shortcut ? [{ name, keys: shortcutText(shortcut, platform, t) }] : [];
  });
  return (
    <>
      <h3>{help("keys")}</h3>
      <dl className={styles.keys}>
        {rows.map(({ name, keys }) => (
          <div key={name}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(labelKey(name))}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
