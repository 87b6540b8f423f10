// The frame of every page: one H1 in the serif, a line under it, what to do at the top right (one filled button, last),
// the three places, then the content. It names the window and takes the focus when the page opens.

import { useMatch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { arrive } from "@/app/arrival.ts";
import styles from "./Page.module.css";
import { useStaying } from "./staying.ts";

export interface PageProps {
  /** The H1, and the window's title unless `windowTitle` is given. */
  title: string;
  /** Beside or under the title: kind, version, date. */
  subtitle?: ReactNode;
  /** A product's mark, left of the title. */
  mark?: ReactNode;
  /** The product this page is about, for the window's title. */
  product?: string | undefined;
  windowTitle?: string;
  /** Problems that block; the window's title then begins with "Error:". */
  problems?: number;
  /** Buttons at the top right, the primary one last. With them the header stays while the page scrolls. */
  actions?: ReactNode;
  /** What stands at the top right is nothing to press: the header scrolls away. */
  rolls?: boolean;
  ribbon?: ReactNode;
  /** Forms and reading pages keep to a narrow column. */
  width?: "full" | "form";
  children?: ReactNode;
}

export function Page(props: PageProps) {
  const {
    title,
    subtitle,
    mark,
    product,
    windowTitle,
    problems = 0,
    actions,
    rolls = false,
    ribbon,
    width = "full",
    children,
  } = props;
  const { t } = useTranslation("shell");
  const heading = useRef<HTMLHeadingElement>(null);
  const head = useRef<HTMLElement>(null);
  const stays = actions !== undefined && !rolls;
  useStaying(head, stays);
  // The match around this page, not the router's location: that one is ahead while the next page is still loading.
  const match = useMatch({ strict: false });
  const { field } = match.search as { field?: string };
  const address = `${match.pathname} ${JSON.stringify(match.search)}`;

  useEffect(() => {
    const page = windowTitle ?? title;
    const name = product === undefined || product === page ? t("title", { page }) : t("titleOf", { page, product });
    document.title = problems > 0 ? t("titleProblem", { title: name }) : name;
  }, [t, windowTitle, title, product, problems]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each arrival counts, also at the same page under another address
  useLayoutEffect(() => {
    if (heading.current) arrive(heading.current, field);
  }, [address]);

  return (
    <div className={styles.page} data-width={width}>
      <header ref={head} className={styles.head} data-stays={stays}>
        {mark}
        <div className={styles.titles}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {ribbon}
      {children}
    </div>
  );
}

/** A part of a page under an H2. */
export function Section(props: { title: string; note?: ReactNode; side?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <div className={styles.sectionHead}>
        <h2>{props.title}</h2>
        {props.note !== undefined && <span className={styles.note}>{props.note}</span>}
        {props.side !== undefined && <div className={styles.side}>{props.side}</div>}
      </div>
      {props.children}
    </section>
  );
}
