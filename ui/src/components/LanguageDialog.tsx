// A language by name: searched in English, in French and by code, without accents.

import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatLanguageName } from "@/i18n/format.ts";
import { plain } from "@/i18n/plain.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { SearchDialog } from "./SearchDialog.tsx";

export interface Choice {
  language: string;
  /** At the right of the name. */
  note?: ReactNode;
}

export interface LanguageDialogProps {
  title: string;
  choices: readonly Choice[];
  /** The word of the button; choosing with Enter or a double click does the same. */
  act: string;
  chosen?: string;
  busy?: boolean;
  children?: ReactNode;
  onChoose(language: string): void;
  onClose(): void;
}

export function LanguageDialog({
  title,
  choices,
  act,
  chosen,
  busy = false,
  children,
  onChoose,
  onClose,
}: LanguageDialogProps) {
  const { t } = useTranslation(["listing", "common"]);
  const format = useFormat();
  const options = useMemo(
    () =>
      choices.map(({ language, note }) => {
        const name = format.languageName(language);
        const names = [name, formatLanguageName(language, "en"), formatLanguageName(language, "fr")];
        return { id: language, name, tag: language, note, key: plain(`${names.join(" ")} ${language}`) };
      }),
    [choices, format],
  );
  return (
    <SearchDialog
      title={title}
      options={options}
      chosen={chosen}
      busy={busy}
      words={{
        search: t("search"),
        found: (count) => t("found", { count }),
        nothing: t("nobody"),
        act,
        leave: t("notNow"),
      }}
      onChoose={onChoose}
      onClose={onClose}
    >
      {children}
    </SearchDialog>
  );
}
