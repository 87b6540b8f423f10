// A draft for tests and for the page alone in a browser: a document in memory that takes patches, undoes them and tells a
// small part of what the core would. The rules are the core's; here only a missing description and a text over its limit
// are problems, so that pages have something to show.

import { placeOf } from "@/app/pages.ts";
import type {
  Difference,
  DraftSaved,
  DraftView,
  Edit,
  FieldLimit,
  FileCard,
  ImageSlot,
  PriceTableView,
  Problem,
  SectionState,
  Standing,
} from "@/bindings";
import { identity, pointer, read, write } from "@/data/pointer.ts";
import type { FakeAnswers } from "./fake.ts";
import { fakePriceTable } from "./fakePrices.ts";
import { fakeTables } from "./fakeTables.ts";

const AT = "2026-11-20T14:02:00Z";

const NONE = {
  max: null,
  warn: null,
  strict: null,
  shown: null,
  items: null,
  item_max: null,
  item_strict: null,
  words: null,
};
const text = (field: string, max: number, more: Partial<FieldLimit> = {}): FieldLimit => ({
  field,
  ...NONE,
  max,
  required: false,
  lines: false,
  firm: true,
  source: "",
  date: "2026-11-20",
  ...more,
});
const list = (field: string, items: number, item_max: number, more: Partial<FieldLimit> = {}): FieldLimit => ({
  ...text(field, 0, { max: null }),
  items,
  item_max,
  ...more,
});

/** The limits as the core tells them. */
export const fakeLimits: FieldLimit[] = [
  text("title", 256),
  text("description", 10_000, { required: true, lines: true }),
  text("releaseNotes", 1_500, { lines: true }),
  list("features", 20, 200),
  text("shortDescription", 1_000, { strict: 500, shown: 270, lines: true }),
  list("keywords", 7, 40, { item_strict: 30, words: 21 }),
  text("shortTitle", 50),
  text("sortTitle", 255),
  text("voiceTitle", 255),
  text("copyrightAndTrademarkInfo", 200),
  text("licenseTerms", 10_000, { lines: true }),
  text("devStudio", 255),
  list("minimumHardware", 11, 200),
  list("recommendedHardware", 11, 200),
  text("images.description", 200),
  text("trailers.title", 255),
  text("notesForCertification", 2_000, { lines: true, firm: false }),
];

const picture = (image_type: string, more: Partial<ImageSlot>): ImageSlot => ({
  image_type,
  group: "logos",
  exact: [],
  min: null,
  max: null,
  count: 1,
  strict_count: null,
  wanted: "optional",
  captions: false,
  source: "",
  ...more,
});
const size = (width: number, height: number) => ({ width, height });

export const fakeSlots: ImageSlot[] = [
  picture("Screenshot", {
    group: "screenshots",
    min: size(1366, 768),
    max: size(3840, 2160),
    count: 10,
    strict_count: 9,
    wanted: "oneOfFamily",
    captions: true,
  }),
  picture("XboxScreenshot", { group: "screenshots", min: size(1920, 1080), count: 8, captions: true }),
  picture("StoreLogo9x16", { exact: [size(720, 1080), size(1440, 2160)], wanted: "advised" }),
  picture("StoreLogoSquare", { exact: [size(1080, 1080), size(2160, 2160)] }),
  picture("Icon", { exact: [size(300, 300)] }),
  picture("PromotionalArt16x9", { group: "promotional", exact: [size(1920, 1080), size(3840, 2160)] }),
];

export interface FakeDraftOptions {
  document: unknown;
  /** What is live; the document itself when absent. */
  live?: unknown;
  files?: Record<string, FileCard>;
  problems?: Problem[];
  view?: Partial<DraftView>;
}

/** Answers for every command of a draft, over one document in memory. */
export function fakeDraft(options: FakeDraftOptions): FakeAnswers & { view(): DraftView } {
  const live = options.live ?? options.document;
  const files: Record<string, FileCard> = { ...options.files };
  const past: Edit[][] = [];
  const future: Edit[][] = [];
  let document = options.document;
  let revision = options.view?.revision ?? 1;

  const standing = (): Standing => {
    const differences = leaves(live, document, "");
    const problems = [...judged(document), ...(options.problems ?? [])];
    return {
      differences,
      problems,
      sections: sections(differences, problems, read(document, "/gamingOptions/@only") !== undefined),
      languages: Object.keys((read(document, "/listings") as object | undefined) ?? {}),
      undo: past.at(-1)?.[0]?.pointer ?? null,
      redo: future.at(-1)?.[0]?.pointer ?? null,
    };
  };
  /** Applies, and answers with the edits that take it back. */
  const apply = (edits: readonly Edit[]): Edit[] => {
    const back: Edit[] = [];
    for (const { pointer: at, value } of edits) {
      const before = read(document, at);
      back.unshift(before === undefined ? { pointer: at } : { pointer: at, value: before });
      document = write(document, at, value);
    }
    return back;
  };
  const saved = (edits: Edit[]): DraftSaved => {
    revision += 1;
    return { draft: view().id, revision, saved_at: AT, standing: standing(), edits, files };
  };
  const act = (edits: Edit[], told: Edit[]) => {
    past.push(apply(edits));
    future.length = 0;
    return saved(told);
  };
  const view = (): DraftView => ({
    id: "d1",
    product: "store:9NTAILSPINPL",
    product_name: "Tailspin Planner",
    store_id: "9NTAILSPINPL",
    account_name: "Contoso SAS",
    saved_at: AT,
    locked: null,
    guide_place: null,
    ribbon: {
      computer: { draft: "d1", version: "3.3.0.0", changes: 0, saved_at: AT },
      microsoft: null,
      live: { submission: "1152921504621243610", version: "3.2.0.0", since: "2026-11-03T10:12:00Z", languages: 12 },
      current: "computer",
    },
    ...options.view,
    revision,
    document,
    standing: standing(),
    files,
  });
  const step = (from: Edit[][], to: Edit[][]) => {
    const edits = from.pop() ?? [];
    to.push(apply(edits));
    return saved(edits);
  };
  let made = 0;
  let priceTable: PriceTableView | null = null;
  let dutyRead = false;
  return {
    view,
    draft_open: () => view(),
    draft_start: () => view(),
    draft_patch: ({ edits }) => act(edits, []),
    draft_undo: () => step(past, future),
    draft_redo: () => step(future, past),
    draft_guide: () => null,
    draft_discard: () => null,
    limits: () => fakeLimits,
    store_tables: () => fakeTables,
    price_table: () => priceTable,
    price_table_import: () => {
      priceTable = fakePriceTable;
      return priceTable;
    },
    market_duty: () => dutyRead,
    market_duty_read: () => {
      dutyRead = true;
      return null;
    },
    slots: () => fakeSlots,
    languages: () => [
      "af",
      "de-de",
      "en-us",
      "es-es",
      "fr-ca",
      "fr-fr",
      "it-it",
      "ja-jp",
      "pl-pl",
      "pt-br",
      "zh-hans-cn",
    ],
    language_add: ({ language, from }) => {
      const words = {
        ...(from === undefined ? {} : (read(document, pointer("listings", from, "baseListing")) as object)),
      };
      const edit = {
        pointer: pointer("listings", language),
        value: { baseListing: { description: "", ...words, images: [] } },
      };
      return act([edit], [edit]);
    },
    language_remove: ({ language }) =>
      act([{ pointer: pointer("listings", language) }], [{ pointer: pointer("listings", language) }]),
    files_place: ({ placements }) => {
      const edits = placements.flatMap(({ file, slot }): Edit[] => {
        const card = cards.get(file);
        if (!card) return [];
        made += 1;
        if (slot.kind === "package") {
          files[file] = card;
          return [
            {
              pointer: `/applicationPackages/@own${made}`,
              value: {
                $key: `own${made}`,
                fileName: card.name,
                fileStatus: "PendingUpload",
                $file: file,
                $facts: card.facts,
              },
            },
          ];
        }
        if (slot.kind === "trailer") {
          files[file] = card;
          const video = { videoFileName: card.name, $file: file, $facts: card.facts };
          const at = `/trailers/@${slot.replaces ?? `own${made}`}`;
          if (slot.replaces !== undefined && read(document, `${at}/videoFileId`) === undefined) {
            return Object.entries(video).map(([name, value]) => ({ pointer: `${at}/${name}`, value }));
          }
          const languages = Object.keys((read(document, "/listings") as object | undefined) ?? {});
          const trailerAssets = Object.fromEntries(languages.map((one) => [one, { title: "", imageList: [] }]));
          const gone = slot.replaces === undefined ? [] : [{ pointer: at }];
          const value = { $key: `own${made}`, ...video, trailerAssets };
          return [...gone, { pointer: `/trailers/@own${made}`, value }];
        }
        if (card.thumb !== null) files[card.thumb] = card;
        if (slot.kind === "thumbnail") {
          const list = `/trailers/@${slot.trailer}/trailerAssets${pointer(slot.language)}/imageList`;
          const value = { $key: `own${made}`, fileName: card.name, $asset: card.thumb, $facts: card.facts };
          return [{ pointer: list, value: [value] }];
        }
        if (slot.kind === "icon") {
          const value = { fileName: card.name, fileStatus: "PendingUpload", $asset: card.thumb, $facts: card.facts };
          return [{ pointer: pointer("listings", slot.language, "icon"), value }];
        }
        const images = pointer("listings", slot.language, "baseListing", "images");
        const old = slot.replaces === undefined ? [] : [{ pointer: `${images}/@${slot.replaces}` }];
        const value = {
          $key: `own${made}`,
          fileName: card.name,
          fileStatus: "PendingUpload",
          description: "",
          imageType: slot.imageType,
          $asset: card.thumb,
          $facts: card.facts,
        };
        return [...old, { pointer: `${images}/@own${made}`, value }];
      });
      return act(edits, edits);
    },
  };
}

/** Files that were taken in, for `files_place`. */
export const cards = new Map<string, FileCard>();

function judged(document: unknown): Problem[] {
  const problems: Problem[] = [];
  for (const [language, listing] of Object.entries((read(document, "/listings") as object | undefined) ?? {})) {
    for (const limit of fakeLimits) {
      const at = pointer("listings", language, "baseListing", limit.field);
      const value = read(listing, `/baseListing/${limit.field}`);
      if (limit.required && !value) {
        problems.push({ code: "listing.description.missing", severity: "must", pointer: at, params: { language } });
      }
      if (typeof value === "string" && limit.max !== null && value.length > limit.max) {
        const over = value.length - limit.max;
        const params = { language, field: limit.field, count: value.length, max: limit.max, over };
        problems.push({ code: "text.toolong", severity: "must", pointer: at, params });
      }
    }
  }
  return problems;
}

const SECTIONS = ["packages", "listing", "images", "price", "properties", "game", "options"] as const;

function sections(differences: readonly Difference[], problems: readonly Problem[], isGame: boolean): SectionState[] {
  return SECTIONS.filter((section) => section !== "game" || isGame).map((section) => {
    const here = problems.filter((problem) => placeOf(problem.pointer).page === section);
    const musts = here.filter((problem) => problem.severity === "must").length;
    const changes = differences.filter((difference) => placeOf(difference.pointer).page === section).length;
    return {
      section,
      status: musts > 0 ? "incomplete" : changes > 0 ? "changed" : "complete",
      problems: here.length,
      musts,
      changes,
    };
  });
}

/** Everything that differs, leaf by leaf; members of lists by identity, other lists as one value. */
function leaves(before: unknown, after: unknown, at: string): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const named = (value: unknown) =>
    Array.isArray(value) && value.length > 0 && value.every((one) => identity(one) !== undefined);
  // A list that one side lacks is one difference, except in a listing.
  const compared = (value: unknown) => Array.isArray(value) || (value === undefined && at.startsWith("/listings/"));
  if ((named(before) || named(after)) && compared(before) && compared(after)) {
    const [a, b] = [(before ?? []) as unknown[], (after ?? []) as unknown[]];
    const keys = [...new Set([...a, ...b].map((one) => identity(one) ?? ""))];
    const found = keys.flatMap((key) => {
      const of = (members: unknown[]) => members.find((one) => identity(one) === key);
      return leaves(of(a), of(b), `${at}/@${key}`);
    });
    return found.length > 0 ? found : [{ pointer: `${at}/@order`, before: a.map(identity), after: b.map(identity) }];
  }
  const object = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (object(before) && object(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => leaves(before[name], after[name], `${at}${pointer(name)}`));
  }
  if (at.split("/").length <= 4 && at.startsWith("/listings/") && (object(after) || object(before))) {
    const [a, b] = [object(before) ? before : {}, object(after) ? after : {}];
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return names.flatMap((name) => leaves(a[name], b[name], `${at}${pointer(name)}`));
  }
  return [{ pointer: at, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}
