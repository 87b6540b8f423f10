// A moment as a person types it, in the zone of this computer, and as the service stores it, in UTC.

export interface Typed {
  day: string;
  month: string;
  year: string;
  time: string;
}

export const NOTHING: Typed = { day: "", month: "", year: "", time: "" };

/** The service writes a date that is not set as the beginning of its calendar. */
const UNSET = /^(0001|1601)-/;

const two = (value: number) => String(value).padStart(2, "0");

/** The fields of a stored moment; all empty when it is not set or no date at all. */
export function typedOf(stored: unknown): Typed {
  if (typeof stored !== "string" || UNSET.test(stored)) return NOTHING;
  const at = new Date(stored);
  if (Number.isNaN(at.getTime())) return NOTHING;
  return {
    day: String(at.getDate()),
    month: String(at.getMonth() + 1),
    year: String(at.getFullYear()),
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** The moment in UTC to the second, or undefined while the fields name none: 31 February is no day. */
export function momentOf({ day, month, year, time }: Typed): string | undefined {
  const [d, m, y] = [day, month, year].map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN));
  const clock = clockOf(time);
  if (clock === undefined || d === undefined || m === undefined || y === undefined || !(y >= 2000 && y <= 9999))
    return undefined;
  const at = new Date(y, m - 1, d, clock.hours, clock.minutes);
  const same = at.getFullYear() === y && at.getMonth() === m - 1 && at.getDate() === d;
  return same ? `${at.toISOString().slice(0, 19)}Z` : undefined;
}

/** "9:30", "14 h 05", "14h", "2:30 pm". */
function clockOf(written: string): { hours: number; minutes: number } | undefined {
  const found = /^\s*(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?\s*(am|pm)?\s*$/i.exec(written);
  if (!found) return undefined;
  const half = found[3]?.toLowerCase();
  let hours = Number(found[1]);
  const minutes = Number(found[2] ?? 0);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half === "pm" ? 12 : 0);
  }
  return hours <= 23 && minutes <= 59 ? { hours, minutes } : undefined;
}
