// A new add-on: its product ID, judged while it is typed because nothing ever changes it, and what kind of purchase it is.
// Created at Microsoft, then its draft opens.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
  Radio,
  RadioGroup,
} from "@fluentui/react-components";
import { CheckmarkCircle16Regular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useDeferredValue, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import { Button } from "@/components/Button.tsx";
import { FocusOnce } from "@/components/FocusOnce.tsx";
import { FormField } from "@/components/FormField.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { useDrafts } from "@/data/drafts.tsx";
import { useHost } from "@/host/context.tsx";
import { ProblemError } from "@/host/host.ts";
import styles from "./NewAddOn.module.css";

type ProductType = "Durable" | "Consumable";

export function NewAddOn({ app, onClose }: { app: string; onClose: () => void }) {
  const { t } = useTranslation(["addons", "common"]);
  const host = useHost();
  const drafts = useDrafts();
  const navigate = useNavigate();
  const view = useAsk("product", app).data;
  const limits = useAsk("limits", null);
  const [id, setId] = useState("");
  const [type, setType] = useState<ProductType | null>(null);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [failed, setFailed] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [typeId, typeProblem] = [useId(), useId()];
  const asked = useDeferredValue(id);
  const verdict = useAsk("add_on_verdict", { app, product_id: asked, product_type: type ?? "" });
  const max = limits.data?.find((one) => one.field === "addOn.productId")?.max ?? null;
  // An empty field is no mistake before *Create* was pressed.
  const problems = id === "" && !tried ? [] : (verdict.data ?? []);
  const blocked = (verdict.data ?? []).some((problem) => problem.severity === "must");
  const fine = id !== "" && asked === id && verdict.data !== undefined && problems.length === 0;
  const create = useDo("add_on_create");

  async function run(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setFailed(undefined);
    if (id.trim() === "" || blocked) {
      field.current?.focus();
      return;
    }
    if (type === null) {
      document.getElementById(typeId)?.querySelector("input")?.focus();
      return;
    }
    setBusy(true);
    try {
      // What was created stays created, whatever becomes of its draft.
      const product = made ?? (await create.mutateAsync({ app, product_id: id.trim(), product_type: type }));
      setMade(product);
      drafts.adopt(await host.call("draft_start", product));
      announce(t("new.created", { id: id.trim() }));
      await navigate({ to: "/products/$product/draft", params: { product } });
    } catch (cause) {
      setFailed(ProblemError.from(cause));
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <FocusOnce on={field} />
        <form onSubmit={(event) => void run(event)}>
          <DialogBody>
            <DialogTitle className={styles.heading}>{t("new.title", { app: view?.row.name ?? "" })}</DialogTitle>
            <DialogContent className={styles.content}>
              {view && <p className={styles.whose}>{t("new.whose", { account: view.account_name })}</p>}
              {failed && <ProblemBar problem={failed.problem} about={{ product: app }} />}
              <FormField
                label={t("new.id")}
                hint={t("new.idHint")}
                problems={problems}
                count={max === null ? undefined : { now: id.length, max }}
                side={
                  <span className={styles.verdict} aria-live="polite">
                    {fine && (
                      <>
                        <CheckmarkCircle16Regular aria-hidden /> {t("new.free")}
                      </>
                    )}
                  </span>
                }
              >
                {(control) => (
                  <Input
                    {...control}
                    ref={field}
                    readOnly={made !== null}
                    value={id}
                    spellCheck={false}
                    autoComplete="off"
                    className={styles.id ?? ""}
                    onChange={(_, { value }) => setId(value)}
                  />
                )}
              </FormField>
              <fieldset
                id={typeId}
                className={styles.types}
                {...(tried && type === null ? { "aria-describedby": typeProblem } : {})}
              >
                <legend>{t("new.type")}</legend>
                {tried && type === null && (
                  <p id={typeProblem} className={styles.missing}>
                    {t("new.typeMissing")}
                  </p>
                )}
                <RadioGroup
                  value={type ?? ""}
                  disabled={made !== null}
                  onChange={(_, { value }) => setType(value as ProductType)}
                >
                  {(["Durable", "Consumable"] as const).map((one) => (
                    <Radio
                      key={one}
                      value={one}
                      label={
                        <>
                          {t(`new.kind.${one}.name`)}
                          <span className={styles.about}>{t(`new.kind.${one}.about`)}</span>
                        </>
                      }
                    />
                  ))}
                </RadioGroup>
                <p className={styles.note}>{t("new.storeManaged")}</p>
              </fieldset>
            </DialogContent>
            <DialogActions className={styles.acts}>
              <Button appearance="primary" type="submit" disabledFocusable={busy}>
                {busy ? t("new.creating") : made === null ? t("new.create") : t("new.openDraft")}
              </Button>
              <Button onClick={onClose}>{t("new.notNow")}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
