// The frame around every page: banners, navigation, crumbs, messages, the page, the status bar, and the dialogs that can
// open from anywhere. It is drawn before any answer has come.

import { Outlet, useNavigate, useParams, useRouter, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Home, ProductList } from "@/bindings";
import { DropOverlay } from "@/components/DropOverlay.tsx";
import { useAsk, useSession } from "@/data/ask.ts";
import { presentDraft, useDrafts } from "@/data/drafts.tsx";
import { dragged, useSignal } from "@/data/signals.ts";
import { useHost } from "@/host/context.tsx";
import { actionOf, isAction } from "./actions.ts";
import { ActDialogs } from "./acts/ActDialogs.tsx";
import { EndBar } from "./acts/EndBar.tsx";
import { HoldBars } from "./acts/HoldBar.tsx";
import { followHistory, leave } from "./arrival.ts";
import { EndpointsBanner, PracticeBanner } from "./Banner.tsx";
import { Bars } from "./Bars.tsx";
import { CrumbRow } from "./CrumbRow.tsx";
import { HelpDialog } from "./HelpDialog.tsx";
import { Landing } from "./landing/Landing.tsx";
import { useNavigationForm } from "./layout.ts";
import { menuChosen } from "./menu.ts";
import { Navigation, type NavigationProps } from "./Navigation.tsx";
import { Palette } from "./Palette.tsx";
import { followPanes } from "./panes.ts";
import { QuitDialog } from "./QuitDialog.tsx";
import { navigationOpen, useRun } from "./run.ts";
import styles from "./Shell.module.css";
import { StatusBar } from "./StatusBar.tsx";

export function Shell() {
  const { t } = useTranslation("shell");
  const host = useHost();
  const session = useSession();
  const form = useNavigationForm(session?.settings.rail ?? host.boot.rail);
  const overlayOpen = useSignal(navigationOpen);
  const over = useSignal(dragged);
  const product = useOpenProduct();
  const practice = session ? session.practice !== null : host.boot.practice;
  const custom = session?.accounts.filter((account) => account.endpoints.kind === "custom") ?? [];
  useKeyboard();
  useComingAndGoing();
  useWorld();
  const navigation = { ...useCounts(), product };
  return (
    <div className={styles.shell} data-form={form}>
      <button type="button" className={styles.skip} onClick={focusPage}>
        {t("skip")}
      </button>
      <div className={styles.banners}>
        {practice && <PracticeBanner />}
        {custom.map((account) => (
          <EndpointsBanner key={account.id} account={account} />
        ))}
      </div>
      {form === "overlay" ? (
        overlayOpen && <OverlayNavigation {...navigation} />
      ) : (
        <Navigation {...navigation} narrow={form === "rail"} />
      )}
      <div className={styles.content}>
        <CrumbRow product={product} overlay={form === "overlay"} />
        <Bars />
        <EndBar />
        <Landing />
        <main id="page" className={styles.main} data-pane tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
        <HoldBars />
        {over && <DropOverlay dragged={over} product={product?.name} />}
      </div>
      <StatusBar />
      <Palette />
      <HelpDialog />
      <QuitDialog />
      <ActDialogs />
    </div>
  );
}

function focusPage() {
  document.querySelector<HTMLElement>("#page h1")?.focus();
}

/** Under 640 px the navigation lies over the page, and any way out closes it. */
function OverlayNavigation(props: Omit<NavigationProps, "narrow">) {
  const { t } = useTranslation("shell");
  const close = () => navigationOpen.set(false);
  const back = () => {
    close();
    document.querySelector<HTMLElement>("[data-opens-navigation]")?.focus();
  };
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("a, button")?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears the Escape of the controls inside
    <div className={styles.overlay} ref={box} onKeyDown={(event) => event.key === "Escape" && back()}>
      <Navigation {...props} narrow={false} onLeave={close} />
      <button type="button" className={styles.scrim} aria-label={t("nav.close")} onClick={back} />
    </div>
  );
}

/** The product of the address, as far as it is known. */
function useOpenProduct(): NavigationProps["product"] {
  const { product: id } = useParams({ strict: false }) as { product?: string };
  const view = useAsk("product", id ?? "", { enabled: id !== undefined });
  const list = useAsk("products", null, { enabled: false });
  const draft = useSignal(presentDraft);
  if (id === undefined) return null;
  const row = view.data?.row ?? (list.data as ProductList | undefined)?.rows.find((one) => one.id === id);
  if (!row) return null;
  const mine = draft?.view.product === id ? draft.standing : undefined;
  const mark = row.draft;
  return {
    id,
    name: row.name,
    rollout: view.data?.rollout != null,
    parent: view.data?.parent ?? null,
    parts:
      row.kind === "storeApp"
        ? { addOns: view.data?.parts?.add_ons ?? null, flights: view.data?.parts?.flights ?? null }
        : null,
    draft: mark && {
      changes: mine?.differences.length ?? mark.changes,
      problems: mine?.problems.filter((problem) => problem.severity === "must").length ?? mark.problems,
    },
  };
}

function useCounts(): { waiting: number | undefined; products: number | undefined } {
  const home = useAsk("home", null);
  const data = home.data as Home | undefined;
  return { waiting: data?.waiting_for_you.length, products: data?.products };
}

function useKeyboard() {
  const run = useRun();
  const latest = useRef(run);
  latest.current = run;
  const waits = useRef(false);
  waits.current = (useSession()?.held.length ?? 0) > 0;
  const mac = useHost().boot.platform === "macos";
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const name = actionOf(event, mac);
      if (name === null) return;
      // With nothing here to undo, undo in a field is the field's own.
      const ours = presentDraft.value !== null || (name === "undo" && waits.current);
      if ((name === "undo" || name === "redo") && !ours) return;
      event.preventDefault();
      latest.current(name);
    };
    const chosen = () => {
      const name = menuChosen.value?.name;
      if (name !== undefined && isAction(name)) latest.current(name);
    };
    window.addEventListener("keydown", press);
    const stop = menuChosen.subscribe(chosen);
    return () => {
      window.removeEventListener("keydown", press);
      stop();
    };
  }, [mac]);
}

/** Leaving a page keeps its focus for the way back and puts what was typed on disk. */
function useComingAndGoing() {
  const router = useRouter();
  const drafts = useDrafts();
  useEffect(() => {
    const save = () => void drafts.flush().catch(() => {});
    const stops = [
      followHistory(router.history),
      followPanes(),
      router.subscribe("onBeforeNavigate", ({ fromLocation }) => {
        leave(fromLocation?.state.__TSR_key);
        save();
      }),
    ];
    window.addEventListener("pagehide", save);
    window.addEventListener("blur", save);
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener("pagehide", save);
      window.removeEventListener("blur", save);
    };
  }, [router, drafts]);
}

/** Nobody is connected: the first page is the welcome. Another world (practice entered or left): it begins at Home. */
function useWorld() {
  const session = useSession();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const practice = session === undefined ? undefined : session.practice !== null;
  const nobody = practice === false && session?.accounts.length === 0;
  const world = useRef(practice);
  useEffect(() => {
    if (nobody && (path === "/" || path.startsWith("/products"))) void navigate({ to: "/welcome", replace: true });
  }, [nobody, path, navigate]);
  useEffect(() => {
    const before = world.current;
    world.current = practice;
    if (before !== undefined && practice !== undefined && before !== practice)
      void navigate({ to: "/", replace: true });
  }, [practice, navigate]);
}
