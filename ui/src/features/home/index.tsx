// Home: who waits for whom. Waiting for you comes first and is boxed; what Microsoft works on and what can wait stand on
// the paper below. The sill shows what customers can get now.

import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ListingBars } from "@/app/ListingBars.tsx";
import type { AccountListing, Home } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Page, Section } from "@/components/Page.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { Sill } from "@/components/Sill.tsx";
import { Skeleton } from "@/components/Skeleton.tsx";
import { useAsk, useDo, useSession } from "@/data/ask.ts";
import { countWord } from "@/i18n/countWord.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Home.module.css";
import { Interrupted } from "./Interrupted.tsx";
import { NotSentBars } from "./NotSentBars.tsx";
import { MicrosoftRow, TimeRow, YoursRow } from "./Rows.tsx";

export function HomePage() {
  const { t } = useTranslation(["home", "shell"]);
  const home = useAsk("home", null);
  const { data } = home;
  const words = useHomeWords(data);
  return (
    <div className={styles.home}>
      <Page
        title={words.title}
        windowTitle={t("shell:nav.home")}
        subtitle={words.subtitle}
        actions={data && data.products > 0 && <Sill live={data.live} asOf={data.as_of} />}
        rolls
      >
        {home.error && <ProblemBar problem={home.error.problem} onRetry={() => void home.refetch()} />}
        {home.isPending && <Skeleton rows={5} />}
        {data && <Content home={data} />}
      </Page>
    </div>
  );
}

function Content({ home }: { home: Home }) {
  const { t } = useTranslation("home");
  const { waiting_for_you: yours, waiting_for_microsoft: theirs, when_you_have_time: later } = home;
  // `cargo xtask bench` reads this mark: from here on the first row takes the keyboard.
  useEffect(() => {
    performance.mark("vt:usable");
  }, []);
  return (
    <>
      <div className={styles.bars}>
        <NotSentBars />
        <Interrupted />
        <ListingBars listings={home.accounts} />
      </div>
      {home.products === 0 && <Nothing listings={home.accounts} />}
      {yours.length > 0 && (
        <Section title={t("you")}>
          <ul className={styles.box}>
            {yours.map((row, index) => (
              <YoursRow key={row.id} row={row} first={index === 0} />
            ))}
          </ul>
        </Section>
      )}
      {theirs.length + later.length > 0 && (
        <div className={styles.pair}>
          {theirs.length > 0 && (
            <Section title={t("waiting")}>
              <ul>
                {theirs.map((row) => (
                  <MicrosoftRow key={row.id} row={row} />
                ))}
              </ul>
            </Section>
          )}
          {later.length > 0 && (
            <Section title={t("time")}>
              <ul>
                {later.map((row) => (
                  <TimeRow key={row.id} row={row} />
                ))}
              </ul>
            </Section>
          )}
        </div>
      )}
    </>
  );
}

/** Accounts without a product: still reading, or really none. */
function Nothing({ listings }: { listings: readonly AccountListing[] }) {
  const { t } = useTranslation("home");
  const { list } = useFormat();
  const session = useSession();
  const open = useDo("link_open");
  const names = list((session?.accounts ?? []).map((account) => account.name));
  if (listings.some((listing) => listing.problem !== null)) return null;
  if (listings.some((listing) => listing.reading || listing.read_at === null)) {
    return (
      <>
        <p role="status" className={styles.reading}>
          {t("reading", { names, count: listings.length })}
        </p>
        <Skeleton rows={4} />
      </>
    );
  }
  return (
    <EmptyState
      body={t("empty", { names })}
      action={<Button onClick={() => open.mutate({ to: "partnerCenter" })}>{t("openPartnerCenter")}</Button>}
    />
  );
}

function useHomeWords(home: Home | undefined): { title: string; subtitle: string } {
  const { t, i18n } = useTranslation(["home", "shell"]);
  const format = useFormat();
  if (!home) return { title: t("shell:nav.home"), subtitle: "" };
  const begun = (text: string) => text.charAt(0).toLocaleUpperCase(i18n.language) + text.slice(1);
  const word = (count: number) => begun(countWord(count, i18n.language));
  const yours = home.waiting_for_you.length;
  const theirs = home.waiting_for_microsoft.length;
  const live = home.live.length;
  const parts = [t("day", { day: begun(format.day(new Date())) })];
  if (theirs > 0) parts.push(t("microsoft", { count: theirs, words: word(theirs) }));
  if (live > 0) parts.push(t("live", { count: live, words: word(live) }));
  const title =
    home.products === 0
      ? t("titleEmpty")
      : yours > 0
        ? t("title", { count: yours, words: word(yours) })
        : t("titleNone");
  return { title, subtitle: parts.join(" ") };
}
