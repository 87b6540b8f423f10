// The packages of a draft as the page shows them: what comes, what stays, what leaves. A new package is known by the facts
// read from its file, one at Microsoft by what the service tells of it.

import type { Difference, FileFacts, PackageFacts, Problem } from "@/bindings";
import { identity, isWithin } from "@/data/pointer.ts";

interface StorePackage {
  fileName?: string;
  fileStatus?: string;
  version?: string;
  architecture?: string;
  languages?: string[];
  capabilities?: string[];
  targetDeviceFamilies?: string[];
  $facts?: FileFacts;
}

export interface Packed {
  key: string;
  pointer: string;
  name: string;
  status: "new" | "stays" | "leaves";
  /** Read from the file, for a new package that could be read. */
  facts: PackageFacts | undefined;
  version: string;
  architectures: readonly string[];
  languages: readonly string[];
  capabilities: readonly string[];
  restricted: readonly string[];
  families: readonly { name: string; min: string }[];
  problems: readonly Problem[];
  /** Keys of the packages that leave because this one covers them. */
  replaces: string[];
}

export function packagesOf(at: string, value: unknown, problems: readonly Problem[]): Packed[] {
  const found = (Array.isArray(value) ? (value as StorePackage[]) : []).flatMap((one): Packed[] => {
    const key = identity(one);
    if (key === undefined) return [];
    const pointer = `${at}/@${key}`;
    const isNew = one.fileStatus === "PendingUpload";
    const facts = isNew && one.$facts?.kind === "package" ? one.$facts : undefined;
    return [
      {
        key,
        pointer,
        name: one.fileName ?? "",
        status: isNew ? "new" : one.fileStatus === "PendingDelete" ? "leaves" : "stays",
        facts,
        version: facts?.identity.version ?? one.version ?? "",
        architectures: facts?.architectures ?? (one.architecture ? [one.architecture.toLowerCase()] : []),
        languages: facts?.languages ?? one.languages ?? [],
        capabilities: facts?.capabilities ?? one.capabilities ?? [],
        restricted: facts?.restricted ?? [],
        families: facts
          ? facts.families.map(({ name, min_version }) => ({ name, min: min_version }))
          : (one.targetDeviceFamilies ?? []).map(family),
        problems: problems.filter((problem) => isWithin(problem.pointer, pointer)),
        replaces: [],
      },
    ];
  });
  for (const leaving of found.filter((one) => one.status === "leaves")) {
    found.find((one) => one.status === "new" && covers(one, leaving))?.replaces.push(leaving.key);
  }
  return found;
}

/** A build as people write it: the revision is told where there is one. Which release a build is, no table here knows. */
export const buildOf = (version: string): string => version.replace(/^(\d+\.\d+\.\d+)\.0$/, "$1");

/** "Windows.Desktop min version 10.0.17763.0", as the service writes it. */
function family(written: string): { name: string; min: string } {
  const [name = "", ...rest] = written.split(" ");
  return { name, min: rest.at(-1) ?? "" };
}

/**
 * The core marks what a new package replaces by the same words: its architectures, in a version that is not lower. Of a
 * bundle the service tells no architecture of those inside.
 */
function covers(one: Packed, other: Packed): boolean {
  const untold = /(bundle|upload)$/i.test(other.name) && other.architectures.every((each) => each === "neutral");
  const covered = untold
    ? (one.facts?.contents.length ?? 0) > 0
    : other.architectures.every((each) => one.architectures.includes(each));
  return covered && compare(other.version, one.version) <= 0;
}

function compare(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number));
  for (let at = 0; at < 4; at++) {
    const by = (x?.[at] ?? 0) - (y?.[at] ?? 0);
    if (by !== 0) return by;
  }
  return 0;
}

/** The status to give back to a package that shall not leave: what it was when live, as the service named it. */
export function statusBefore(pointer: string, differences: readonly Difference[]): string {
  const found = differences.find((difference) => difference.pointer === `${pointer}/fileStatus`);
  return typeof found?.before === "string" ? found.before : "Uploaded";
}
