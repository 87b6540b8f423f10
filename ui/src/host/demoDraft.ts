// The draft of the demo: a planner in a few languages, with something changed, something wrong and pictures of both kinds
// (held by this computer, held by Microsoft alone).

import type { FileCard, Problem } from "@/bindings";
import type { FakeDraftOptions } from "./fakeDraft.ts";

const WORDS: Record<string, [string, string, string, string[], string[]]> = {
  "en-us": [
    "Plan your week in one place. Drag tasks onto days, share a board with your team and see who is free.\n\nTailspin keeps your evenings: when the day is full it tells you, and proposes tomorrow.",
    "A calm weekly planner for teams.",
    "Dark mode, shared boards, and a start that is 40% faster.",
    ["Week board", "Shared boards", "Quiet reminders", "Works offline"],
    ["planner", "week", "team", "tasks"],
  ],
  "fr-fr": [
    "Organisez votre semaine en un seul endroit. Glissez vos tâches sur les jours, partagez un tableau avec votre équipe et voyez d’un coup d’œil qui est disponible.\n\nTailspin garde vos soirées : quand la journée est pleine, il vous le dit, et propose demain.",
    "Un agenda apaisant pour travailler à plusieurs.",
    "Mode sombre, tableaux partagés, et un démarrage 40 % plus rapide.",
    ["Tableau de la semaine", "Tableaux partagés", "Rappels discrets", "Fonctionne hors connexion"],
    ["agenda", "semaine", "équipe", "tâches"],
  ],
  "de-de": [
    "Planen Sie Ihre Woche an einem Ort. Ziehen Sie Aufgaben auf Tage, teilen Sie eine Tafel mit Ihrem Team.",
    `Ein ruhiger Wochenplaner für Teams. ${"Alles Wichtige auf einen Blick, ohne Lärm. ".repeat(24)}`,
    "Dunkler Modus, gemeinsame Tafeln, Start 40 % schneller.",
    ["Wochentafel", "Gemeinsame Tafeln"],
    ["Planer", "Woche"],
  ],
  "ja-jp": ["", "チームのための週間プランナー。", "", ["週間ボード", "集中タイマー"], ["予定", "週間"]],
  "ar-sa": [
    "خطط لأسبوعك في مكان واحد. اسحب المهام إلى الأيام وشارك اللوحة مع فريقك.",
    "مخطط أسبوعي هادئ للفرق.",
    "",
    [],
    [],
  ],
  "es-es": [
    "Organice su semana en un solo lugar.",
    "Una agenda tranquila para equipos.",
    "Modo oscuro.",
    ["Tablero semanal"],
    [],
  ],
  "it-it": ["Pianifica la settimana in un unico posto.", "", "Modalità scura.", [], []],
};

const hash = (n: number) => `${n}`.repeat(64).slice(0, 64);
const facts = (width: number, height: number, format: "png" | "jpeg" = "png") => ({
  kind: "image" as const,
  format,
  width,
  height,
  depth: 8,
  alpha: false,
  animated: false,
  profile: false,
  orientation: 1,
  trailing: 0,
  bytes: 812_000,
  complete: true,
});
const card = (n: number, name: string, width: number, height: number, slots: string[]): FileCard => ({
  id: `f${n}`,
  name,
  bytes: 812_000,
  facts: facts(width, height),
  fit: "fits",
  problems: [],
  slots,
  thumb: hash(n),
});

const mine = (n: number, imageType: string, description: string, width: number, height: number) => ({
  $key: `own-${n}`,
  fileName: `shot-0${n}.png`,
  fileStatus: "PendingUpload",
  description,
  imageType,
  $asset: hash(n),
  $facts: facts(width, height),
});
const theirs = (id: string, imageType: string, description: string) => ({
  id,
  fileName: `${id}.png`,
  fileStatus: "Uploaded",
  description,
  imageType,
});

function listing(language: string, changed: boolean) {
  const words = WORDS[language];
  if (!words) throw new Error(language);
  const [description, shortDescription, releaseNotes, features, keywords] = words;
  const pictures =
    language === "fr-fr"
      ? [
          mine(1, "Screenshot", "La semaine d’un coup d’œil", 2732, 1536),
          mine(2, "Screenshot", "", 1200, 700),
          mine(3, "Screenshot", "Chacun voit qui fait quoi", 2732, 1536),
          theirs("11527", "Screenshot", "Le temps de chaque projet"),
          mine(5, "Screenshot", "Le mode sombre", 2732, 1536),
          mine(6, "StoreLogo9x16", "", 1440, 2160),
          mine(7, "StoreLogoSquare", "", 1080, 1080),
          mine(8, "Icon", "", 300, 300),
          mine(9, "PromotionalArt16x9", "", 3840, 2160),
        ]
      : language === "ja-jp"
        ? []
        : [
            theirs(`1152${language}`, "Screenshot", "The week at a glance"),
            theirs(`1153${language}`, "Screenshot", ""),
          ];
  return {
    baseListing: {
      title: "Tailspin Planner",
      shortTitle: "",
      sortTitle: "",
      voiceTitle: "",
      description: changed
        ? description
        : description.replace("en un seul endroit", "sur une seule page").replace("in one place", "on one page"),
      shortDescription,
      releaseNotes: changed ? releaseNotes : "",
      features,
      keywords,
      copyrightAndTrademarkInfo: "© 2026 Contoso SAS",
      licenseTerms: "",
      devStudio: "Contoso SAS",
      minimumHardware: [],
      recommendedHardware: [],
      images: changed ? pictures : pictures.filter((one) => "id" in one),
    },
    platformOverrides: {},
  };
}

const packageFacts = {
  kind: "package" as const,
  form: "msixupload" as const,
  identity: { name: "Contoso.TailspinPlanner", publisher: "CN=Contoso", version: "3.3.0.0", architecture: "" },
  family_name: "Contoso.TailspinPlanner_8wekyb3d8bbwe",
  display_name: "Tailspin Planner",
  publisher_display_name: "Contoso SAS",
  architectures: ["arm64", "x64"],
  languages: ["en-us", "fr-fr", "de-de", "pl-pl"],
  families: [{ name: "Windows.Desktop", min_version: "10.0.17763.0" }],
  capabilities: ["internetClient", "runFullTrust"],
  restricted: ["runFullTrust"],
  contents: [],
  resource_package: false,
  symbols: true,
  bytes: 440_000_000,
};

const filmFacts = {
  kind: "video" as const,
  container: "mp4" as const,
  width: 1280,
  height: 720,
  duration_ms: 64_400,
  video_codec: "avc1",
  audio: "mp4a",
  starts_fast: true,
  edit_list: false,
  bytes: 172_000_000,
};

/** One that is live, and one that comes, shown in French and still to be finished in the other languages. */
function trailers(changed: boolean) {
  const languages = Object.keys(WORDS);
  const each = (of: (language: string) => unknown) => Object.fromEntries(languages.map((one) => [one, of(one)]));
  const tour = {
    id: "1152921504688000001",
    videoFileName: "Trailers\\tour.mp4",
    videoFileId: "1152921504688000002",
    trailerAssets: each((language) => ({
      title: language === "fr-fr" ? "Une visite" : "A tour",
      imageList: [{ id: `11529215046880-${language}`, fileName: "Trailers\\tour.png", description: null }],
    })),
  };
  const still = {
    $key: "own-still",
    fileName: "still.png",
    description: "",
    $asset: hash(9),
    $facts: facts(1920, 1080),
  };
  const week = {
    $key: "own-film",
    videoFileName: "une-semaine.mp4",
    $file: "ff",
    $facts: filmFacts,
    trailerAssets: each((language) =>
      language === "fr-fr" ? { title: "Une semaine en une minute", imageList: [still] } : { title: "", imageList: [] },
    ),
  };
  return changed ? [tour, week] : [tour];
}

function document(changed: boolean) {
  const old = {
    id: "2000000000044",
    fileName: "tailspin_3.2.0.0.msixbundle",
    fileStatus: changed ? "PendingDelete" : "Uploaded",
    version: "3.2.0.0",
    architecture: "x64",
    languages: ["en-us", "fr-fr", "de-de"],
    capabilities: ["internetClient"],
    targetDeviceFamilies: ["Windows.Desktop min version 10.0.17763.0"],
  };
  const fresh = {
    $key: "own-p",
    fileName: "tailspin_3.3.0.0.msixupload",
    fileStatus: "PendingUpload",
    $file: "fp",
    $facts: packageFacts,
  };
  return {
    id: "1152921504621243610",
    pricing: {
      trialPeriod: "SevenDays",
      marketSpecificPricings: {
        BY: "NotAvailable",
        RU: "NotAvailable",
        FR: "Tier1020",
        IN: "Tier1012",
        EH: "Tier1015",
      },
      sales: [],
      priceId: "Tier1022",
      isAdvancedPricingModel: true,
    },
    visibility: "Public",
    applicationCategory: "Productivity",
    hardwarePreferences: ["Touch", "Mouse"],
    hasExternalInAppProducts: false,
    meetAccessibilityGuidelines: true,
    canInstallOnRemovableMedia: true,
    automaticBackupEnabled: false,
    isGameDvrEnabled: false,
    gamingOptions: [],
    enterpriseLicensing: "Online",
    allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies: true,
    allowTargetFutureDeviceFamilies: { Desktop: true, Mobile: false, Holographic: true, Xbox: false, Team: false },
    packageDeliveryOptions: {
      packageRollout: {
        isPackageRollout: false,
        packageRolloutPercentage: 0,
        packageRolloutStatus: "PackageRolloutNotStarted",
        fallbackSubmissionId: "0",
      },
      isMandatoryUpdate: false,
      mandatoryUpdateEffectiveDate: "1601-01-01T00:00:00Z",
    },
    applicationPackages: changed ? [old, fresh] : [old],
    trailers: trailers(changed),
    listings: Object.fromEntries(Object.keys(WORDS).map((language) => [language, listing(language, changed)])),
    notesForCertification: "The test account is demo@tailspin.example.",
    targetPublishMode: changed ? "Manual" : "Immediate",
    targetPublishDate: "1601-01-01T00:00:00Z",
  };
}

const at = (rest: string) => `/listings/fr-fr/baseListing/images/${rest}`;
const problems: Problem[] = [
  {
    code: "image.pixels.toosmall",
    severity: "must",
    pointer: at("@own-2"),
    params: { width: 1200, height: 700, min_width: 1366, min_height: 768, slot: "Screenshot" },
  },
  {
    code: "package.language.nolisting",
    severity: "check",
    pointer: "/applicationPackages/@own-p",
    params: { language: "pl-pl" },
  },
  {
    code: "package.capability.restricted",
    severity: "check",
    pointer: "/applicationPackages/@own-p",
    params: { name: "tailspin_3.3.0.0.msixupload", capability: "runFullTrust" },
  },
  {
    code: "video.pixels.wrong",
    severity: "check",
    pointer: "/trailers/@own-film",
    params: { width: 1280, height: 720, allowed: "1920×1080" },
  },
  { code: "options.manual.handoff", severity: "check", pointer: "/targetPublishMode", params: {} },
];

const film: FileCard = {
  id: "ff",
  name: "une-semaine.mp4",
  bytes: filmFacts.bytes,
  facts: filmFacts,
  fit: "check",
  problems: [],
  slots: [],
  thumb: null,
};

export const demoDraft: FakeDraftOptions = {
  document: document(true),
  live: document(false),
  problems,
  files: Object.fromEntries([
    ["ff", film],
    ...[
      card(1, "semaine.png", 2732, 1536, ["Screenshot", "XboxScreenshot", "HoloLensScreenshot"]),
      card(2, "rangement.png", 1200, 700, []),
      card(3, "equipe.png", 2732, 1536, ["Screenshot", "XboxScreenshot", "HoloLensScreenshot"]),
      card(5, "sombre.png", 2732, 1536, ["Screenshot", "XboxScreenshot", "HoloLensScreenshot"]),
      card(6, "affiche.png", 1440, 2160, ["StoreLogo9x16"]),
      card(7, "boite.png", 1080, 1080, ["StoreLogoSquare"]),
      card(8, "icone.png", 300, 300, ["Icon"]),
      card(9, "hero.png", 3840, 2160, ["Screenshot", "PromotionalArt16x9"]),
    ].map((one) => [one.thumb, one]),
  ]),
};

/** The same draft in a hundred languages, all worded like the French one: for looking at speed and at the strip. */
export function hundredLanguages(draft: FakeDraftOptions): FakeDraftOptions {
  const regions = "ae ar at au be bg br ca ch cl cn co cz de dk ee es fi fr gb gr hr hu id ie in is it jp kr".split(
    " ",
  );
  const codes = ["en", "fr", "es", "de"].flatMap((one) => regions.map((region) => `${one}-${region}`)).slice(0, 93);
  const grown = (document: unknown) => {
    const { listings, ...rest } = document as { listings: Record<string, unknown> };
    const more = Object.fromEntries(codes.map((code) => [code, listings["fr-fr"]]));
    return { ...rest, listings: { ...more, ...listings } };
  };
  return { ...draft, document: grown(draft.document), live: grown(draft.live) };
}
