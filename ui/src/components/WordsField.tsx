// A list of words (features, search terms, hardware): one field an item, added, taken out and moved by buttons and keys,
// each act said aloud. The whole list is one value of the document.

import { Input } from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { ArrowDown16Regular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUp16Regular } from "@fluentui/react-icons/svg/arrow-up";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import type { Difference, FieldLimit, Problem } from "@/bindings";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import { Button } from "./Button.tsx";
import { Counter, FormField } from "./FormField.tsx";
import styles from "./WordsField.module.css";

export interface WordsFieldProps {
  label: string;
  hint?: ReactNode;
  pointer?: string;
  value: readonly string[];
  onChange(value: string[]): void;
  onLeave?(): void;
  limit?: FieldLimit | undefined;
  problems?: readonly Problem[];
  difference?: Difference | undefined;
  locked?: string | undefined;
  language?: string;
}

/** Bound to a pointer of the draft. */
export function DraftWords({ pointer, ...rest }: Omit<WordsFieldProps, "value" | "onChange"> & { pointer: string }) {
  const field = useField<string[]>(pointer);
  const { t } = useTranslation();
  const { locked } = useDraftView();
  return (
    <WordsField
      {...rest}
      pointer={pointer}
      value={Array.isArray(field.value) ? field.value : []}
      onChange={(value) => field.set(value)}
      onLeave={field.flush}
      problems={field.problems}
      difference={field.difference}
      locked={locked ? problemText(locked, t).title : undefined}
    />
  );
}

export function WordsField(props: WordsFieldProps) {
  const { label, hint, pointer, value, onChange, onLeave, limit, problems, difference, locked, language } = props;
  const { t } = useTranslation("common");
  const list = useRef<HTMLOListElement>(null);
  const name = useId();
  const most = limit?.items ?? Number.POSITIVE_INFINITY;
  const itemMax = limit?.item_max ?? null;
  const readOnly = locked !== undefined;

  const focusItem = (index: number) => {
    // The item exists after the next commit; after the last one was taken out, what adds is the nearest control.
    requestAnimationFrame(() => {
      const add = list.current?.parentElement?.querySelector<HTMLElement>("[data-add]");
      (list.current?.querySelectorAll("input")[index] ?? add)?.focus();
    });
  };
  const called = (index: number) => value[index]?.trim() || t("words.item", { name: label, n: index + 1 });

  function put(index: number, text: string) {
    onChange(value.map((item, at) => (at === index ? text : item)));
  }
  /** Pasted lines become items. */
  function add(after: number, texts: readonly string[] = [""]) {
    const room = Math.max(0, most - value.length);
    if (room === 0) return;
    onChange([...value.slice(0, after + 1), ...texts.slice(0, room), ...value.slice(after + 1)]);
    focusItem(after + Math.min(texts.length, room));
  }
  function remove(index: number) {
    announce(t("words.removed", { item: called(index) }));
    onChange(value.filter((_, at) => at !== index));
    focusItem(Math.max(0, index - 1));
  }
  function move(index: number, step: 1 | -1) {
    const to = index + step;
    const item = value[index];
    if (item === undefined || to < 0 || to >= value.length) return;
    const rest = value.filter((_, at) => at !== index);
    onChange([...rest.slice(0, to), item, ...rest.slice(to)]);
    announce(t("words.moved", { item: called(index), n: to + 1, m: value.length }));
    focusItem(to);
  }
  function keys(event: KeyboardEvent, index: number) {
    if (readOnly) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(index);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(index, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Backspace" && value[index] === "") {
      event.preventDefault();
      remove(index);
    }
  }

  return (
    <FormField
      label={label}
      hint={hint}
      {...(pointer === undefined ? {} : { pointer })}
      problems={problems ?? []}
      difference={difference}
      onPutBack={() => onChange((difference?.before as string[] | undefined) ?? [])}
      locked={locked}
      {...(limit?.items ? { count: { now: value.length, max: limit.items } } : {})}
      required={limit?.required ?? false}
    >
      {(control) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would repeat the label that stands above already
        <div role="group" aria-label={label}>
          {!readOnly && value.length > 0 && (
            <div hidden>
              <span id={`${name}-first`}>{t("words.first")}</span>
              <span id={`${name}-last`}>{t("words.last")}</span>
            </div>
          )}
          <ol ref={list} className={styles.items}>
            {value.map((item, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place; its text changes while it is typed
                key={index}
                className={styles.item}
                {...(pointer === undefined ? {} : { "data-pointer": `${pointer}/${index}` })}
              >
                <Input
                  {...(index === 0 ? { id: control.id } : {})}
                  className={styles.input}
                  value={item}
                  readOnly={readOnly}
                  lang={language}
                  dir="auto"
                  spellCheck
                  aria-label={t("words.item", { name: label, n: index + 1 })}
                  aria-describedby={control["aria-describedby"]}
                  aria-invalid={itemMax !== null && item.length > itemMax ? true : undefined}
                  onChange={(_, data) => put(index, data.value)}
                  onBlur={onLeave}
                  onKeyDown={(event) => keys(event, index)}
                  onPaste={(event) => {
                    const lines = event.clipboardData
                      .getData("text")
                      .split(/\r?\n/)
                      .map((line) => line.trim())
                      .filter(Boolean);
                    if (lines.length < 2 || readOnly) return;
                    event.preventDefault();
                    if (item === "") {
                      onChange([...value.slice(0, index), ...lines, ...value.slice(index + 1)].slice(0, most));
                    } else add(index, lines);
                  }}
                />
                {itemMax !== null && item.length > itemMax * 0.9 && (
                  <Counter id={`${name}-${index}`} now={item.length} max={itemMax} />
                )}
                {!readOnly && (
                  <span className={styles.acts}>
                    <Button
                      size="small"
                      appearance="transparent"
                      icon={<ArrowUp16Regular />}
                      {...ended(index === 0, `${name}-first`)}
                      aria-label={t("words.up", { item: called(index) })}
                      onClick={() => move(index, -1)}
                    />
                    <Button
                      size="small"
                      appearance="transparent"
                      icon={<ArrowDown16Regular />}
                      {...ended(index === value.length - 1, `${name}-last`)}
                      aria-label={t("words.down", { item: called(index) })}
                      onClick={() => move(index, 1)}
                    />
                    <Button
                      size="small"
                      appearance="transparent"
                      icon={<Dismiss16Regular />}
                      aria-label={t("words.remove", { item: called(index) })}
                      onClick={() => remove(index)}
                    />
                  </span>
                )}
              </li>
            ))}
          </ol>
          {!readOnly && value.length >= most && (
            <p className={styles.full}>{t("words.full", { count: value.length, limit: most })}</p>
          )}
          {!readOnly && value.length < most && (
            <Button
              {...(value.length === 0 ? { id: control.id } : {})}
              size="small"
              data-add
              icon={<Add16Regular />}
              onClick={() => add(value.length - 1)}
            >
              {t("words.add")}
              <span className="hidden-text">: {label}</span>
            </Button>
          )}
        </div>
      )}
    </FormField>
  );
}

/** A button that keeps the focus but has nothing to do at its end of the list, and says why. */
const ended = (is: boolean, reason: string) => (is ? { disabledFocusable: true, "aria-describedby": reason } : {});
