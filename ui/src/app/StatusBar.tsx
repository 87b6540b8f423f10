// One sentence at the foot of every page: saved here, sent there, online. What is seen is true at once; what is heard, by
// the polite live region behind it, follows at most once in five seconds.

import { Checkmark16Regular } from "@fluentui/react-icons/svg/checkmark";
import { CloudArrowUp16Regular } from "@fluentui/react-icons/svg/cloud-arrow-up";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Job, Session } from "@/bindings";
import { useSession } from "@/data/ask.ts";
import type { Saving } from "@/data/draft.ts";
import { useSaving } from "@/data/drafts.tsx";
import { useSignal } from "@/data/signals.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { labelKey, rowOf } from "./actions.ts";
import { hints } from "./hints.ts";
import { Announcer, assertive, polite } from "./live.ts";
import styles from "./StatusBar.module.css";
import { shortcutText } from "./shortcut.ts";

export function StatusBar() {
  const session = useSession();
  const saving = useSaving();
  const sentence = useSentence(session, saving);
  const heard = useMemo(() => new Announcer(), []);
  useEffect(() => heard.state(sentence.join(". ")), [heard, sentence]);
  const { text } = useSignal(heard.spoken);
  const stuck = saving?.state === "stuck";
  const busy = session?.jobs.some((job) => job.status === "running") ?? false;
  return (
    <footer className={styles.bar} data-pane>
      <div className={styles.sentence} aria-hidden>
        {stuck ? (
          <Warning16Filled className={styles.bad} />
        ) : busy ? (
          <CloudArrowUp16Regular className={styles.icon} />
        ) : (
          <Checkmark16Regular className={styles.ok} />
        )}
        {sentence.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the places of the three parts are fixed
          <span key={index} className={styles.part}>
            {part}
          </span>
        ))}
      </div>
      <div role="status" aria-live="polite" aria-atomic="false" className="hidden-text">
        <span>{text === "" ? sentence.join(". ") : text}</span>
        <Spoken by={polite} />
      </div>
      <Progress jobs={session?.jobs ?? []} />
      <Hints />
      <div role="alert" aria-live="assertive" className="hidden-text">
        <Spoken by={assertive} />
      </div>
    </footer>
  );
}

/** The way to what is being sent or waits to go on; beside the sentence, because a live region is no place for a link. */
function Progress({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation("common");
  const order = ["running", "interrupted", "following"] as const;
  const job = order.map((status) => jobs.find((one) => one.status === status)).find((one) => one !== undefined);
  if (!job) return null;
  return (
    <Link to="/products/$product/publish" params={{ product: job.product }} className={`link ${styles.progress}`}>
      {t("nextAction.follow")}
      <span className="hidden-text">: {job.product_name}</span>
    </Link>
  );
}

function Hints() {
  const { t } = useTranslation("shell");
  const shown = useSignal(hints);
  const platform = document.documentElement.dataset.platform ?? "linux";
  return (
    <dl className={styles.hints}>
      {shown.map((hint) => {
        const { shortcut } = typeof hint === "string" ? rowOf(hint) : {};
        const keys = typeof hint === "string" ? (shortcut ? shortcutText(shortcut, platform, t) : "") : hint.keys;
        const label = typeof hint === "string" ? t(labelKey(hint)) : hint.label;
        return (
          <div key={label}>
            <dt>{keys}</dt>
            <dd>{label}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What was said last, for readers only. A new turn is a new element, or the same words would not be spoken twice. */
function Spoken({ by }: { by: Announcer }) {
  const { text, turn } = useSignal(by.spoken);
  return <span key={turn}>{text}</span>;
}

function useSentence(session: Session | undefined, saving: Saving | null): readonly string[] {
  const { t } = useTranslation("shell");
  const { time, language } = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `time` follows the language
  return useMemo(() => {
    const saved =
      saving?.state === "saved"
        ? t("saved.at", { time: time(saving.at) })
        : saving?.state === "saving"
          ? t("saved.saving")
          : saving?.state === "stuck"
            ? t("saved.stuck")
            : session && session.drafts > 0
              ? t("saved.drafts", { count: session.drafts })
              : t("saved.none");
    const jobs = (status: Job["status"]) => session?.jobs.filter((job) => job.status === status) ?? [];
    const [sending, following] = [jobs("running"), jobs("following")];
    const sent = sending[0]
      ? t("sent.sending", { count: sending.length, name: sending[0].product_name })
      : following[0]
        ? t("sent.following", { count: following.length, name: following[0].product_name })
        : saving
          ? t("sent.draft")
          : t("sent.nothing");
    return [saved, sent, session?.offline_since ? t("offlineWord") : t("online")];
  }, [t, language, session, saving]);
}
