// Which page edits what: from a JSON Pointer of a Store draft to the page where its field stands.

import { segments } from "@/data/pointer.ts";

export type DraftPage =
  | "draft"
  | "listing"
  | "images"
  | "packages"
  | "price"
  | "properties"
  | "game"
  | "options"
  | "review";

export interface PagePlace {
  page: DraftPage;
  language?: string;
  field: string;
}

/** As the core's `rules::place` says it. */
const PAGES: Record<string, DraftPage> = {
  listings: "listing",
  trailers: "images",
  applicationPackages: "packages",
  flightPackages: "packages",
  packageDeliveryOptions: "packages",
  pricing: "price",
  visibility: "price",
  applicationCategory: "properties",
  hardwarePreferences: "properties",
  hasExternalInAppProducts: "properties",
  meetAccessibilityGuidelines: "properties",
  canInstallOnRemovableMedia: "properties",
  automaticBackupEnabled: "properties",
  contentType: "properties",
  keywords: "properties",
  lifetime: "properties",
  tag: "properties",
  gamingOptions: "game",
  isGameDvrEnabled: "game",
  notesForCertification: "options",
  targetPublishMode: "options",
  targetPublishDate: "options",
  enterpriseLicensing: "options",
  allowTargetFutureDeviceFamilies: "options",
  allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies: "options",
};

/** Where the field of a pointer is edited; what has no field of its own stands on Review. */
export function placeOf(pointer: string): PagePlace {
  const [top = "", language, ...rest] = segments(pointer);
  if (top === "listings" && language !== undefined) {
    return { page: rest.includes("images") ? "images" : "listing", language, field: pointer };
  }
  const page = Object.hasOwn(PAGES, top) ? PAGES[top] : undefined;
  return { page: page ?? "review", field: pointer };
}
