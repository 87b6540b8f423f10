// All languages of a draft in one dialog, with how far each is.

import { useTranslation } from "react-i18next";
import { LanguageDialog } from "@/components/LanguageDialog.tsx";
import { useMarkWords } from "./LanguageStrip.tsx";
import type { Progress } from "./progress.ts";

interface PickProps {
  progress: readonly Progress[];
  language: string;
  onGo(language: string): void;
  onClose(): void;
}

export function Pick({ progress, language, onGo, onClose }: PickProps) {
  const { t } = useTranslation("listing");
  const words = useMarkWords();
  const choices = progress.map((one) => ({ language: one.language, note: words(one) }));
  return (
    <LanguageDialog
      title={t("pickTitle")}
      choices={choices}
      act={t("pick")}
      chosen={language}
      onChoose={(one) => {
        onClose();
        onGo(one);
      }}
      onClose={onClose}
    />
  );
}
