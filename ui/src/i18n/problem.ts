// A problem, in words. The core gives code and values; the sentence is one entry of `problems.json`.

import type { Problem } from "@/bindings";

/** Any `t`, whatever namespaces it was made for: the keys here are looked up by code, not written down. */
export type AnyT = (...args: never) => unknown;

export interface ProblemText {
  /** What happened, at most 60 characters. */
  title: string;
  /** Why, and what did not happen. */
  body: string;
  /** How to put it right. */
  fix: string;
  /** Labels of the two buttons, when the code has them. */
  action: string | undefined;
  second: string | undefined;
}

const UNKNOWN = "app.problem.unknown";

export function problemText(problem: Pick<Problem, "code" | "params">, t: AnyT): ProblemText {
  const say = t as (key: string, options: Record<string, unknown>) => string;
  const part = (code: string, member: string) => {
    const text = say(`problems:${code}.${member}`, { code: problem.code, ...problem.params, defaultValue: "" });
    return text === "" ? undefined : text;
  };
  // A code newer than this window's words still says something true, and shows the code.
  const code = part(problem.code, "title") === undefined ? UNKNOWN : problem.code;
  return {
    title: part(code, "title") ?? problem.code,
    body: part(code, "body") ?? "",
    fix: part(code, "fix") ?? "",
    action: part(code, "action"),
    second: part(code, "second"),
  };
}
