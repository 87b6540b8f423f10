// The packages of a draft: those that come, with verdicts made on this computer before anything is sent; those that are
// live and stay; those that leave. Below, how they reach customers.

import { DocumentAdd20Regular } from "@fluentui/react-icons/svg/document-add";
import { useTranslation } from "react-i18next";
import { Locked, PageRibbon, ReviewButton } from "@/app/DraftParts.tsx";
import { useChooseFiles } from "@/app/landing/land.ts";
import { announce } from "@/app/live.ts";
import { placeOf } from "@/app/pages.ts";
import { useStep } from "@/app/walk.ts";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { useDraft, useDraftView, useField } from "@/data/drafts.tsx";
import { kindOf, packagesAt } from "@/data/kind.ts";
import { read } from "@/data/pointer.ts";
import { dragged, useSignal } from "@/data/signals.ts";
import { problemText } from "@/i18n/problem.ts";
import { Delivery } from "./Delivery.tsx";
import { PackageCard } from "./PackageCard.tsx";
import styles from "./packages.module.css";
import { type Packed, packagesOf, statusBefore } from "./packages.ts";

export function PackagesPage() {
  const { t } = useTranslation(["packages", "common", "problems", "draft"]);
  const draft = useDraft();
  const view = useDraftView();
  const step = useStep();
  const at = packagesAt(kindOf(view.product));
  const field = useField<unknown>(at);
  const choose = useChooseFiles(draft, "packages");
  const over = useSignal(dragged);
  const locked = view.locked !== null;
  const packages = packagesOf(at, field.value, field.problems);
  const of = (status: Packed["status"]) => packages.filter((one) => one.status === status);
  const [fresh, staying, leaving] = [of("new"), of("stays"), of("leaves")];
  const claimed = new Set(packages.flatMap((one) => one.replaces));
  const alone = leaving.filter((one) => !claimed.has(one.key));
  const whole = field.problems.filter((problem) => problem.pointer === at);
  const musts = view.standing.problems.filter(
    (problem) => problem.severity === "must" && placeOf(problem.pointer).page === "packages",
  ).length;
  const save = () => void draft.flush().catch(() => {});

  function keep(other: Packed) {
    draft.set(`${other.pointer}/fileStatus`, statusBefore(other.pointer, view.standing.differences));
    save();
    announce(t("kept", { name: other.name }));
  }
  function remove(one: Packed) {
    if (one.status === "new") {
      // What it had replaced comes back with it going, in one step.
      for (const other of leaving.filter((each) => one.replaces.includes(each.key))) {
        draft.set(`${other.pointer}/fileStatus`, statusBefore(other.pointer, view.standing.differences));
      }
      draft.set(one.pointer, undefined);
    } else {
      draft.set(`${one.pointer}/fileStatus`, "PendingDelete");
    }
    save();
    announce(t("removed", { name: one.name }));
  }
  const cards = (list: readonly Packed[]) => (
    <ul className={styles.cards}>
      {list.map((one) => (
        <PackageCard
          key={one.key}
          one={one}
          card={view.files[String(read(field.value, `/@${one.key}/$file`) ?? "")]}
          replaced={leaving.filter((other) => one.replaces.includes(other.key))}
          locked={locked}
          onKeep={keep}
          onRemove={() => remove(one)}
        />
      ))}
    </ul>
  );

  return (
    <Page
      title={step === "release" ? t("draft:walk.release") : t("title")}
      subtitle={packages.length > 0 ? t("count", { count: fresh.length + staying.length }) : undefined}
      product={view.product_name}
      problems={musts}
      actions={
        <>
          {!locked && step !== "release" && (
            <Button icon={<DocumentAdd20Regular />} onClick={choose}>
              {t("choose")}
            </Button>
          )}
          <ReviewButton />
        </>
      }
      ribbon={<PageRibbon />}
    >
      <Locked />
      <div
        className={styles.place}
        data-pointer={at}
        hidden={step === "release"}
        data-lit={(over?.packages ?? 0) > 0}
        data-label={t("common:drop.here")}
        tabIndex={-1}
      >
        {whole.length > 0 && (
          <ul className={styles.whole}>
            {whole.map((problem) => {
              const text = problemText(problem, t);
              return (
                <li key={`${problem.code} ${JSON.stringify(problem.params)}`} data-severity={problem.severity}>
                  <strong>{text.title}.</strong> {text.body} {text.fix}
                </li>
              );
            })}
          </ul>
        )}
        {packages.length === 0 && (
          <EmptyState body={t("none")} action={!locked && <Button onClick={choose}>{t("choose")}</Button>} />
        )}
        {fresh.length > 0 && <Section title={t("comes")}>{cards(fresh)}</Section>}
        {staying.length > 0 && <Section title={t("live")}>{cards(staying)}</Section>}
        {alone.length > 0 && (
          <Section title={t("leaves")}>
            <ul className={styles.leaving}>
              {alone.map((one) => (
                <li key={one.key} data-pointer={one.pointer} tabIndex={-1}>
                  <span>{one.name}</span> <span className={styles.quiet}>{t("version", { version: one.version })}</span>
                  {!locked && (
                    <button type="button" className="link" onClick={() => keep(one)}>
                      {t("keep")}
                      <span className="hidden-text">: {one.name}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      {step !== "packages" && <Delivery />}
    </Page>
  );
}
