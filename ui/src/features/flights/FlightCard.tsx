// One flight of the list: its rank as a numeral, its name, what its testers have, and what can be done with it.

import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { Info16Regular } from "@fluentui/react-icons/svg/info";
import { MoreHorizontal20Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/app/acts/act.ts";
import { NextStepButton } from "@/app/NextStepButton.tsx";
import { usePromote } from "@/app/promote.ts";
import type { FlightRow } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { StatusGlyph, StatusUnread } from "@/components/StatusGlyph.tsx";
import { useDo } from "@/data/ask.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./flights.module.css";

export function FlightCard({ one, ranked }: { one: FlightRow; ranked: boolean }) {
  const { t } = useTranslation(["flights", "problems", "common"]);
  const format = useFormat();
  const act = useAct();
  const open = useDo("link_open");
  const promote = usePromote();
  const reason = useId();
  const { row, facts, rank, elsewhere, rollout } = one;
  const can = one.commands.find(({ name }) => name === "promoteFlight")?.can;
  const because = can?.state === "notPossible" ? can.because : null;
  const params = { product: row.id };
  return (
    <li className={styles.flight}>
      <span className={styles.rank} aria-hidden>
        {ranked && rank !== null ? format.number(rank) : "·"}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <h2>
            <Link to="/products/$product" params={params}>
              {row.name}
            </Link>
            {ranked && rank !== null && <span className="hidden-text">, {t("rank", { n: rank })}</span>}
          </h2>
          <span className={styles.acts}>
            <NextStepButton row={row} />
            <Menu positioning="below-end">
              <MenuTrigger disableButtonEnhancement>
                <Button
                  size="small"
                  appearance="transparent"
                  icon={<MoreHorizontal20Regular />}
                  aria-label={t("more", { name: row.name })}
                />
              </MenuTrigger>
              <MenuPopover>
                <MenuList>
                  <MenuItem onClick={() => act.ask({ name: "deleteFlight", product: row.id }, row.name)}>
                    {t("delete")}
                  </MenuItem>
                </MenuList>
              </MenuPopover>
            </Menu>
          </span>
        </div>
        <dl className={styles.what}>
          <div>
            <dt>{t("state")}</dt>
            <dd>
              {row.state ? (
                <StatusGlyph seen={row.state} />
              ) : row.published ? (
                <StatusUnread />
              ) : (
                <span className={styles.quiet}>{t("never")}</span>
              )}
            </dd>
          </div>
          <div>
            <dt>{t("package")}</dt>
            <dd className={styles.version}>
              {row.live_version ?? <span className={styles.quiet}>{t("noPackage")}</span>}
            </dd>
          </div>
          <div>
            <dt>{t("groups")}</dt>
            <dd title={facts.groups.join("\n")}>{t("groupCount", { count: facts.groups.length })}</dd>
          </div>
          {/* While it runs, the state says how far it is. */}
          {rollout && rollout.state !== "running" && (
            <div>
              <dt>{t("rollout")}</dt>
              <dd>
                <Link className="link" to="/products/$product/rollout" params={params}>
                  {t(`rolloutState.${rollout.state}`, { percent: rollout.percentage })}
                </Link>
              </dd>
            </div>
          )}
          {row.draft && (
            <div>
              <dt>{t("draft")}</dt>
              <dd>
                {t("draftFacts", { count: row.draft.changes })}
                {row.draft.problems > 0 && (
                  <span className={styles.problems}>, {t("draftProblems", { count: row.draft.problems })}</span>
                )}
              </dd>
            </div>
          )}
        </dl>
        {elsewhere !== null && (
          <p className={styles.note}>
            <Info16Regular aria-hidden />
            <span>
              {t("portal", { submission: elsewhere })}{" "}
              <button
                type="button"
                className="link"
                onClick={() => open.mutate({ to: "partnerCenter", product: row.id })}
              >
                {t("elsewhere.open")}
                <span className="hidden-text">, {t("common:opensOutside")}</span>
              </button>
            </span>
          </p>
        )}
        <p className={styles.promote}>
          <Button
            size="small"
            disabledFocusable={because !== null || promote.busy}
            {...(because === null ? {} : { "aria-describedby": reason })}
            onClick={() => promote.run(row.id)}
          >
            {promote.busy ? t("promoting") : t("promote")}
          </Button>
          {because && (
            <span id={reason} className={styles.quiet}>
              {problemText(because, t).title}.
            </span>
          )}
        </p>
        {promote.problem && (
          <ProblemBar problem={promote.problem} about={{ product: row.id }} onClose={promote.clear} />
        )}
        {open.error && <ProblemBar problem={open.error.problem} about={{ product: row.id }} />}
      </div>
    </li>
  );
}
