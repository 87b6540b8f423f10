// The wording of the window. Sentences live in the JSON catalogues and nowhere else; only the language in use is loaded.
//
// In `problems`, `states`, `dialogs` and `shell` only `{{name}}` and plural suffixes are used, because the program renders
// those four too (menus, dialogs, notifications, the terminal). Values are written by `formatParam`: a number is grouped,
// a name that ends in `bytes`, `percent`, `date` … says how it wants to be shown.

import i18next, { type FormatterModule, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type en from "./en/index.ts";
import { type Clock, formatParam, type Language } from "./format.ts";

export type Catalogue = typeof en;
export type Namespace = keyof Catalogue;

/** The catalogues that the program renders too (crate `vitrine-words`). */
export const SHARED = ["problems", "states", "dialogs", "shell"] as const satisfies readonly Namespace[];

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: Catalogue;
    returnNull: false;
  }
}

const load: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import("./en/index.ts"),
  fr: () => import("./fr/index.ts"),
};

/** Writes the values of sentences; i18next calls it for each `{{name}}`. */
function formatter(instance: i18n, clock: Clock | undefined): FormatterModule {
  return {
    type: "formatter",
    init() {},
    add() {},
    addCached() {},
    format(value, _format, lng, options) {
      const language: Language = lng === "fr" ? "fr" : "en";
      const states = instance.getResourceBundle(language, "states") as
        | Record<string, Record<string, string>>
        | undefined;
      const word = (group: string, name: string) => states?.[group]?.[name];
      return formatParam(String(options?.interpolationkey), value, language, {
        clock: clock ?? { now: new Date() },
        word,
        all: options ?? {},
      });
    },
  };
}

/** Prepares i18next with one language. Tests bring an instance and a clock of their own. */
export async function startWords(language: Language, instance: i18n = i18next, clock?: Clock): Promise<i18n> {
  const catalogue = (await load[language]()).default as Catalogue;
  await instance
    .use(initReactI18next)
    .use(formatter(instance, clock))
    .init({
      lng: language,
      fallbackLng: false,
      // A copy: the library writes into what it is given.
      resources: { [language]: { ...catalogue } },
      ns: Object.keys(catalogue),
      defaultNS: "common",
      interpolation: { escapeValue: false, alwaysFormat: true },
      returnNull: false,
    });
  return instance;
}

/** Changes the language of the open window; nothing is reloaded and no focus is lost. */
export async function changeWords(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "common")) {
    const catalogue = (await load[language]()).default as Catalogue;
    for (const [namespace, words] of Object.entries(catalogue)) i18next.addResourceBundle(language, namespace, words);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
