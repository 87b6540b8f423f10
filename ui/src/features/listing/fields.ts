// The fields of a Store listing in the order in which a person writes them. What Partner Center alone manages (privacy,
// support, website) is not here; texts for old Windows versions are only shown (OldWindows.tsx).

export interface ListingField {
  name: FieldName;
  kind: "text" | "words";
  /** Lines of the editor at first; one line when absent. */
  lines?: number;
}

export type FieldName =
  | "title"
  | "shortDescription"
  | "description"
  | "releaseNotes"
  | "features"
  | "keywords"
  | "copyrightAndTrademarkInfo"
  | "devStudio"
  | "licenseTerms"
  | "shortTitle"
  | "sortTitle"
  | "voiceTitle"
  | "minimumHardware"
  | "recommendedHardware";

export type GroupName = "page" | "finding" | "rights" | "titles" | "hardware";

export interface Group {
  name: GroupName;
  /** The step of *Guide me* that shows it. */
  step: "texts" | "details";
  fields: readonly ListingField[];
}

const text = (name: FieldName, lines?: number): ListingField => ({ name, kind: "text", ...(lines ? { lines } : {}) });
const words = (name: FieldName): ListingField => ({ name, kind: "words" });

export const GROUPS: readonly Group[] = [
  {
    name: "page",
    step: "texts",
    fields: [
      text("title"),
      text("shortDescription", 3),
      text("description", 12),
      text("releaseNotes", 5),
      words("features"),
    ],
  },
  { name: "finding", step: "texts", fields: [words("keywords")] },
  {
    name: "rights",
    step: "details",
    fields: [text("copyrightAndTrademarkInfo"), text("devStudio"), text("licenseTerms", 4)],
  },
  { name: "titles", step: "details", fields: [text("shortTitle"), text("sortTitle"), text("voiceTitle")] },
  { name: "hardware", step: "details", fields: [words("minimumHardware"), words("recommendedHardware")] },
];

export const FIELDS: readonly FieldName[] = GROUPS.flatMap((group) => group.fields.map((field) => field.name));
