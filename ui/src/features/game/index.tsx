// What the Store asks of games only. A submission may have no such settings at all (null or absent in old ones, an empty
// list where nobody filled them in): that is no fault, and they can be filled in.

import { useTranslation } from "react-i18next";
import { DraftFormPage } from "@/app/DraftFormPage.tsx";
import { announce } from "@/app/live.ts";
import { Button } from "@/components/Button.tsx";
import { DraftCheck } from "@/components/DraftCheck.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { FieldProblems } from "@/components/FieldParts.tsx";
import { Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk } from "@/data/ask.ts";
import { useDraft, useDraftView, useField } from "@/data/drafts.tsx";
import { read } from "@/data/pointer.ts";
import styles from "./game.module.css";
import { Settings } from "./Settings.tsx";
import { AT, blank, ONLY } from "./settings.ts";

export function GamePage() {
  const { t } = useTranslation("game");
  const tables = useAsk("store_tables", null);
  const field = useField<unknown>(AT);
  const filled = read(field.value, "/@only") !== undefined;
  const whole = field.problems.filter(({ pointer }) => pointer === AT || pointer === ONLY);
  return (
    <DraftFormPage page="game" title={t("title")}>
      {tables.error && <ProblemBar problem={tables.error.problem} onRetry={() => void tables.refetch()} />}
      {!tables.data && !tables.error && <Skeleton kind="fields" />}
      {tables.data && (
        <div data-pointer={AT} tabIndex={-1} className={styles.settings}>
          <FieldProblems problems={whole} />
          {filled ? <Filled tables={tables.data} /> : <NotFilled />}
        </div>
      )}
      {tables.data && (
        <Section title={t("recording")}>
          <DraftCheck pointer="/isGameDvrEnabled" label={t("dvr")} hint={t("dvrHint")} />
        </Section>
      )}
    </DraftFormPage>
  );
}

function NotFilled() {
  const { t } = useTranslation("game");
  const draft = useDraft();
  const { locked, product } = useDraftView();
  const permitted = useAsk("product", product).data?.advanced_listings ?? null;
  return (
    <>
      <EmptyState
        body={t("notFilled")}
        action={
          locked === null && (
            <Button
              onClick={() => {
                draft.set(AT, [blank()]);
                draft.flush().catch(() => {});
                announce(t("filled"));
              }}
            >
              {t("fillIn")}
            </Button>
          )
        }
      />
      <p className={styles.quiet}>
        {t("permission")} {permitted !== null && t(permitted ? "permissionNow.yes" : "permissionNow.no")}
      </p>
    </>
  );
}

function Filled({ tables }: { tables: Parameters<typeof Settings>[0]["tables"] }) {
  const { t } = useTranslation("game");
  const draft = useDraft();
  const { locked, standing } = useDraftView();
  // Where nothing is live, the settings as a whole are the change, and can be taken out as a whole.
  const whole = standing.differences.find(({ pointer }) => pointer === AT || pointer === ONLY);
  return (
    <>
      {whole && locked === null && (
        <p className={styles.whole}>
          {t("new")}{" "}
          <button
            type="button"
            className="link"
            onClick={() => {
              draft.set(whole.pointer, whole.before);
              draft.flush().catch(() => {});
              announce(t("takenOut"));
            }}
          >
            {t("takeOut")}
          </button>
        </p>
      )}
      <Settings tables={tables} />
    </>
  );
}
