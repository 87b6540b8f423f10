// What is happening now, since when Vitrine has seen it, how long it usually takes, and what can still be done.

import { FastForward20Regular } from "@fluentui/react-icons/svg/fast-forward";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/app/acts/act.ts";
import { announce } from "@/app/live.ts";
import { NextVersion } from "@/app/NextVersion.tsx";
import { Slow } from "@/app/Slow.tsx";
import type { ProductView } from "@/bindings";
import { AsOf } from "@/components/AsOf.tsx";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo, useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { cancelShown } from "./handOffState.ts";
import styles from "./Product.module.css";

export function Now({ view }: { view: ProductView }) {
  const { t } = useTranslation(["product", "states", "shell"]);
  const heading = useId();
  const session = useSession();
  const skip = useDo("practice_skip", () => announce(t("shell:practice.skipped")));
  const { row, ribbon } = view;
  const { state } = row;
  const key = state
    ? state.state
    : !row.published
      ? "first"
      : row.state === null && view.read_at === null
        ? "unread"
        : "none";
  const step = view.timeline.find((one) => one.mark === "current");
  const underWay = step !== undefined;
  return (
    <section className={styles.now} data-tone={row.next === "seeWhatToFix" ? "bad" : "plain"} aria-labelledby={heading}>
      <h2 id={heading}>{t(`now.${key}.title`)}</h2>
      <p>
        {view.stopped_by_hand !== null && key === "stopped"
          ? t("now.stopped.byHand", { moment: view.stopped_by_hand })
          : key === "first"
            ? t(`now.first.${row.kind}`)
            : (key === "live" || key === "rollingOut") && row.kind === "flight"
              ? t(`now.${key}.flight`)
              : t(`now.${key}.body`, { raw: state?.raw ?? "" })}
        {state && ` ${t("since", { moment: state.first_seen_at })}`}
        {step?.usual && ` ${t("usual", { usual: t(`states:usual.${step.usual.long}` as "states:usual.minutes") })}`}
      </p>
      <Slow
        view={view}
        cancel={
          <Button size="small" appearance="transparent" onClick={() => cancelShown.set(row.id)}>
            {t("cancel")}
          </Button>
        }
      />
      {/* What stands open as a draft has a card of its own. */}
      {ribbon.microsoft && key !== "draft" && <Facts view={view} />}
      <Still view={view} underWay={underWay} />
      <NextVersion product={row.id} commands={view.commands} />
      {skip.error && <ProblemBar problem={skip.error.problem} />}
      <div className={styles.foot}>
        <span className={styles.quiet}>
          <AsOf at={view.read_at} />
        </span>
        {session?.practice && underWay && (
          <Button
            size="small"
            className={styles.practice}
            icon={<FastForward20Regular />}
            disabledFocusable={skip.isPending}
            onClick={() => skip.mutate(null)}
          >
            {t("skip")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The submission at Microsoft: what the service tells of it, and whether this computer made it. */
function Facts({ view }: { view: ProductView }) {
  const { t } = useTranslation("product");
  const { microsoft } = view.ribbon;
  if (!microsoft) return null;
  const facts = [
    [t("facts.submission"), microsoft.friendly_name],
    [t("facts.number"), <code key="number">{microsoft.submission}</code>],
    [
      t("facts.made"),
      microsoft.made_here_at === null ? t("facts.elsewhere") : t("facts.here", { moment: microsoft.made_here_at }),
    ],
    [t("facts.version"), microsoft.version],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** The commands of the core, in words. */
function Still({ view, underWay }: { view: ProductView; underWay: boolean }) {
  const { t } = useTranslation("product");
  const { list } = useFormat();
  const { ask } = useAct();
  const { row } = view;
  const can = (name: string) => view.commands.find((command) => command.name === name)?.can;
  const cancel = can("cancelCertification");
  const remove = row.state?.state === "draft" ? undefined : can("deletePending");
  if (!cancel && !remove && !underWay) return null;
  return (
    <div className={styles.still}>
      {cancel?.state === "handOff" && (
        <p>
          {t("canCancel")}{" "}
          <button type="button" className="link" onClick={() => cancelShown.set(row.id)}>
            {t("cancel")}
          </button>
        </p>
      )}
      {remove?.state === "available" && (
        <p>
          {t("canDelete")}{" "}
          <button
            type="button"
            className="link"
            onClick={() => ask({ name: "deletePending", product: row.id }, row.name)}
          >
            {t("delete")}
          </button>
        </p>
      )}
      {remove?.state === "notPossible" && <p>{list([t("cannotDelete")])}</p>}
      {!cancel && !remove && <p>{t("noCancel")}</p>}
    </div>
  );
}
