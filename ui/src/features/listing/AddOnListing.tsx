// The listing of an add-on, one language at a time: two texts and an icon.

import { Button as FluentButton, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { MoreHorizontal20Regular } from "@fluentui/react-icons/svg/more-horizontal";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Locked, PageRibbon, ReviewButton } from "@/app/DraftParts.tsx";
import { referenceOf, useLanguage, wordsAt } from "@/app/language.ts";
import { placeOf } from "@/app/pages.ts";
import { Button } from "@/components/Button.tsx";
import { DraftText } from "@/components/DraftText.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraft, useDraftView, useField } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import { AddLanguage } from "./AddLanguage.tsx";
import { AddOnIcon } from "./AddOnIcon.tsx";
import { Beside } from "./FieldRow.tsx";
import { LanguageStrip } from "./LanguageStrip.tsx";
import styles from "./listing.module.css";
import { Pick } from "./Pick.tsx";
import { type Progress, progressOf } from "./progress.ts";
import { RemoveLanguage } from "./RemoveLanguage.tsx";
import { useGo, useLanguageKeys } from "./useLanguages.ts";

const FIELDS = [
  { name: "title", label: "addons:listing.word", hint: "addons:listing.wordHint" },
  { name: "description", label: "addons:listing.description", hint: "addons:listing.descriptionHint" },
] as const;

export function AddOnListing() {
  const { t } = useTranslation(["listing", "addons"]);
  const format = useFormat();
  const draft = useDraft();
  const view = useDraftView();
  const { languages, problems } = view.standing;
  const reference = referenceOf(languages);
  const language = useLanguage(draft.id, languages);
  const limits = useAsk("limits", null);
  const app = useAsk("product", view.product).data?.parent;
  const listings = useField<unknown>("/listings").value;
  const [open, setOpen] = useState<"add" | "pick" | null>(null);
  const [removing, setRemoving] = useState<Progress | null>(null);
  const progress = useMemo(() => {
    const byName = new Intl.Collator(format.language).compare;
    const rest = languages.filter((one) => one !== reference);
    rest.sort((a, b) => byName(format.languageName(a), format.languageName(b)));
    const order = reference === undefined ? rest : [reference, ...rest];
    return progressOf(order, listings, problems, reference, "addOn");
  }, [languages, listings, problems, reference, format]);
  const go = useGo(progress);
  useLanguageKeys(progress, language, go);
  const locked = view.locked !== null;
  const beside = reference === language ? undefined : reference;
  const present = progress.find((one) => one.language === language);
  const musts = problems.filter(
    (problem) => problem.severity === "must" && placeOf(problem.pointer).page === "listing",
  ).length;
  return (
    <Page
      title={t("title")}
      subtitle={
        <span className={styles.subtitle}>
          <span>{t("languages", { count: languages.length })}</span>
          {app && (
            <Link className="link" to="/products/$product/add-ons/texts" params={{ product: app.id }}>
              {t("addons:listing.allTexts")}
            </Link>
          )}
        </span>
      }
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
      {language === undefined ? (
        <EmptyState
          body={t("none")}
          action={!locked && <Button onClick={() => setOpen("add")}>{t("addOpen")}</Button>}
        />
      ) : (
        <>
          <div className={styles.stripRow}>
            <LanguageStrip
              progress={progress}
              language={language}
              reference={reference}
              onGo={go}
              onPick={() => setOpen("pick")}
            />
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
          {FIELDS.map(({ name, label, hint }) => (
            <div key={`${language} ${name}`} className={styles.row} data-beside={beside !== undefined}>
              <DraftText
                pointer={wordsAt(view.product, language, name)}
                label={t(label)}
                hint={t(hint)}
                limit={limits.data?.find((limit) => limit.field === `addOn.${name}`)}
                language={language}
                {...(name === "description" ? { lines: 3 } : {})}
              />
              {beside !== undefined && (
                <Beside at={wordsAt(view.product, beside, name)} label={t(label)} language={beside} />
              )}
            </div>
          ))}
          <AddOnIcon key={language} language={language} />
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
