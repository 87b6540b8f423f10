// The words of a Store listing, one language at a time. Only the language in view is mounted: a listing in a hundred
// languages opens as fast as one in two.

import {
  Checkbox,
  Button as FluentButton,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { MoreHorizontal20Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Locked, PageRibbon, ReviewButton } from "@/app/DraftParts.tsx";
import { referenceOf, useLanguage } from "@/app/language.ts";
import { placeOf } from "@/app/pages.ts";
import { useStep } from "@/app/walk.ts";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { kindOf } from "@/data/kind.ts";
import { Signal, useSignal } from "@/data/signals.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { AddLanguage } from "./AddLanguage.tsx";
import { AddOnListing } from "./AddOnListing.tsx";
import { FieldRow } from "./FieldRow.tsx";
import { GROUPS, type GroupName } from "./fields.ts";
import { LanguageList } from "./LanguageList.tsx";
import { LanguageStrip } from "./LanguageStrip.tsx";
import styles from "./listing.module.css";
import { OldWindows } from "./OldWindows.tsx";
import { Pick } from "./Pick.tsx";
import { type Progress, progressOf } from "./progress.ts";
import { RemoveLanguage } from "./RemoveLanguage.tsx";
import { useGo, useLanguageKeys } from "./useLanguages.ts";

/** The reference stands beside the other languages; a choice for this run. */
const showBeside = new Signal(true);

export function ListingPage() {
  const { product } = useDraftView();
  return kindOf(product) === "addOn" ? <AddOnListing /> : <AppListing />;
}

function AppListing() {
  const { t } = useTranslation(["listing", "draft"]);
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const { languages, problems } = view.standing;
  const step = useStep();
  const reference = referenceOf(languages);
  const language = useLanguage(draft.id, languages);
  const limits = useAsk("limits", null);
  const beside = useSignal(showBeside);
  const [open, setOpen] = useState<"add" | "pick" | null>(null);
  const [removing, setRemoving] = useState<Progress | null>(null);
  const listings = draft.read("/listings");
  const progress = useMemo(() => {
    const name = new Intl.Collator(format.language).compare;
    const rest = languages.filter((one) => one !== reference);
    rest.sort((a, b) => name(format.languageName(a), format.languageName(b)));
    const order = reference === undefined ? rest : [reference, ...rest];
    return progressOf(order, listings, problems, reference);
  }, [languages, listings, problems, reference, format]);
  const go = useGo(progress);
  useLanguageKeys(progress, language, go);

  const musts = problems.filter(
    (problem) => problem.severity === "must" && placeOf(problem.pointer).page === "listing",
  ).length;
  const locked = view.locked !== null;
  const groups = GROUPS.filter((group) => (step === "texts" || step === "details" ? group.step === step : true));
  const besideLanguage = beside && reference !== language ? reference : undefined;
  const title = step === "texts" || step === "details" || step === "languages" ? t(`draft:walk.${step}`) : t("title");
  const present = progress.find((one) => one.language === language);
  return (
    <Page
      title={title}
      subtitle={t("languages", { count: languages.length })}
      product={view.product_name}
      problems={musts}
      actions={
        <>
          {!locked && (
            <Button appearance="transparent" icon={<Add20Regular />} onClick={() => setOpen("add")}>
              {t("addOpen")}
            </Button>
          )}
          <ReviewButton />
        </>
      }
      ribbon={<PageRibbon />}
    >
      <Locked />
      {limits.error && <ProblemBar problem={limits.error.problem} onRetry={() => void limits.refetch()} />}
      {language === undefined && (
        <EmptyState
          body={t("none")}
          action={!locked && <Button onClick={() => setOpen("add")}>{t("addOpen")}</Button>}
        />
      )}
      {step === "languages" && (
        <LanguageList progress={progress} locked={locked} onGo={(one) => go(one, "texts")} onRemove={setRemoving} />
      )}
      {language !== undefined && step !== "languages" && (
        <>
          <LanguageStrip
            progress={progress}
            language={language}
            reference={reference}
            onGo={go}
            onPick={() => setOpen("pick")}
          />
          <div className={styles.tools}>
            <Contents groups={groups.map((group) => group.name)} />
            {reference !== undefined && reference !== language && (
              <Checkbox
                checked={beside}
                label={t("beside", { name: format.languageName(reference) })}
                onChange={(_, data) => showBeside.set(data.checked === true)}
              />
            )}
            {!locked && languages.length > 1 && present && (
              <Menu positioning="below-end">
                <MenuTrigger disableButtonEnhancement>
                  <FluentButton
                    size="small"
                    appearance="transparent"
                    icon={<MoreHorizontal20Regular />}
                    aria-label={t("more")}
                  />
                </MenuTrigger>
                <MenuPopover>
                  <MenuList>
                    <MenuItem onClick={() => setRemoving(present)}>
                      {t("removeOpen", { name: format.languageName(language) })}
                    </MenuItem>
                  </MenuList>
                </MenuPopover>
              </Menu>
            )}
          </div>
          {groups.map((group) => (
            <section key={group.name} className={styles.group} aria-labelledby={`listing-${group.name}`}>
              <h2 id={`listing-${group.name}`} tabIndex={-1}>
                {t(`group.${group.name}`)}
              </h2>
              {group.fields.map((field) => (
                <FieldRow
                  key={`${language} ${field.name}`}
                  field={field}
                  language={language}
                  limit={limits.data?.find((limit) => limit.field === field.name)}
                  beside={besideLanguage}
                />
              ))}
            </section>
          ))}
          {step !== "texts" && <OldWindows key={language} language={language} />}
        </>
      )}
      {open === "add" && (
        <AddLanguage
          reference={reference}
          onClose={() => setOpen(null)}
          onAdded={(added) => {
            setOpen(null);
            go(added);
          }}
        />
      )}
      {open === "pick" && language !== undefined && (
        <Pick progress={progress} language={language} onGo={go} onClose={() => setOpen(null)} />
      )}
      {removing && (
        <RemoveLanguage
          progress={removing}
          onClose={() => setRemoving(null)}
          onRemoved={() => {
            const others = progress.filter((one) => one.language !== removing.language);
            setRemoving(null);
            if (removing.language === language && others[0]) go(others[0].language);
          }}
        />
      )}
    </Page>
  );
}

/** The parts of a long form, above it. */
function Contents({ groups }: { groups: readonly GroupName[] }) {
  const { t } = useTranslation("listing");
  if (groups.length < 3) return <span className={styles.contents} />;
  return (
    <nav className={styles.contents} aria-label={t("contents")}>
      {groups.map((name) => (
        <button
          key={name}
          type="button"
          className="link"
          onClick={() => {
            const heading = document.getElementById(`listing-${name}`);
            heading?.focus({ preventScroll: true });
            heading?.scrollIntoView({ block: "start" });
          }}
        >
          {t(`group.${name}`)}
        </button>
      ))}
    </nav>
  );
}
