// What the window decides without a screen: shortcuts, pages of pointers, announcements, theme, the first paint.

import { describe, expect, test } from "vitest";
import { bootFrom, ProblemError } from "@/host/host.ts";
import { ACTIONS, type ActionName, actionOf, rowOf } from "./actions.ts";
import { Announcer } from "./live.ts";
import { placeOf } from "./pages.ts";
import { resolveTheme } from "./theme.ts";

const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe("the keyboard", () => {
  test.each([
    [key("k", { ctrlKey: true }), "palette"],
    [key("K", { ctrlKey: true }), "palette"],
    [key("s", { ctrlKey: true }), "save"],
    [key("z", { ctrlKey: true }), "undo"],
    [key("y", { ctrlKey: true }), "redo"],
    [key("Z", { ctrlKey: true, shiftKey: true }), "redo"],
    [key(",", { ctrlKey: true }), "settings"],
    [key("Enter", { ctrlKey: true }), "review"],
    [key("F1"), "help"],
    [key("F6"), "nextPane"],
    [key("F6", { shiftKey: true }), "previousPane"],
    [key("F8"), "nextProblem"],
    [key("F8", { shiftKey: true }), "previousProblem"],
    [key("ArrowLeft", { altKey: true }), "back"],
    [key("+", { ctrlKey: true, shiftKey: true }), "zoomIn"],
    [key("=", { ctrlKey: true }), "zoomIn"],
    [key("k"), null],
    [key("s", { metaKey: true }), null],
    [key("Enter"), null],
    [key("s", { ctrlKey: true, altKey: true }), null],
  ] as const)("%o means %s", (event, action) => {
    expect(actionOf(event, false)).toBe(action);
  });

  test("uses the command key on macOS", () => {
    expect(actionOf(key("k", { metaKey: true }), true)).toBe("palette");
    expect(actionOf(key("k", { ctrlKey: true }), true)).toBeNull();
  });

  test("has no single letter, and no two actions on one key", () => {
    const seen = new Set<string>();
    for (const name of Object.keys(ACTIONS) as ActionName[]) {
      const { shortcut } = rowOf(name);
      if (!shortcut) continue;
      if (shortcut.key.length === 1) expect(shortcut.mod, name).toBe(true);
      const text = JSON.stringify([shortcut.key, shortcut.mod, shortcut.shift, shortcut.alt]);
      expect(seen.has(text), name).toBe(false);
      seen.add(text);
    }
  });

  test("reaches nothing that costs something or cannot be undone", () => {
    const harmless: ActionName[] = [
      "home",
      "products",
      "activity",
      "settings",
      "about",
      "accounts",
      "palette",
      "back",
      "nextPane",
      "previousPane",
      "nextProblem",
      "previousProblem",
      "review",
      "save",
      "undo",
      "redo",
      "zoomIn",
      "zoomOut",
      "zoomReset",
      "rail",
      "help",
      "practiceSkip",
      "quit",
    ];
    expect(Object.keys(ACTIONS).sort()).toEqual([...harmless].sort());
  });
});

test.each([
  ["/listings/fr-fr/baseListing/description", "listing", "fr-fr"],
  ["/listings/fr-fr/baseListing/images/@7/description", "images", "fr-fr"],
  ["/listings/pl-pl", "listing", "pl-pl"],
  ["/applicationPackages/@3", "packages", undefined],
  ["/notesForCertification", "options", undefined],
  ["/targetPublishDate", "options", undefined],
  ["/flightPackages/@3/minimumSystemRam", "packages", undefined],
  ["/packageDeliveryOptions/isMandatoryUpdate", "packages", undefined],
  ["/trailers/@1/trailerAssets/fr-fr/title", "images", undefined],
  ["/pricing/priceId", "price", undefined],
  ["/hardwarePreferences", "properties", undefined],
  ["/gamingOptions/@only/genres", "game", undefined],
  ["/enterpriseLicensing", "options", undefined],
  ["/constructor", "review", undefined],
] as const)("%s is edited on the page %s", (pointer, page, language) => {
  const place = placeOf(pointer);
  expect(place.page).toBe(page);
  expect(place.language).toBe(language);
  expect(place.field).toBe(pointer);
});

describe("an announcer", () => {
  function hand() {
    let now = 0;
    let job: { at: number; then: () => void } | null = null;
    return {
      now: () => now,
      after(ms: number, then: () => void) {
        job = { at: now + ms, then };
        return () => {
          job = null;
        };
      },
      pass(ms: number) {
        now += ms;
        if (job && job.at <= now) {
          const { then } = job;
          job = null;
          then();
        }
      },
    };
  }

  test("speaks a change once, and at most once in five seconds, the last one", () => {
    const clock = hand();
    const announcer = new Announcer(clock);
    const heard: string[] = [];
    announcer.spoken.subscribe(() => heard.push(announcer.spoken.value.text));
    announcer.state("Saving");
    announcer.state("Saving");
    announcer.state("Saved 14:02");
    announcer.state("Saved 14:03");
    expect(heard).toEqual(["Saving"]);
    clock.pass(4_999);
    expect(heard).toEqual(["Saving"]);
    clock.pass(1);
    expect(heard).toEqual(["Saving", "Saved 14:03"]);
    clock.pass(60_000);
    expect(heard).toHaveLength(2);
  });

  test("answers a person at once, and the same words again", () => {
    const clock = hand();
    const announcer = new Announcer(clock);
    announcer.state("Saving");
    announcer.state("Saved");
    announcer.answer("Undone");
    const first = announcer.spoken.value;
    announcer.answer("Undone");
    expect(announcer.spoken.value.text).toBe("Undone");
    expect(announcer.spoken.value.turn).toBe(first.turn + 1);
    clock.pass(10_000);
    expect(announcer.spoken.value.text).toBe("Undone");
  });
});

describe("the theme", () => {
  const has =
    (...queries: string[]) =>
    (query: string) =>
      queries.some((one) => query.includes(one));

  test("follows the system, more contrast first, except on macOS", () => {
    expect(resolveTheme("system", "linux", has())).toBe("light");
    expect(resolveTheme("system", "linux", has("color-scheme: dark"))).toBe("dark");
    expect(resolveTheme("system", "linux", has("contrast: more", "color-scheme: dark"))).toBe("hc");
    expect(resolveTheme("system", "macos", has("contrast: more", "color-scheme: dark"))).toBe("dark");
  });

  test("is the person's choice otherwise", () => {
    expect(resolveTheme("contrast", "linux", has())).toBe("hc");
    expect(resolveTheme("light", "linux", has("contrast: more", "color-scheme: dark"))).toBe("light");
  });
});

describe("the first paint", () => {
  test("takes its settings from the address and guesses what is not there", () => {
    const boot = bootFrom("?language=fr&theme=contrast&rail=true&practice=true", "X11; Linux", ["C"]);
    expect(boot).toEqual({ language: "fr", theme: "contrast", platform: "linux", rail: true, practice: true });
    expect(bootFrom("?language=tlh&theme=pink", "Macintosh; Intel Mac OS X", ["fr-CA"])).toEqual({
      language: "fr",
      theme: "system",
      platform: "macos",
      rail: false,
      practice: false,
    });
    expect(bootFrom("", "Windows NT 10.0", []).platform).toBe("windows");
  });
});

test("anything thrown at the door becomes a problem, and a problem stays itself", () => {
  const problem = { code: "service.offline", severity: "must", pointer: "", params: {} } as const;
  expect(ProblemError.from(problem).problem).toBe(problem);
  const error = ProblemError.from(problem);
  expect(ProblemError.from(error)).toBe(error);
  expect(ProblemError.from(new TypeError("x is undefined")).problem).toMatchObject({
    code: "app.fault",
    details: { answer: "x is undefined" },
  });
});
