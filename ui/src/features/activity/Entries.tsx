// The entries: when, what, how it ended; on demand everything that support asks for, ready to be copied.

import { CheckmarkCircle16Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { CloudArrowUp16Regular } from "@fluentui/react-icons/svg/cloud-arrow-up";
import { Copy16Regular } from "@fluentui/react-icons/svg/copy";
import { DismissCircle16Regular } from "@fluentui/react-icons/svg/dismiss-circle";
import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Link } from "@tanstack/react-router";
import { Fragment, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import type { ActivityEntry } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Activity.module.css";
import { lines, type Tone, useEntryWords } from "./text.ts";

const ICONS: Record<Tone, typeof CheckmarkCircle16Regular> = {
  ok: CheckmarkCircle16Regular,
  bad: ErrorCircle16Filled,
  work: CloudArrowUp16Regular,
  neutral: DismissCircle16Regular,
};

export function Entries({ entries }: { entries: readonly ActivityEntry[] }) {
  return (
    <ol className={styles.entries}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

/** A long address parts where its parts do. */
function Address({ text }: { text: string }) {
  const parts = text.split("/");
  return (
    <code>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an address have no other name
        <Fragment key={index}>
          {part}
          {index < parts.length - 1 && (
            <>
              /<wbr />
            </>
          )}
        </Fragment>
      ))}
    </code>
  );
}

function Entry({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation(["activity", "common"]);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const words = useEntryWords()(entry);
  const Icon = ICONS[words.tone];
  const when = format.when(entry.at);
  return (
    <li className={styles.entry} data-kind={entry.what.kind}>
      <div className={styles.line}>
        <time dateTime={entry.at} title={format.dateTime(entry.at)} className={styles.when}>
          {when}
        </time>
        <span className={styles.what}>
          {entry.what.kind === "request" ? <Address text={words.what} /> : words.what}
        </span>
        <span className={styles.result} data-tone={words.tone}>
          <Icon aria-hidden />
          <span>{words.result}</span>
        </span>
        <span className={styles.more}>{words.more}</span>
        <Button
          size="small"
          appearance="transparent"
          aria-expanded={open}
          aria-controls={panel}
          aria-label={t("detailsOf", { what: words.what, when })}
          onClick={() => setOpen(!open)}
        >
          {t("common:details")}
        </Button>
      </div>
      {open && (
        <div id={panel} className={styles.panel}>
          <dl className={styles.facts}>
            {words.facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <div className={styles.acts}>
            <Button
              size="small"
              icon={<Copy16Regular />}
              onClick={() =>
                void navigator.clipboard
                  .writeText(lines(entry, words).join("\n"))
                  .then(() => announce(t("common:copied")))
              }
            >
              {t("copy")}
            </Button>
            {entry.product !== null && (
              <Link className="link" to="/products/$product" params={{ product: entry.product }}>
                {t("openProduct", { product: entry.product_name ?? entry.product })}
              </Link>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
