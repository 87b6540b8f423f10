// One account: what it talks to, where its key lies, and the three things one does with it.

import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ConfirmDialog } from "@/components/ConfirmDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import styles from "./Settings.module.css";

export function AccountCard({ account, practice }: { account: Account; practice: boolean }) {
  const { t } = useTranslation("settings");
  const heading = useId();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const check = useDo("account_check");
  const disconnect = useDo("account_disconnect", () => setAsking(false));
  const { name, endpoints } = account;
  const change = () => void navigate({ to: "/connect", search: { account: account.id } });
  const refused = check.data?.verdicts.find((verdict) => verdict.problem !== null)?.problem;
  const problem = check.error?.problem ?? refused ?? (check.data ? null : account.problem);
  const facts = [
    [t("accounts.tenant"), <code key="tenant">{account.tenant}</code>],
    [t("accounts.client"), <code key="client">{account.client}</code>],
    [t("accounts.key"), t(`accounts.keyKept.${account.endpoints.kind === "practice" ? "practice" : account.key_kept}`)],
    [
      t("accounts.endpoints"),
      endpoints.kind === "public"
        ? t("accounts.public")
        : endpoints.kind === "practice"
          ? t("accounts.practice")
          : [...new Set([endpoints.login, endpoints.store, endpoints.marketplace, endpoints.graph])].join(" "),
    ],
  ] as const;
  return (
    <section id={account.id} className={styles.card} aria-labelledby={heading}>
      <div className={styles.line}>
        <h3 id={heading}>{name}</h3>
        <div className={styles.acts}>
          <Button
            size="small"
            disabledFocusable={check.isPending}
            onClick={() =>
              !check.isPending &&
              check.mutate({ id: account.id, name, tenant: account.tenant, client: account.client, endpoints })
            }
          >
            {t(check.isPending ? "accounts.checking" : "accounts.check")}
            <span className="hidden-text">: {name}</span>
          </Button>
          {!practice && (
            <>
              <Button size="small" onClick={change}>
                {t("accounts.change")}
                <span className="hidden-text">: {name}</span>
              </Button>
              <Button size="small" appearance="transparent" onClick={() => setAsking(true)}>
                {t("accounts.disconnect")}
                <span className="hidden-text">: {name}</span>
              </Button>
            </>
          )}
        </div>
      </div>
      <dl className={styles.values}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.facts}>
        {account.products !== null && <span>{t("accounts.products", { count: account.products })}</span>}
        {account.checked_at !== null && <span>{t("accounts.checked", { moment: account.checked_at })}</span>}
      </p>
      {problem && <ProblemBar problem={problem} onAction={practice ? undefined : change} />}
      {check.data?.ready && <p role="status">{t("accounts.good")}</p>}
      <ConfirmDialog
        open={asking}
        danger
        title={t("disconnect.title", { name })}
        subtitle={account.tenant}
        facts={[
          { text: t("disconnect.key") },
          { text: t("disconnect.products") },
          { text: t("disconnect.drafts") },
          { text: t("disconnect.microsoft") },
        ]}
        act={t("disconnect.act")}
        safe={t("disconnect.safe")}
        busy={disconnect.isPending}
        onAct={() => !disconnect.isPending && disconnect.mutate(account.id)}
        onSafe={() => setAsking(false)}
      >
        {disconnect.error && <ProblemBar problem={disconnect.error.problem} />}
      </ConfirmDialog>
    </section>
  );
}
