// Activity: what is being sent, how much of Microsoft's pace is left, and what was done and asked from this computer. Nothing
// here is a secret: none reaches the record that this page shows.

import { ArrowDownload20Regular } from "@fluentui/react-icons/svg/arrow-download";
import { Copy20Regular } from "@fluentui/react-icons/svg/copy";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useDo } from "@/data/ask.ts";
import styles from "./Activity.module.css";
import { Entries } from "./Entries.tsx";
import { Pace } from "./Pace.tsx";
import { Shown } from "./Shown.tsx";
import { useActivityText } from "./text.ts";
import { UnderWay } from "./UnderWay.tsx";
import { type Filter, NOTHING_CHOSEN, useActivity } from "./useActivity.ts";

export function ActivityPage() {
  const { t } = useTranslation("activity");
  const [filter, setFilter] = useState<Filter>(NOTHING_CHOSEN);
  const activity = useActivity(filter);
  const { entries, budgets } = activity;
  const textOf = useActivityText(filter);
  const [did, setDid] = useState("");
  const nothing = useId();
  const say = (words: string) => {
    setDid(words);
    announce(words);
  };
  const save = useDo("activity_save", (name) => name !== null && say(t("saved", { name })));
  const empty = entries.length === 0;
  const chosen = filter.show !== "all" || filter.product !== null;
  return (
    <Page
      title={t("title")}
      actions={
        <>
          <span className={styles.did}>{did}</span>
          <Button
            icon={<ArrowDownload20Regular />}
            disabledFocusable={empty || save.isPending}
            {...(empty ? { "aria-describedby": nothing } : {})}
            onClick={() => !empty && !save.isPending && save.mutate({ name: t("fileName"), text: textOf(entries) })}
          >
            {t("save")}
          </Button>
          <Button
            icon={<Copy20Regular />}
            disabledFocusable={empty}
            {...(empty ? { "aria-describedby": nothing } : {})}
            onClick={() => !empty && void navigator.clipboard.writeText(textOf(entries)).then(() => say(t("copied")))}
          >
            {t("copy")}
          </Button>
          {empty && (
            <span id={nothing} className="hidden-text">
              {t("nothing")}
            </span>
          )}
        </>
      }
    >
      <p className={styles.lead}>{t("lead")}</p>
      {save.error && <ProblemBar problem={save.error.problem} onClose={() => save.reset()} />}
      {activity.problem && <ProblemBar problem={activity.problem} onRetry={activity.again} />}
      <UnderWay />
      <Pace budgets={budgets} />
      <Section title={t("happened")}>
        <Shown filter={filter} entries={entries} onChange={setFilter} />
        {activity.pending && <Skeleton rows={6} />}
        {!activity.pending && !activity.problem && empty && (
          <EmptyState
            body={t(chosen ? "noneChosen" : "none")}
            {...(chosen ? { action: <Button onClick={() => setFilter(NOTHING_CHOSEN)}>{t("showAll")}</Button> } : {})}
          />
        )}
        {!empty && <Entries entries={entries} />}
        {activity.older && (
          <Button disabledFocusable={activity.reading} onClick={activity.older}>
            {t(activity.reading ? "reading" : "older")}
          </Button>
        )}
      </Section>
    </Page>
  );
}
