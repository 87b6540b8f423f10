// Fluent's provider with our theme, following the setting; and the language, following it too.

import { FluentProvider } from "@fluentui/react-components";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/data/ask.ts";
import { useHost } from "@/host/context.tsx";
import { changeWords } from "@/i18n/index.ts";
import { languageOf } from "./events.ts";
import { themes, useTheme } from "./theme.ts";

export function ThemeRoot({ children }: { children: ReactNode }) {
  const host = useHost();
  const session = useSession();
  const theme = useTheme(session?.settings.theme ?? host.boot.theme, host.boot.platform);
  const { i18n } = useTranslation();
  const language = session ? languageOf(session) : host.boot.language;
  useEffect(() => {
    if (i18n.language !== language) void changeWords(language);
  }, [i18n, language]);
  return <FluentProvider theme={themes[theme]}>{children}</FluentProvider>;
}
