// What each action of the table does.

import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Session } from "@/bindings";
import { keyOf, useSession, useSettings } from "@/data/ask.ts";
import { presentDraft, useDrafts } from "@/data/drafts.tsx";
import { quitAsked, Signal } from "@/data/signals.ts";
import { useHost } from "@/host/context.tsx";
import { ProblemError } from "@/host/host.ts";
import { usePlaceName } from "@/i18n/place.ts";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import type { ActionName } from "./actions.ts";
import { useUndoHeld } from "./acts/act.ts";
import { controlAt } from "./arrival.ts";
import { announce, assertive } from "./live.ts";
import { placeOf } from "./pages.ts";
import { movePane } from "./panes.ts";

export const paletteOpen = new Signal(false);
export const helpOpen = new Signal(false);
export const navigationOpen = new Signal(false);

const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200];

/** Runs an action by name; used by the keyboard, the palette and the system's menu alike. */
export function useRun(): (name: ActionName) => void {
  const { t } = useTranslation("shell");
  const host = useHost();
  const router = useRouter();
  const navigate = useNavigate();
  const drafts = useDrafts();
  const client = useQueryClient();
  const [settings, setSettings] = useSettings();
  const session = useSession();
  const undoHeld = useUndoHeld();
  const placeName = usePlaceName();
  const format = useFormat();

  const say = (cause: unknown) => assertive.answer(problemText(ProblemError.from(cause).problem, t).title);

  async function save() {
    try {
      await drafts.flush();
      await host.call("flush", null);
      announce(presentDraft.value ? t("say.saved") : t("say.savedNothing"));
    } catch (cause) {
      say(cause);
    }
  }

  /** The field that changed takes the focus when it stands on this page; no other one ever does. */
  function show(at: string) {
    const control = controlAt(at);
    if (control?.closest<HTMLElement>("[data-pointer]")?.dataset.pointer !== at) return;
    control.focus();
    control.scrollIntoView({ block: "nearest" });
  }

  async function step(way: "undo" | "redo") {
    const draft = presentDraft.value;
    if (!draft) return;
    try {
      const at = await draft[way]();
      if (at === null) announce(t(way === "undo" ? "say.nothingToUndo" : "say.nothingToRedo"));
      else {
        announce(t(way === "undo" ? "say.undone" : "say.redone", { field: placeName(at) }));
        show(at);
      }
    } catch (cause) {
      say(cause);
    }
  }

  function problem(way: 1 | -1) {
    const draft = presentDraft.value;
    if (!draft) return;
    const { problems } = draft.standing;
    if (problems.length === 0) {
      announce(t("say.noProblems"));
      return;
    }
    const here = document.activeElement?.closest<HTMLElement>("[data-pointer]")?.dataset.pointer;
    const at = problems.findIndex((one) => one.pointer === here);
    const next =
      problems[at < 0 ? (way === 1 ? 0 : problems.length - 1) : (at + way + problems.length) % problems.length];
    if (!next) return;
    const { page, language, field } = placeOf(next.pointer);
    announce(t("say.problem", { title: problemText(next, t).title, place: placeName(next.pointer) }));
    const control = controlAt(field);
    if (control?.closest<HTMLElement>("[data-pointer]")?.dataset.pointer === field) control.focus();
    else {
      void navigate({
        to: `/products/$product/${page}`,
        params: { product: draft.view.product },
        search: { field, ...(language === undefined ? {} : { language }) },
      });
    }
  }

  function zoom(way: 1 | -1 | 0) {
    if (!settings) return;
    const next =
      way === 0
        ? 100
        : way === 1
          ? ZOOMS.find((one) => one > settings.zoom)
          : ZOOMS.findLast((one) => one < settings.zoom);
    if (next === undefined) return;
    setSettings({ zoom: next });
    announce(t("say.zoom", { percent: format.percent(next) }));
  }

  function toProduct(page: "review") {
    const draft = presentDraft.value;
    if (draft) void navigate({ to: `/products/$product/${page}`, params: { product: draft.view.product } });
  }

  const actions: Record<ActionName, () => void> = {
    home: () => void navigate({ to: "/" }),
    products: () => void navigate({ to: "/products" }),
    activity: () => void navigate({ to: "/activity" }),
    settings: () => void navigate({ to: "/settings" }),
    about: () => void navigate({ to: "/settings/about" }),
    accounts: () => void navigate({ to: "/connect" }),
    palette: () => paletteOpen.set(true),
    help: () => helpOpen.set(true),
    back: () => router.history.canGoBack() && router.history.back(),
    nextPane: () => movePane(1),
    previousPane: () => movePane(-1),
    nextProblem: () => problem(1),
    previousProblem: () => problem(-1),
    review: () => toProduct("review"),
    save: () => void save(),
    undo: () => {
      // What is about to be sent comes before what was typed.
      const waiting = session?.held.at(-1);
      void (waiting ? undoHeld(waiting.id) : step("undo"));
    },
    redo: () => void step("redo"),
    zoomIn: () => zoom(1),
    zoomOut: () => zoom(-1),
    zoomReset: () => zoom(0),
    rail: () => settings && setSettings({ rail: !settings.rail }),
    practiceSkip: () => {
      if (!session?.practice) return;
      host.call("practice_skip", null).then(() => announce(t("practice.skipped")), say);
    },
    quit: () => {
      // The shell waits for a page that answers; the rest may take a person's time.
      void host.call("flush", null).catch(() => {});
      const { jobs = [] } = client.getQueryData<Session>(keyOf("session", null)) ?? {};
      const sending = jobs.filter((job) => job.status === "running");
      drafts.flush().then(() => (sending.length > 0 ? quitAsked.set(sending) : host.call("quit", null)), say);
    },
  };
  return (name) => actions[name]();
}
