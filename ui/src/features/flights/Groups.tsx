// Who tests: ids of groups, one a line. Apps cannot list the groups, so this says where the number is found, and offers those
// that the app's other flights use.

import { Input } from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { Open16Regular } from "@fluentui/react-icons/svg/open";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { FormField } from "@/components/FormField.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./NewFlight.module.css";

export interface GroupsProps {
  app: string;
  groups: readonly string[];
  problems: readonly Problem[];
  onChange(groups: string[]): void;
}

export function Groups({ app, groups, problems, onChange }: GroupsProps) {
  const { t } = useTranslation(["flights", "common", "problems"]);
  const format = useFormat();
  const open = useDo("link_open");
  const flights = useAsk("flights", app);
  const list = useRef<HTMLDivElement>(null);
  const how = useId();
  const count = useRef(groups.length);
  // The line that was just added is where one goes on typing.
  useEffect(() => {
    if (groups.length > count.current) [...(list.current?.querySelectorAll("input") ?? [])].at(-1)?.focus();
    count.current = groups.length;
  }, [groups.length]);
  const used = new Map<string, string[]>();
  for (const { row, facts } of flights.data?.rows ?? []) {
    for (const group of facts.groups) used.set(group, [...(used.get(group) ?? []), row.name]);
  }
  const offered = [...used].filter(([group]) => !groups.some((one) => one.trim() === group));
  const written = groups.map((group, at) => ({ group: group.trim(), at })).filter(({ group }) => group !== "");
  const problemOf = (at: number) => {
    const place = written.findIndex((one) => one.at === at);
    return problems.filter(({ pointer }) => place >= 0 && pointer === `/groupIds/${place}`);
  };
  const whole = problems.filter(({ pointer }) => pointer === "/groupIds");

  /** Several numbers pasted at once are several groups. */
  function type(at: number, text: string) {
    const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
    const rest = parts.length > 1 ? parts : [text];
    onChange([...groups.slice(0, at), ...rest, ...groups.slice(at + 1)]);
  }

  return (
    <>
      <p>{t("new.groupsAbout")}</p>
      <details className={styles.how}>
        <summary>{t("new.how")}</summary>
        <ol id={how}>
          <li>
            {t("new.how1")}{" "}
            <button type="button" className="link" onClick={() => open.mutate({ to: "partnerCenter" })}>
              {t("elsewhere.open")} <Open16Regular aria-hidden />
              <span className="hidden-text">, {t("common:opensOutside")}</span>
            </button>
          </li>
          <li>{t("new.how2")}</li>
          <li>{t("new.how3")}</li>
        </ol>
      </details>
      {open.error && <ProblemBar problem={open.error.problem} />}
      {whole.map((problem) => {
        const text = problemText(problem, t);
        return (
          <p key={problem.code} className={styles.warn} role="status">
            {text.title}. {text.body} {t("new.againToGo")}
          </p>
        );
      })}
      <div ref={list} className={styles.groups}>
        {groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <div key={at} className={styles.group}>
            <FormField label={t("new.group", { n: at + 1 })} problems={problemOf(at)}>
              {(control) => (
                <Input
                  {...control}
                  value={group}
                  inputMode="numeric"
                  autoComplete="off"
                  className={styles.number ?? ""}
                  onChange={(_, { value }) => type(at, value)}
                />
              )}
            </FormField>
            {groups.length > 1 && (
              <Button
                size="small"
                appearance="transparent"
                icon={<Dismiss16Regular />}
                aria-label={t("new.removeGroup", { n: at + 1 })}
                onClick={() => onChange(groups.filter((_, place) => place !== at))}
              />
            )}
          </div>
        ))}
        <Button size="small" icon={<Add16Regular />} className={styles.add} onClick={() => onChange([...groups, ""])}>
          {t("new.addGroup")}
        </Button>
      </div>
      {offered.length > 0 && (
        <section className={styles.offered} aria-label={t("new.used")}>
          <h3>{t("new.used")}</h3>
          <ul>
            {offered.map(([group, names]) => (
              <li key={group}>
                <code>{group}</code>
                <span>{t("new.usedBy", { names: format.list(names) })}</span>
                <Button
                  size="small"
                  appearance="transparent"
                  onClick={() => onChange([...groups.filter((one) => one.trim() !== ""), group])}
                >
                  {t("new.useGroup")}
                  <span className="hidden-text">: {group}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
