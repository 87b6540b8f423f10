// A new flight in three steps: its name, who tests, and where it ranks, with everything once more before it is created. Only
// Partner Center changes any of it afterwards, so each step says so and judges what is typed.

import { Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import type { FlightForm } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { FormField } from "@/components/FormField.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { Signal, useSignal } from "@/data/signals.ts";
import { problemText } from "@/i18n/problem.ts";
import { Groups } from "./Groups.tsx";
import styles from "./NewFlight.module.css";

const STEPS = ["name", "groups", "rank"] as const;
type Step = (typeof STEPS)[number];

interface Typed {
  app: string;
  step: Step;
  name: string;
  groups: string[];
  above: string | null;
}

/** What was typed, as long as the program runs: leaving the page loses nothing. */
const typed = new Signal<Typed | null>(null);

const begun = (app: string): Typed => ({ app, step: "name", name: "", groups: [""], above: null });

export function NewFlightPage() {
  const { product: app } = useParams({ strict: false }) as { product: string };
  const { t } = useTranslation(["flights", "common"]);
  const kept = useSignal(typed);
  const form = kept?.app === app ? kept : begun(app);
  const name = useAsk("product", app).data?.row.name;
  const set = (change: Partial<Typed>) => typed.set({ ...form, ...change });
  const at = STEPS.indexOf(form.step);
  return (
    <Page
      title={t("new.title")}
      product={name}
      width="form"
      subtitle={<span>{t("new.stepOf", { n: at + 1, m: STEPS.length, name: t(`new.step.${form.step}`) })}</span>}
    >
      <Steps key={form.step} form={form} set={set} />
    </Page>
  );
}

interface StepProps {
  form: Typed;
  set(change: Partial<Typed>): void;
}

function Steps({ form, set }: StepProps) {
  const { t } = useTranslation(["flights", "common"]);
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useRef(form.step !== "name");
  const [tried, setTried] = useState(false);
  const asked = formOf(form);
  const verdict = useAsk("flight_verdict", asked);
  const create = useDo("flight_create", (product, client) => {
    typed.set(null);
    void client.invalidateQueries({ queryKey: ["flights", form.app] });
    announce(t("new.created", { name: form.name.trim() }));
    void navigate({ to: "/products/$product", params: { product } });
  });
  // The first step is announced by the page itself.
  useEffect(() => {
    if (arrived.current) heading.current?.focus();
  }, []);
  const at = STEPS.indexOf(form.step);
  const problems = (verdict.data ?? []).filter(({ pointer }) => pointer.startsWith(POINTER[form.step]));
  const blocked = problems.some(({ severity }) => severity === "must");
  const shown = tried ? problems : [];

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const next = STEPS[at + 1];
    if (blocked || create.isPending) return;
    // Without a group nobody tests: worth a look, once.
    if (form.step === "groups" && problems.length > 0 && !tried) return;
    if (next) set({ step: next });
    else create.mutate(asked);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2 ref={heading} tabIndex={-1} className={styles.question}>
        {t(`new.question.${form.step}`)}
      </h2>
      {verdict.error && <ProblemBar problem={verdict.error.problem} onRetry={() => void verdict.refetch()} />}
      {create.error && <ProblemBar problem={create.error.problem} about={{ product: form.app }} />}
      {form.step === "name" && (
        <FormField label={t("new.name")} hint={t("new.nameHint")} problems={shown} required>
          {(control) => (
            <Input
              {...control}
              value={form.name}
              autoComplete="off"
              className={styles.wide ?? ""}
              onChange={(_, { value }) => set({ name: value })}
            />
          )}
        </FormField>
      )}
      {form.step === "groups" && (
        <Groups app={form.app} groups={form.groups} problems={shown} onChange={(groups) => set({ groups })} />
      )}
      {form.step === "rank" && <Rank form={form} set={set} />}
      <div className={styles.foot}>
        {at > 0 && <Button onClick={() => set({ step: STEPS[at - 1] ?? "name" })}>{t("common:back")}</Button>}
        <span className={styles.gap} />
        <Button
          appearance="transparent"
          onClick={() => {
            typed.set(null);
            void navigate({ to: "/products/$product/flights", params: { product: form.app } });
          }}
        >
          {t("new.leave")}
        </Button>
        <Button appearance="primary" type="submit" disabledFocusable={create.isPending}>
          {form.step === "rank" ? (create.isPending ? t("new.creating") : t("new.create")) : t("common:next")}
        </Button>
      </div>
    </form>
  );
}

/** Which part of the form a problem of the core is about. */
const POINTER: Record<Step, string> = { name: "/friendlyName", groups: "/groupIds", rank: "/rankHigherThan" };

const formOf = ({ app, name, groups, above }: Typed): FlightForm => ({
  app,
  name: name.trim(),
  groups: groups.map((group) => group.trim()).filter((group) => group !== ""),
  ...(above === null ? {} : { rank_higher_than: above }),
});

/** Where it ranks, and everything once more. */
function Rank({ form, set }: StepProps) {
  const { t } = useTranslation(["flights", "problems"]);
  const flights = useAsk("flights", form.app);
  const view = useAsk("product", form.app).data;
  const rows = flights.data?.rows ?? [];
  const groups = formOf(form).groups;
  const below = rows.find(({ row }) => row.id === form.above)?.row.name;
  if (flights.isPending) return <Skeleton rows={3} />;
  return (
    <>
      {flights.data?.problem && <p className={styles.warn}>{problemText(flights.data.problem, t).title}.</p>}
      {rows.length === 0 ? (
        <p>{t("new.onlyOne")}</p>
      ) : (
        <>
          <p>{t("new.rankAbout")}</p>
          <RadioGroup value={form.above ?? ""} onChange={(_, { value }) => set({ above: value === "" ? null : value })}>
            <Radio value="" label={t("new.highest")} />
            {/* Above the highest one is the first answer again. */}
            {rows.slice(1).map(({ row }) => (
              <Radio key={row.id} value={row.id} label={t("new.above", { name: row.name })} />
            ))}
          </RadioGroup>
        </>
      )}
      <section className={styles.check} aria-label={t("new.check")}>
        <h3>{t("new.check")}</h3>
        <dl>
          <div>
            <dt>{t("new.name")}</dt>
            <dd>{form.name.trim()}</dd>
          </div>
          <div>
            <dt>{t("groups")}</dt>
            <dd>
              {groups.length === 0 ? (
                t("new.noGroups")
              ) : (
                <ul>
                  {groups.map((group) => (
                    <li key={group}>
                      <code>{group}</code>
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
          <div>
            <dt>{t("new.rank")}</dt>
            <dd>{below === undefined ? t("new.highest") : t("new.above", { name: below })}</dd>
          </div>
          {view && (
            <div>
              <dt>{t("new.where")}</dt>
              <dd>{t("new.whereOf", { app: view.row.name, account: view.account_name })}</dd>
            </div>
          )}
        </dl>
        <p>{t("new.fixed")}</p>
      </section>
    </>
  );
}
