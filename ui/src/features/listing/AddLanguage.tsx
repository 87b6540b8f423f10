// One more language: which, and whether its words start empty or as a copy of another's. Pictures are never copied by
// themselves: each language shows its own.

import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/app/live.ts";
import { LanguageDialog } from "@/components/LanguageDialog.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo } from "@/data/ask.ts";
import { useDraft, useStanding } from "@/data/drafts.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./listing.module.css";

export interface AddLanguageProps {
  reference: string | undefined;
  onAdded(language: string): void;
  onClose(): void;
}

export function AddLanguage({ reference, onAdded, onClose }: AddLanguageProps) {
  const { t } = useTranslation("listing");
  const format = useFormat();
  const draft = useDraft();
  const { languages, problems } = useStanding();
  const all = useAsk("languages", null);
  const [from, setFrom] = useState(reference ?? "");
  const add = useDo("language_add", (saved, _, { language }) => {
    draft.absorb(saved);
    const added = draft.standing.languages.find((one) => one.toLowerCase() === language.toLowerCase()) ?? language;
    announce(t("added", { name: format.languageName(added) }));
    onAdded(added);
  });
  const failed = add.error ?? all.error;
  const choices = useMemo(() => {
    const present = new Set(languages.map((one) => one.toLowerCase()));
    const packaged = new Set(
      problems
        .filter((problem) => problem.code === "package.language.nolisting")
        .map((problem) => String(problem.params.language).toLowerCase()),
    );
    const free = (all.data ?? []).filter((one) => !present.has(one.toLowerCase()));
    const name = (tag: string) => format.languageName(tag);
    const byName = new Intl.Collator(format.language).compare;
    return free
      .map((language) => ({ language, inPackage: packaged.has(language.toLowerCase()) }))
      .sort((a, b) => Number(b.inPackage) - Number(a.inPackage) || byName(name(a.language), name(b.language)))
      .map(({ language, inPackage }) => ({ language, note: inPackage ? t("inPackage") : undefined }));
  }, [all.data, languages, problems, format, t]);

  return (
    <LanguageDialog
      title={t("addTitle")}
      choices={choices}
      act={t("add")}
      busy={add.isPending}
      onChoose={(language) => {
        // What is typed belongs into the copy.
        const send = () => add.mutate({ draft: draft.id, language, ...(from === "" ? {} : { from }) });
        draft.flush().then(send, send);
      }}
      onClose={onClose}
    >
      {failed && <ProblemBar problem={failed.problem} />}
      {all.isPending && <Skeleton rows={4} />}
      {languages.length > 0 && (
        <label className={styles.from}>
          <span>{t("startFrom")}</span>
          <select value={from} onChange={(event) => setFrom(event.target.value)}>
            <option value="">{t("startEmpty")}</option>
            {languages.map((language) => (
              <option key={language} value={language}>
                {t("startCopy", { name: format.languageName(language) })}
              </option>
            ))}
          </select>
        </label>
      )}
    </LanguageDialog>
  );
}
