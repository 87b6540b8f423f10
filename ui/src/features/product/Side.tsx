// Beside the news: what customers read, and the draft in two numerals.

import { Open16Regular } from "@fluentui/react-icons/svg/open";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ProductProblem } from "@/app/ProductProblem.tsx";
import type { ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useDo, useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Product.module.css";

export function CustomersCard({ view }: { view: ProductView }) {
  const { t } = useTranslation(["product", "common"]);
  const { languageName } = useFormat();
  const session = useSession();
  const heading = useId();
  const open = useDo("link_open");
  const { row, live_words: words } = view;
  if (!words) return null;
  return (
    <section className={styles.customers} aria-labelledby={heading}>
      <div className={styles.shop}>
        <ProductMark name={words.title || row.name} size={48} />
        <span lang={words.language}>{words.title || row.name}</span>
      </div>
      <div className={styles.sheet}>
        <h2 id={heading}>{t("customers")}</h2>
        <p lang={words.language}>{words.text}</p>
        <p className={styles.quiet}>{t("language", { language: languageName(words.language) })}</p>
        {/* Add-ons have no page of their own in the Store, the sample products of practice have none at all. */}
        {!session?.practice && row.kind === "storeApp" && (
          <button type="button" className="link" onClick={() => open.mutate({ to: "store", product: row.id })}>
            {t("openStore")} <Open16Regular aria-hidden />
            <span className="hidden-text">, {t("common:opensOutside")}</span>
          </button>
        )}
      </div>
    </section>
  );
}

export function DraftCard({ view }: { view: ProductView }) {
  const { t } = useTranslation("product");
  const format = useFormat();
  const heading = useId();
  const navigate = useNavigate();
  const { row, commands, ribbon } = view;
  const { draft } = row;
  const edit = commands.find((command) => command.name === "editDraft")?.can;
  return (
    <section className={styles.draft} aria-labelledby={heading}>
      <div className={styles.draftHead}>
        <h2 id={heading}>{t("draft.title")}</h2>
        {draft && (
          <Button
            size="small"
            onClick={() => void navigate({ to: "/products/$product/draft", params: { product: row.id } })}
          >
            {t("draft.continue")}
          </Button>
        )}
      </div>
      {draft ? (
        <>
          <dl className={styles.numerals}>
            <div>
              <dd>{format.number(draft.changes)}</dd>
              <dt>{t("draft.changes", { count: draft.changes })}</dt>
            </div>
            <div data-tone={draft.problems > 0 ? "bad" : "plain"}>
              <dd>{format.number(draft.problems)}</dd>
              <dt>{t("draft.problems", { count: draft.problems })}</dt>
            </div>
          </dl>
          <p className={styles.quiet}>
            {ribbon.current === "microsoft" && ribbon.microsoft?.made_here_at
              ? t("draft.sent", { when: format.relative(ribbon.microsoft.made_here_at) })
              : t("draft.saved", { when: format.relative(draft.saved_at) })}
          </p>
        </>
      ) : !row.published ? (
        <p className={styles.quiet}>{t(`draft.first.${row.kind}`)}</p>
      ) : edit?.state === "notPossible" && !row.closed ? (
        <>
          <p className={styles.quiet}>{t("draft.cannot")}</p>
          <ProductProblem problem={edit.because} product={row.id} account={row.account} />
        </>
      ) : (
        <p className={styles.quiet}>{t("draft.none")}</p>
      )}
    </section>
  );
}
