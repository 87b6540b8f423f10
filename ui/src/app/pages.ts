// Which page edits what: from a JSON Pointer of a Store draft to the page where its field stands.

import { segments } from "@/data/pointer.ts";

export type DraftPage = "draft" | "listing" | "images" | "packages" | "options" | "review";

export interface PagePlace {
  page: DraftPage;
  language?: string;
  field: string;
}

const OPTIONS = ["notesForCertification", "targetPublishMode", "targetPublishDate"];

/** Where the field of a pointer is edited; what has no field of its own stands on Review. */
export function placeOf(pointer: string): PagePlace {
  const [top = "", language, ...rest] = segments(pointer);
  if (top === "listings" && language !== undefined) {
    return { page: rest.includes("images") ? "images" : "listing", language, field: pointer };
  }
  if (top === "listings") return { page: "listing", field: pointer };
  if (top === "applicationPackages") return { page: "packages", field: pointer };
  if (OPTIONS.includes(top)) return { page: "options", field: pointer };
  return { page: "review", field: pointer };
}
