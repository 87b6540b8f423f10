// What an add-on or a flight was made as, whose it is, and the acts that concern it as a whole.

import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/app/acts/act.ts";
import { usePromote } from "@/app/promote.ts";
import type { ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk } from "@/data/ask.ts";
import { problemText } from "@/i18n/problem.ts";
import { useValueName } from "@/i18n/values.ts";
import styles from "./Part.module.css";

/** The service's word for the app's own packages, below every flight (windows-dev-docs `uwp/monetize/get-flights-for-an-app.md`). */
const NO_FLIGHT = "Non-flighted submission";

export function PartCard({ view }: { view: ProductView }) {
  const { t } = useTranslation(["addons", "flights", "problems"]);
  const valueName = useValueName();
  const act = useAct();
  const promote = usePromote();
  const [heading, reason] = [useId(), useId()];
  const { row, parent, add_on, flight } = view;
  const name = flight ? ("flights" as const) : ("addons" as const);
  const can = view.commands.find((command) => command.name === "promoteFlight")?.can;
  const because = can?.state === "notPossible" ? can.because : null;
  if (!add_on && !flight) return null;
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h2 id={heading}>{t(`${name}:overview.what`)}</h2>
      <dl className={styles.facts}>
        {parent && (
          <div>
            <dt>{t(`${name}:overview.ofApp`)}</dt>
            <dd>
              <Link className="link" to="/products/$product" params={{ product: parent.id }}>
                {parent.name}
              </Link>
            </dd>
          </div>
        )}
        {add_on && (
          <>
            <div>
              <dt>{t("addons:overview.productId")}</dt>
              <dd>
                <code>{add_on.product_id}</code>
              </dd>
            </div>
            <div>
              <dt>{t("addons:overview.type")}</dt>
              <dd>{valueName("productType", add_on.product_type) ?? add_on.product_type}</dd>
            </div>
          </>
        )}
        {flight && (
          <>
            <div>
              <dt>{t("flights:groups")}</dt>
              <dd>
                {flight.groups.length === 0
                  ? t("flights:groupCount", { count: 0 })
                  : flight.groups.map((group) => (
                      <code key={group} className={styles.group}>
                        {group}
                      </code>
                    ))}
              </dd>
            </div>
            {flight.rank_higher_than !== "" && (
              <div>
                <dt>{t("flights:overview.rank")}</dt>
                <dd>
                  <Below app={parent?.id} flight={flight.rank_higher_than} />
                </dd>
              </div>
            )}
          </>
        )}
      </dl>
      <p className={styles.quiet}>{t(`${name}:overview.fixed`)}</p>
      {can && (
        <div className={styles.promote}>
          <Button
            size="small"
            disabledFocusable={because !== null || promote.busy}
            aria-describedby={reason}
            onClick={() => promote.run(row.id)}
          >
            {promote.busy ? t("flights:promoting") : t("flights:promote")}
          </Button>
          <p id={reason} className={styles.quiet}>
            {because === null ? t("flights:promoteHint") : `${problemText(because, t).title}.`}
          </p>
        </div>
      )}
      {promote.problem && <ProblemBar problem={promote.problem} about={{ product: row.id }} onClose={promote.clear} />}
      <p>
        <button
          type="button"
          className="link"
          onClick={() => act.ask({ name: flight ? "deleteFlight" : "deleteAddOn", product: row.id }, row.name)}
        >
          {t(`${name}:overview.delete`)}
        </button>
      </p>
    </section>
  );
}

/** The flight ranked just below, by its name: the service writes a name or an identity. */
function Below({ app, flight }: { app: string | undefined; flight: string }) {
  const { t } = useTranslation("flights");
  const flights = useAsk("flights", app ?? "", { enabled: app !== undefined }).data;
  if (flight === NO_FLIGHT) return t("overview.rankLast");
  const known = flights?.rows.find(({ row }) => row.id.endsWith(`:${flight}`));
  return known ? known.row.name : <code>{flight}</code>;
}
