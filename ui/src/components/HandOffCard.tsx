// What only a person in Partner Center can do: open the page, press the button there, come back. Vitrine watches; where a
// state cannot be read, the person says that it is done.

import { Open20Regular } from "@fluentui/react-icons/svg/open";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import styles from "./HandOffCard.module.css";

export interface HandOffCardProps {
  title?: string;
  why?: string;
  /** Which account must be signed in there. */
  account?: string;
  /** What to press there, in Partner Center's own words, and what not to touch. */
  steps: readonly ReactNode[];
  /** What is seen now, while Vitrine watches. */
  watching?: ReactNode;
  onOpen(): void;
  onLater?: (() => void) | undefined;
  onDone?: (() => void) | undefined;
}

export function HandOffCard({ title, why, account, steps, watching, onOpen, onLater, onDone }: HandOffCardProps) {
  const { t } = useTranslation("common");
  const heading = useId();
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h2 id={heading}>{title ?? t("handOff.title")}</h2>
      <p className={styles.why}>{why ?? t("handOff.why")}</p>
      <ol className={styles.steps}>
        <li>
          <Button icon={<Open20Regular />} onClick={onOpen}>
            {t("handOff.open")}
            <span className="hidden-text">, {t("opensOutside")}</span>
          </Button>
          {account !== undefined && <span className={styles.quiet}>{account}</span>}
        </li>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one card never change their order
          <li key={index}>{step}</li>
        ))}
        <li>
          <span>{t("handOff.watching")}</span>
          {watching !== undefined && <span className={styles.quiet}>{watching}</span>}
        </li>
      </ol>
      <div className={styles.acts}>
        {onLater && (
          <Button appearance="transparent" onClick={onLater}>
            {t("handOff.later")}
          </Button>
        )}
        {onDone && <Button onClick={onDone}>{t("handOff.done")}</Button>}
      </div>
    </section>
  );
}
