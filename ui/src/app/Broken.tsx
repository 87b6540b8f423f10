// A page that broke while it was drawn, and an address that leads nowhere. The frame around them keeps working.

import { type ErrorComponentProps, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { ProblemError } from "@/host/host.ts";
import { problemText } from "@/i18n/problem.ts";

export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const { problem } = ProblemError.from(error);
  return (
    <Page title={problemText(problem, t).title} problems={1}>
      <ProblemBar problem={problem} onRetry={reset} />
    </Page>
  );
}

export function NoSuchPage() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  return (
    <Page title={t("nowhere.title")}>
      <EmptyState
        body={t("nowhere.body")}
        action={<Button onClick={() => void navigate({ to: "/" })}>{t("nav.home")}</Button>}
      />
    </Page>
  );
}
