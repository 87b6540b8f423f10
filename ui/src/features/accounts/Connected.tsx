// Connected, but the key could only be kept in memory: said before the work begins.

import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Account } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { Page } from "@/components/Page.tsx";
import styles from "./Accounts.module.css";

export function Connected({ account }: { account: Account }) {
  const { t } = useTranslation("accounts");
  const navigate = useNavigate();
  return (
    <Page
      key="connected"
      title={t("done.title", { name: account.name })}
      width="form"
      actions={
        <Button appearance="primary" onClick={() => void navigate({ to: "/" })}>
          {t("done.go")}
        </Button>
      }
    >
      {account.products !== null && <p>{t("done.products", { count: account.products })}</p>}
      <p className={styles.notice}>{t("connect.thisRun")}</p>
    </Page>
  );
}
