// Where one is, the way back, the search, the help: the same row on every page.

import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { ChevronRight16Regular } from "@fluentui/react-icons/svg/chevron-right";
import { Navigation20Regular } from "@fluentui/react-icons/svg/navigation";
import { QuestionCircle20Regular } from "@fluentui/react-icons/svg/question-circle";
import { Search20Regular } from "@fluentui/react-icons/svg/search";
import { Link, useMatches } from "@tanstack/react-router";
import type { ParseKeys } from "i18next";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "@/data/kind.ts";
import styles from "./CrumbRow.module.css";
import type { OpenProduct } from "./Navigation.tsx";
import { navigationOpen, useRun } from "./run.ts";
import { shortcutText } from "./shortcut.ts";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The name of this step in the crumbs; `product` stands for the product's own name. */
    crumb?: ParseKeys<"shell"> | "product";
  }
}

export function CrumbRow({ product, overlay }: { product: OpenProduct | null; overlay: boolean }) {
  const { t } = useTranslation("shell");
  const run = useRun();
  const platform = document.documentElement.dataset.platform ?? "linux";
  const steps = useCrumbs(product);
  const above = steps.at(-2);
  return (
    <div className={styles.row}>
      {overlay && (
        <button
          type="button"
          className={styles.icon}
          data-opens-navigation
          aria-label={t("nav.open")}
          onClick={() => navigationOpen.set(true)}
        >
          <Navigation20Regular aria-hidden />
        </button>
      )}
      <nav aria-label={t("crumbs")} className={styles.crumbs}>
        <ol>
          {steps.map((step, index) => (
            <Fragment key={step.to}>
              {index > 0 && (
                <li aria-hidden className={styles.chevron}>
                  <ChevronRight16Regular />
                </li>
              )}
              <li className={styles.crumb}>
                {index === steps.length - 1 ? (
                  <span aria-current="page">{step.label}</span>
                ) : (
                  <Link to={step.to as "/"}>{step.label}</Link>
                )}
              </li>
            </Fragment>
          ))}
        </ol>
      </nav>
      {above && (
        <Link to={above.to as "/"} className={styles.above}>
          <ArrowLeft20Regular aria-hidden />
          {above.label}
        </Link>
      )}
      <div className={styles.end}>
        <button type="button" className={styles.search} onClick={() => run("palette")} aria-keyshortcuts="Control+K">
          <Search20Regular aria-hidden />
          <span className={styles.searchLabel}>{t("search.open")}</span>
          <kbd className={styles.keys}>{shortcutText({ key: "k", mod: true }, platform, t).replace("+", " ")}</kbd>
        </button>
        <button
          type="button"
          className={styles.icon}
          aria-label={t("action.help")}
          onClick={() => run("help")}
          aria-keyshortcuts="F1"
        >
          <QuestionCircle20Regular aria-hidden />
        </button>
      </div>
    </div>
  );
}

function useCrumbs(product: OpenProduct | null): { to: string; label: string }[] {
  const { t } = useTranslation("shell");
  const matches = useMatches();
  const steps = matches.flatMap((match) => {
    const { crumb } = match.staticData;
    if (crumb === undefined) return [];
    const to = match.pathname.replace(/(.)\/$/, "$1");
    if (crumb !== "product") return [{ to, label: t(crumb) }];
    return product === null ? [] : [...aboveOf(product), { to, label: product.name }];
  });
  // An add-on or a flight stands in its app's list of them.
  function aboveOf({ id, parent }: OpenProduct) {
    if (parent === null) return [];
    const app = `/products/${parent.id}`;
    const list = kindOf(id) === "flight" ? "flights" : "add-ons";
    return [
      { to: app, label: parent.name },
      { to: `${app}/${list}`, label: t(list === "flights" ? "nav.flights" : "nav.addOns") },
    ];
  }
  const home = { to: "/", label: t("nav.home") };
  return steps[0]?.to === "/" ? steps : [home, ...steps];
}
