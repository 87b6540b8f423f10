// Which services an account talks to: the public cloud, or addresses a person types.

import { Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import type { EndpointsView, Problem } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { FormField } from "@/components/FormField.tsx";
import styles from "./Accounts.module.css";
import { type AddressName, BASES, PUBLIC, spread } from "./addresses.ts";

export interface EndpointsProps {
  value: EndpointsView;
  onChange(value: EndpointsView): void;
  /** The core's verdict about one address. */
  problem: Problem | undefined;
}

export function Endpoints({ value, onChange, problem }: EndpointsProps) {
  const { t } = useTranslation("accounts");
  const heading = useId();
  const wrong = problem?.code.startsWith("account.endpoint.") ? String(problem.params.endpoint) : undefined;
  const set = (name: AddressName, text: string) => onChange({ ...value, kind: "custom", [name]: text });
  const settle = (text: string) => {
    const all = spread(text);
    if (!all || BASES.every((name) => value[name] === all[name])) return;
    onChange({ ...value, kind: "custom", ...all });
    announce(t("endpoints.filled", { base: text.trim() }));
  };
  const field = (name: AddressName) => (
    <FormField
      key={name}
      label={t(`endpoints.${name}`)}
      hint={name === "resource" ? t("endpoints.resourceHint") : undefined}
      problems={wrong === name && problem ? [{ ...problem, params: { endpoint: t(`endpoints.${name}`) } }] : []}
      pointer={`/endpoints/${name}`}
    >
      {({ readOnly: _, ...control }) => (
        <Input
          {...defined(control)}
          type="url"
          spellCheck={false}
          value={value[name]}
          onChange={(_, data) => set(name, data.value)}
          onBlur={() => name !== "resource" && settle(value[name])}
        />
      )}
    </FormField>
  );
  return (
    <section aria-labelledby={heading} className={styles.endpoints}>
      <h2 id={heading}>{t("endpoints.title")}</h2>
      <RadioGroup
        aria-labelledby={heading}
        value={value.kind === "public" ? "public" : "custom"}
        onChange={(_, { value: kind }) => onChange(kind === "public" ? PUBLIC : { ...value, kind: "custom" })}
      >
        <Radio value="public" label={<Choice title={t("endpoints.public")} hint={t("endpoints.publicHint")} />} />
        <Radio value="custom" label={<Choice title={t("endpoints.custom")} hint={t("endpoints.customHint")} />} />
      </RadioGroup>
      {value.kind !== "public" && (
        <div className={styles.addresses}>
          <p className={styles.quiet}>{t("endpoints.intro")}</p>
          {BASES.map(field)}
          {field("resource")}
          <Button size="small" appearance="transparent" onClick={() => onChange({ ...PUBLIC, kind: "custom" })}>
            {t("endpoints.public_again")}
          </Button>
        </div>
      )}
    </section>
  );
}

function Choice({ title, hint }: { title: string; hint: string }) {
  return (
    <>
      {title}
      <span className={styles.choiceHint}>{hint}</span>
    </>
  );
}

/** Without the members that are undefined: the types of the controls tell absent from undefined. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}
