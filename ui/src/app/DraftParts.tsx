// What every page of a draft carries: the three places, the way to Review, and why nothing can be changed now.

import { ClipboardCheckmark20Regular } from "@fluentui/react-icons/svg/clipboard-checkmark";
import { LockClosed20Regular } from "@fluentui/react-icons/svg/lock-closed";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button.tsx";
import { Ribbon } from "@/components/Ribbon.tsx";
import { keyOf, useAsk } from "@/data/ask.ts";
import { useDraftView, useField } from "@/data/drafts.tsx";
import { kindOf, packagesAt } from "@/data/kind.ts";
import { problemText } from "@/i18n/problem.ts";
import styles from "./DraftParts.module.css";
import { NextVersion } from "./NextVersion.tsx";

/** The ribbon with the changes counted as of the last answer; what is at Microsoft and live follows the product. */
export function PageRibbon() {
  const view = useDraftView();
  useVersionAgain();
  const seen = useAsk("product", view.product).data?.ribbon ?? view.ribbon;
  const computer = seen.computer ?? view.ribbon.computer;
  const here = computer && { ...computer, changes: view.standing.differences.length, saved_at: view.saved_at };
  return <Ribbon ribbon={{ ...seen, computer: here }} compact />;
}

/** The version on this computer is the core's word: it is asked for again once other packages are on disk. */
function useVersionAgain() {
  const client = useQueryClient();
  const { product, revision } = useDraftView();
  const { value } = useField<unknown>(packagesAt(kindOf(product)));
  const known = useRef(value);
  const latest = useRef(value);
  latest.current = value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that the packages are on disk
  useEffect(() => {
    if (known.current === latest.current) return;
    known.current = latest.current;
    void client.invalidateQueries({ queryKey: keyOf("product", product) });
  }, [client, product, revision]);
}

/** The one filled button of a page. */
export function ReviewButton() {
  const { t } = useTranslation("draft");
  const { product } = useDraftView();
  const navigate = useNavigate();
  return (
    <Button
      appearance="primary"
      icon={<ClipboardCheckmark20Regular />}
      aria-keyshortcuts="Control+Enter"
      onClick={() => void navigate({ to: "/products/$product/review", params: { product } })}
    >
      {t("review")}
    </Button>
  );
}

/** Nothing can be edited: why, and where to look. The page stays readable, selectable and comparable. */
export function Locked() {
  const { t } = useTranslation("draft");
  const view = useDraftView();
  const commands = useAsk("product", view.product).data?.commands;
  if (!view.locked) return null;
  const text = problemText(view.locked, t);
  return (
    <section className={styles.locked} aria-label={t("locked.label")}>
      <LockClosed20Regular aria-hidden />
      <p>
        <strong>{text.title}</strong> {text.body} {text.fix}
      </p>
      <Link className="link" to="/products/$product/publish" params={{ product: view.product }}>
        {t("locked.follow")}
      </Link>
      <NextVersion product={view.product} commands={commands} />
    </section>
  );
}
