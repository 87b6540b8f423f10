// The one door between the page and the program. Everything the window can ask or hear is in this interface; the
// generated command table gives the names, the arguments and the answers. `tauri.ts` is the real door, `fake.ts` the
// one for tests and for the page alone in a browser.

import type { Api, AppEvent, Problem, Theme } from "@/bindings";

export type Args<K extends keyof Api> = Api[K]["args"];
export type Answer<K extends keyof Api> = Api[K]["result"];

/** What must be known before the first paint. It travels in the address of the page, so that no call is waited for. */
export interface Boot {
  language: "en" | "fr";
  /** `system` follows the operating system as long as the window lives. */
  theme: Theme;
  platform: "linux" | "windows" | "macos";
  /** The navigation is collapsed by choice. */
  rail: boolean;
  practice: boolean;
}

export interface Host {
  readonly boot: Boot;
  /** Rejects with a `ProblemError`, whatever went wrong. */
  call<K extends keyof Api>(name: K, args: Args<K>): Promise<Answer<K>>;
  /** The first event is a whole snapshot. The returned function ends the watch. */
  watch(listener: (event: AppEvent) => void): () => void;
  /** The address of a thumbnail whose longer edge is `edge` pixels; `hash` names a picture of the content store. */
  thumbUrl(hash: string, edge: number): string;
}

/** A problem on its way through promises. The sentence is not in here: `problemText` makes it from the code. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }

  /** Anything caught, as a problem: a problem stays itself, everything else is a defect of ours and says so. */
  static from(cause: unknown): ProblemError {
    if (cause instanceof ProblemError) return cause;
    if (isProblem(cause)) return new ProblemError(cause);
    const answer = cause instanceof Error ? cause.message : String(cause);
    return new ProblemError({
      code: "app.fault",
      severity: "must",
      pointer: "",
      params: {},
      details: { answer },
    });
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

/** Reads the settings of the first paint from the address; an unknown value counts as absent. */
export function bootFrom(search: string, agent: string, languages: readonly string[]): Boot {
  const given = new URLSearchParams(search);
  const oneOf = <T extends string>(name: string, allowed: readonly T[]): T | undefined =>
    allowed.find((value) => value === given.get(name));
  return {
    language: oneOf("language", ["en", "fr"]) ?? (languages[0]?.toLowerCase().startsWith("fr") ? "fr" : "en"),
    theme: oneOf("theme", ["system", "light", "dark", "contrast"]) ?? "system",
    platform: agent.includes("Windows") ? "windows" : agent.includes("Mac OS") ? "macos" : "linux",
    rail: given.get("rail") === "true",
    practice: given.get("practice") === "true",
  };
}
