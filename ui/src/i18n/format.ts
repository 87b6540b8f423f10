// Numbers, sizes, dates and lists as people read them: one table for the whole window.
//
// The crate `vitrine-words` holds the same table for menus, dialogs and the terminal; `words.fixture.json` is rendered
// by both and compared, so a change here without its twin turns a test red. The language is always an argument: the
// webview's own default is "C" or an American variant on a bare Linux system.

export type Language = "en" | "fr";

/** Joins words that must not part: U+00A0. */
const NB = "\u00a0";

const LOCALE: Record<Language, string> = { en: "en-US", fr: "fr-FR" };

const cache = new Map<string, unknown>();

/** `Intl` objects cost a millisecond each; one of a kind is kept. */
function kept<T>(key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as T;
}

/** `1240` → "1,240", « 1 240 ». At most `digits` decimals, none when they would be zero. */
export function formatNumber(value: number, language: Language, digits = 2): string {
  return kept(
    `number ${language} ${digits}`,
    () => new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: digits }),
  ).format(value);
}

/** `10` → "10%", « 10 % ». The value is in hundredths, as the services count. */
export function formatPercent(hundredths: number, language: Language): string {
  return kept(
    `percent ${language}`,
    () => new Intl.NumberFormat(LOCALE[language], { style: "percent", maximumFractionDigits: 1 }),
  ).format(hundredths / 100);
}

const UNITS: Record<Language, readonly string[]> = { en: ["kB", "MB", "GB", "TB"], fr: ["ko", "Mo", "Go", "To"] };

/** `440_000_000` → "440 MB", « 440 Mo ». Powers of 1,000; one decimal below 10, none from there on. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1000) {
    const word = language === "fr" ? (bytes < 2 ? "octet" : "octets") : bytes === 1 ? "byte" : "bytes";
    return `${formatNumber(bytes, language)}${NB}${word}`;
  }
  let size = bytes / 1000;
  let unit = 0;
  // 999.5 would be written "1,000": it belongs to the next unit.
  while (size >= 999.5 && unit < UNITS[language].length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatNumber(size, language, size < 9.95 ? 1 : 0)}${NB}${UNITS[language][unit]}`;
}

export interface Clock {
  now: Date;
  /** IANA name; the system's own zone when absent. */
  zone?: string;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: string;
  monthShort: string;
}

function parts(at: Date, language: Language, zone: string | undefined): Parts {
  const format = kept(
    `parts ${language} ${zone ?? ""}`,
    () =>
      new Intl.DateTimeFormat(LOCALE[language], {
        weekday: "short",
        year: "numeric",
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        ...(zone === undefined ? {} : { timeZone: zone }),
      }),
  );
  const found: Record<string, string> = {};
  for (const part of format.formatToParts(at)) found[part.type] = part.value;
  const month = kept(
    `month ${zone ?? ""}`,
    () => new Intl.DateTimeFormat("en-US", { month: "numeric", ...(zone === undefined ? {} : { timeZone: zone }) }),
  ).format(at);
  return {
    year: Number(found.year),
    month: Number(month),
    day: Number(found.day),
    hour: Number(found.hour),
    minute: Number(found.minute),
    weekday: found.weekday ?? "",
    monthShort: found.month ?? "",
  };
}

/** Whole days from `now` to `at` on the calendar of the zone: 0 today, -1 yesterday. */
function daysBetween(at: Parts, now: Parts): number {
  return Math.round(
    (Date.UTC(at.year, at.month - 1, at.day) - Date.UTC(now.year, now.month - 1, now.day)) / 86_400_000,
  );
}

const two = (value: number) => String(value).padStart(2, "0");

function time(at: Parts, language: Language): string {
  return language === "fr" ? `${at.hour}${NB}h${NB}${two(at.minute)}` : `${two(at.hour)}:${two(at.minute)}`;
}

function date(at: Parts, now: Parts, language: Language): string {
  const day = language === "fr" && at.day === 1 ? "1er" : String(at.day);
  const year = at.year === now.year ? "" : ` ${at.year}`;
  return `${at.weekday} ${day}${NB}${at.monthShort}${year}`;
}

/** "14:05", « 14 h 05 ». */
export function formatTime(at: Date, language: Language, clock: Clock): string {
  return time(parts(at, language, clock.zone), language);
}

/** "Wed 18 Nov", « mer. 18 nov. »; the year only when it is another one. */
export function formatDate(at: Date, language: Language, clock: Clock): string {
  return date(parts(at, language, clock.zone), parts(clock.now, language, clock.zone), language);
}

/** "Friday 20 November", « vendredi 20 novembre »: a day as a sentence says it. */
export function formatDay(at: Date, language: Language, clock: Clock): string {
  const zone = clock.zone === undefined ? {} : { timeZone: clock.zone };
  const named = (part: "weekday" | "month") =>
    kept(
      `day ${language} ${part} ${clock.zone ?? ""}`,
      () => new Intl.DateTimeFormat(LOCALE[language], { [part]: "long", ...zone }),
    );
  const { day } = parts(at, language, clock.zone);
  return `${named("weekday").format(at)} ${language === "fr" && day === 1 ? "1er" : day}${NB}${named("month").format(at)}`;
}

/** "Mon 16 Nov, 13:50", « lun. 16 nov., 13 h 50 ». */
export function formatDateTime(at: Date, language: Language, clock: Clock): string {
  return `${formatDate(at, language, clock)}, ${formatTime(at, language, clock)}`;
}

/** The shortest that says when: "14:05" today, "yesterday", else the date. */
export function formatWhen(at: Date, language: Language, clock: Clock): string {
  const [then, now] = [parts(at, language, clock.zone), parts(clock.now, language, clock.zone)];
  const days = daysBetween(then, now);
  if (days === 0) return time(then, language);
  return days === -1 || days === 1 ? relative(days, "day", language) : date(then, now, language);
}

/** For deadlines, absolute and relative: "Tue 24 Nov, in 4 days", « mar. 24 nov., dans 4 jours ». */
export function formatDeadline(at: Date, language: Language, clock: Clock): string {
  const [then, now] = [parts(at, language, clock.zone), parts(clock.now, language, clock.zone)];
  return `${date(then, now, language)}, ${relative(daysBetween(then, now), "day", language)}`;
}

/** "2 minutes ago", « il y a 2 minutes »: whole minutes, hours or days, rounded towards now. */
export function formatRelative(at: Date, language: Language, clock: Clock): string {
  const minutes = Math.trunc((at.getTime() - clock.now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return relative(minutes, "minute", language);
  const hours = Math.trunc(minutes / 60);
  if (Math.abs(hours) < 24) return relative(hours, "hour", language);
  return relative(Math.trunc(hours / 24), "day", language);
}

function relative(value: number, unit: "minute" | "hour" | "day", language: Language): string {
  if (value === 0 && unit === "minute") return language === "fr" ? "à l’instant" : "just now";
  // Intl's own words only for yesterday, today and tomorrow: « avant-hier » is longer than a number and no clearer.
  const numeric = unit === "day" && Math.abs(value) < 2 ? "auto" : "always";
  return kept(
    `relative ${language} ${numeric}`,
    () => new Intl.RelativeTimeFormat(LOCALE[language], { numeric }),
  ).format(value === 0 ? 0 : value, unit);
}

/** "a, b and c", « a, b et c »: no comma before the last. */
export function formatList(items: readonly string[], language: Language): string {
  const last = items.at(-1);
  if (items.length < 2 || last === undefined) return last ?? "";
  return `${items.slice(0, -1).join(", ")} ${language === "fr" ? "et" : "and"} ${last}`;
}

/** "2 min left" has its sentence in the catalogue; this is the number in it: seconds below a minute, then minutes. */
export function formatDuration(seconds: number, language: Language): string {
  if (seconds < 60) return `${formatNumber(Math.ceil(seconds), language)}${NB}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${NB}min`;
  const rest = minutes % 60;
  const hours = `${formatNumber(Math.floor(minutes / 60), language)}${NB}h`;
  return rest === 0 ? hours : `${hours}${NB}${rest}${language === "fr" ? "" : `${NB}min`}`;
}

/** "French (France)", « français (France) » by the system; the catalogue's own names come first (useFormat). */
export function formatLanguageName(tag: string, language: Language): string {
  try {
    const names = kept(
      `names ${language}`,
      // "English (United States)", as Partner Center and Windows say it, never "American English".
      () => new Intl.DisplayNames(LOCALE[language], { type: "language", languageDisplay: "standard" }),
    );
    return names.of(Intl.getCanonicalLocales(tag)[0] ?? tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Parameters whose value is a word of a closed set, and the group of `states.json` that has it in the language. */
const WORD_GROUPS: Record<string, string> = {
  language: "language",
  field: "field",
  slot: "image",
  what: "what",
  step: "phase",
  endpoint: "endpoint",
  format: "format",
};

export interface ParamContext {
  clock: Clock;
  /** A word of `states.json`; undefined when the catalogue has none, and the value then stands for itself. */
  word?: (group: string, name: string) => string | undefined;
  /** All parameters of the sentence. */
  all?: Record<string, unknown>;
}

/**
 * A parameter of a sentence. Its name says what it is: `…bytes` is a size (and so is `max` beside it), `…percent` and
 * `percentage` are hundredths, `…width` and `…height` are pixels and never grouped, any other number is. A whole ISO instant is written as a moment, under the names
 * `…date`, `…time`, `…deadline` as these. Names of a closed set are looked up. An empty text is a dash, so that no
 * sentence has a hole.
 */
export function formatParam(name: string, value: unknown, language: Language, context: ParamContext): string {
  const { clock, word, all } = context;
  if (typeof value === "number") {
    if (/bytes$/i.test(name) || (name === "max" && all !== undefined && "bytes" in all))
      return formatBytes(value, language);
    if (/percent(age)?$/i.test(name)) return formatPercent(value, language);
    if (/(width|height)$/i.test(name)) return String(value);
    return formatNumber(value, language);
  }
  const text = String(value ?? "");
  if (text === "") return "—";
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text)) {
    const at = new Date(text);
    if (/date$/i.test(name)) return formatDate(at, language, clock);
    if (/time$/i.test(name)) return formatTime(at, language, clock);
    if (/deadline$/i.test(name)) return formatDeadline(at, language, clock);
    return formatDateTime(at, language, clock);
  }
  const group = WORD_GROUPS[name];
  return (group === undefined ? undefined : word?.(group, group === "language" ? text.toLowerCase() : text)) ?? text;
}
