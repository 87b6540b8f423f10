// Connecting: three values, where they come from, what can be checked by reading, and then the connection. The key lives in
// this form until it is handed to the core, and never comes back.

import { Input } from "@fluentui/react-components";
import { ChevronDown20Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronUp20Regular } from "@fluentui/react-icons/svg/chevron-up";
import { Eye20Regular } from "@fluentui/react-icons/svg/eye";
import { EyeOff20Regular } from "@fluentui/react-icons/svg/eye-off";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { controlAt } from "@/app/arrival.ts";
import { announce } from "@/app/live.ts";
import type { Account, AccountForm, CheckReport, EndpointsView, Problem } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { FormField } from "@/components/FormField.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo, useSession } from "@/data/ask.ts";
import styles from "./Accounts.module.css";
import { PUBLIC } from "./addresses.ts";
import { Connected } from "./Connected.tsx";
import { defined, Endpoints } from "./Endpoints.tsx";
import { Verdicts } from "./Verdicts.tsx";
import { Where } from "./Where.tsx";

export function ConnectPage() {
  const { account: id } = useSearch({ strict: false });
  const session = useSession();
  const account = session?.accounts.find((one) => one.id === id);
  // A form belongs to one account: another one begins with its own values.
  return <Form key={account?.id ?? "new"} account={account} />;
}

function Form({ account }: { account: Account | undefined }) {
  const { t } = useTranslation(["accounts", "common"]);
  const navigate = useNavigate();
  const session = useSession();
  const [name, setName] = useState(account?.name ?? "");
  const [tenant, setTenant] = useState(account?.tenant ?? "");
  const [client, setClient] = useState(account?.client ?? "");
  const [key, setKey] = useState("");
  const [endpoints, setEndpoints] = useState<EndpointsView>(account?.endpoints ?? PUBLIC);
  const [emptied, setEmptied] = useState(false);
  const [shown, setShown] = useState(false);
  const [where, setWhere] = useState(false);
  const [report, setReport] = useState<CheckReport>();
  const [connected, setConnected] = useState<Account>();
  const verdicts = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const whereId = useId();

  const check = useDo("account_check", (found) => {
    setReport(found);
    announce(t(found.ready ? "verdicts.good" : "verdicts.bad"));
  });
  const connect = useDo("account_connect", (made) => {
    setKey("");
    // What the person has to know first stands on this page; otherwise the work begins.
    if (made.key_kept === "thisRun") setConnected(made);
    else void navigate({ to: "/" });
  });
  const busy = check.isPending || connect.isPending;
  const problem = (connect.error ?? check.error)?.problem;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each report is new, also when it says the same
  useEffect(() => {
    verdicts.current?.focus({ preventScroll: true });
    verdicts.current?.parentElement?.scrollIntoView({ block: "nearest" });
  }, [report]);
  useEffect(() => {
    const field = fieldOf(problem);
    if (field !== undefined) controlAt(field)?.focus();
  }, [problem]);

  const asked = (): AccountForm => ({
    name,
    tenant,
    client,
    ...(account ? { id: account.id } : {}),
    ...(key === "" ? {} : { key }),
    ...(endpoints.kind === "public" ? {} : { endpoints }),
  });
  const showWhere = () => {
    setWhere(true);
    requestAnimationFrame(() => document.getElementById(whereId)?.scrollIntoView({ block: "start" }));
  };
  const reset = () => {
    setReport(undefined);
    check.reset();
    connect.reset();
  };
  const change =
    (set: (value: string) => void) =>
    (_: unknown, { value }: { value: string }) => {
      set(value);
      reset();
    };
  const changeEndpoints = (next: EndpointsView) => {
    const same = ADDRESSES.every((one) => next[one] === endpoints[one]);
    setEndpoints(next);
    reset();
    if (same) return;
    setEmptied((before) => before || key !== "" || account !== undefined);
    setKey("");
  };
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    reset();
    // The verdicts say more than one refusal: they are asked for first, and a connection follows only from all of them.
    const found = await check.mutateAsync(asked()).catch(() => undefined);
    if (found?.ready) connect.mutate(asked());
  }

  if (connected) return <Connected account={connected} />;
  const kept = account && account.key_kept !== "missing" && !emptied;
  return (
    <Page
      title={account ? t("connect.change", { name: account.name }) : t("connect.title")}
      width="form"
      problems={problem || (report && !report.ready) ? 1 : 0}
      actions={
        <Button appearance="primary" disabledFocusable={busy} onClick={() => form.current?.requestSubmit()}>
          {t(connect.isPending ? "connect.connecting" : "connect.act")}
        </Button>
      }
    >
      <p className={styles.lead}>{t("connect.lead")}</p>
      {problem && fieldOf(problem) === undefined && <ProblemBar problem={problem} />}
      <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <FormField
          label={t("connect.tenant")}
          hint={t("connect.idHint")}
          pointer="/tenant"
          problems={at("tenant", problem, t("connect.tenant"))}
        >
          {({ readOnly: _, ...control }) => (
            <Input
              {...defined(control)}
              value={tenant}
              onChange={change(setTenant)}
              spellCheck={false}
              autoComplete="off"
            />
          )}
        </FormField>
        <FormField
          label={t("connect.client")}
          hint={t("connect.idHint")}
          pointer="/client"
          problems={at("client", problem, t("connect.client"))}
        >
          {({ readOnly: _, ...control }) => (
            <Input
              {...defined(control)}
              value={client}
              onChange={change(setClient)}
              spellCheck={false}
              autoComplete="username"
            />
          )}
        </FormField>
        <FormField
          label={t("connect.key")}
          hint={kept ? t("connect.keyKept") : t("connect.keyHint")}
          pointer="/key"
          problems={problem && isAboutKey(problem.code) ? [problem] : []}
        >
          {({ readOnly: _, ...control }) => (
            <Input
              {...defined(control)}
              type={shown ? "text" : "password"}
              value={key}
              onChange={change((value) => {
                setKey(value);
                setEmptied(false);
              })}
              spellCheck={false}
              autoComplete="current-password"
              contentAfter={
                <Button
                  appearance="transparent"
                  size="small"
                  icon={shown ? <EyeOff20Regular /> : <Eye20Regular />}
                  aria-label={t(shown ? "connect.hide" : "connect.show")}
                  aria-pressed={shown}
                  onClick={() => setShown(!shown)}
                />
              }
            />
          )}
        </FormField>
        {emptied && (
          <p role="status" className={styles.notice}>
            {t("connect.emptied")}
          </p>
        )}
        {session?.keyring === false && <p className={styles.notice}>{t("connect.thisRun")}</p>}
        <FormField label={t("connect.name")} hint={t("connect.nameHint")} pointer="/name">
          {({ readOnly: _, ...control }) => <Input {...defined(control)} value={name} onChange={change(setName)} />}
        </FormField>
        <Button
          appearance="transparent"
          className={styles.disclosure}
          aria-expanded={where}
          aria-controls={whereId}
          icon={where ? <ChevronUp20Regular /> : <ChevronDown20Regular />}
          onClick={() => setWhere(!where)}
        >
          {t(where ? "connect.whereClose" : "connect.where")}
        </Button>
        {where && <Where id={whereId} />}
        <Endpoints value={endpoints} onChange={changeEndpoints} problem={problem} />
        <div className={styles.acts}>
          <Button disabledFocusable={busy} onClick={() => !busy && check.mutate(asked())}>
            {t(check.isPending ? "connect.checking" : "connect.check")}
          </Button>
        </div>
      </form>
      {report && (
        <Verdicts
          report={report}
          headingRef={verdicts}
          onFix={(field) => controlAt(`/${field}`)?.focus()}
          onShowWhere={showWhere}
        />
      )}
    </Page>
  );
}

const ADDRESSES = ["login", "store", "marketplace", "graph", "resource"] as const;

/** The field that the core's refusal is about. */
function fieldOf(problem: Problem | undefined): string | undefined {
  if (problem?.code === "account.id.invalid") return `/${problem.params.field}`;
  if (isAboutKey(problem?.code)) return "/key";
  if (problem?.code.startsWith("account.endpoint.")) return `/endpoints/${problem.params.endpoint}`;
  return undefined;
}

/** The problem of an ID, naming the field by its label. */
function at(field: string, problem: Problem | undefined, label: string): Problem[] {
  const here = problem?.code === "account.id.invalid" && problem.params.field === field;
  return here && problem ? [{ ...problem, params: { ...problem.params, field: label } }] : [];
}

/** The key itself is missing: said at its field. */
function isAboutKey(code: string | undefined): boolean {
  return code === "signin.key.missing" || code === "signin.key.empty";
}
