// Stopping and resuming the sale of a product: one dialog, two ways. In Partner Center it takes effect now, so that way
// stands first; no call shows the switch, so the person says that it is done. From here it is a submission like any other.

import { Open20Regular } from "@fluentui/react-icons/svg/open";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { ActSheet } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useDo } from "@/data/ask.ts";
import { useFacts, useWork, Whose } from "./ActDialog.tsx";
import { type Asked, asked } from "./act.ts";
import styles from "./acts.module.css";
import { Reason } from "./Reason.tsx";

export function SaleDialog({ turn, byHand, here }: Extract<Asked, { kind: "sale" }>) {
  const { t } = useTranslation(["acts", "dialogs"]);
  const { name } = here.act;
  const ways = useId();
  return (
    <ConfirmDialog
      open
      describedBy={ways}
      title={t(`dialogs:act.${name}.title`, { product: here.product_name })}
      mark={<ProductMark name={here.product_name} size={48} />}
      subtitle={<Whose sheet={here} />}
      facts={[]}
      note={t("sale.nothingYet")}
      safe={t(`dialogs:act.${name}.safe`)}
      onSafe={() => asked.set(null)}
    >
      <div id={ways} className={styles.ways}>
        <InPartnerCenter sheet={byHand} />
        <FromHere sheet={here} danger={turn === "stop"} />
      </div>
    </ConfirmDialog>
  );
}

function InPartnerCenter({ sheet }: { sheet: ActSheet }) {
  const { t } = useTranslation(["acts", "common", "dialogs"]);
  const open = useDo("link_open");
  const work = useWork(sheet);
  const { product } = sheet.act;
  const problem = work.problem ?? open.error?.problem;
  return (
    <Way title={t("sale.byHand")} sheet={sheet}>
      {problem && <ProblemBar problem={problem} about={{ product }} />}
      <div className={styles.wayActs}>
        <Button icon={<Open20Regular />} onClick={() => open.mutate({ to: "partnerCenter", product })}>
          {t("common:handOff.open")}
          <span className="hidden-text">, {t("common:opensOutside")}</span>
        </Button>
        <Button disabledFocusable={work.busy} onClick={work.run}>
          {t(`dialogs:act.${sheet.act.name}.verb`)}
        </Button>
      </div>
    </Way>
  );
}

function FromHere({ sheet, danger }: { sheet: ActSheet; danger: boolean }) {
  const { t } = useTranslation(["acts", "dialogs"]);
  const reason = useId();
  const work = useWork(sheet);
  const refused = sheet.can.state === "notPossible" ? sheet.can.because : null;
  return (
    <Way title={t("sale.here")} sheet={sheet} short={refused !== null}>
      {refused && <Reason id={reason} problem={refused} product={sheet.act.product} />}
      {work.problem && <ProblemBar problem={work.problem} about={{ product: sheet.act.product }} />}
      <div className={styles.wayActs}>
        <Button
          appearance={danger && !refused ? "primary" : "outline"}
          className={styles.act ?? ""}
          data-danger={danger && !refused}
          disabledFocusable={work.busy || refused !== null}
          {...(refused ? { "aria-describedby": reason } : {})}
          onClick={() => !refused && work.run()}
        >
          {t(`dialogs:act.${sheet.act.name}.verb`)}
        </Button>
      </div>
    </Way>
  );
}

interface WayProps {
  title: string;
  sheet: ActSheet;
  /** What would happen does not matter now. */
  short?: boolean;
  children: ReactNode;
}

function Way({ title, sheet, short = false, children }: WayProps) {
  const heading = useId();
  const facts = useFacts(sheet);
  return (
    <section className={styles.way} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {!short && (
        <ul className={styles.facts}>
          {facts.map((fact) => (
            <li key={fact.text}>
              {fact.icon}
              <span>{fact.text}</span>
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
