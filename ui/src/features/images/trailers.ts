// The trailers of a draft as the page shows them: the video, and for each language of the listing its title and its one
// thumbnail. Trailers that are not filled in (null, absent) are none; that is no fault.

import type { Problem } from "@/bindings";
import { identity, isWithin, pointer } from "@/data/pointer.ts";

export const TRAILERS = "/trailers";

export interface Thumbnail {
  id?: string;
  $key?: string;
  fileName?: string;
  $asset?: string;
  $facts?: unknown;
}

export interface StoreTrailer {
  id?: string;
  $key?: string;
  videoFileName?: string;
  videoFileId?: string | null;
  trailerAssets?: Record<string, { title?: string | null; imageList?: readonly Thumbnail[] | null } | null> | null;
  /** The file on this computer; Microsoft hands out neither a video nor what it is like. */
  $file?: string;
  $facts?: VideoWords;
}

interface VideoWords {
  container?: string;
  width?: number;
  height?: number;
  duration_ms?: number;
  bytes?: number;
}

/** A trailer in one language. */
export interface Spoken {
  /** As the listing spells it, or the trailer where the listing does not have it. */
  language: string;
  /** Of the title and the thumbnail together. */
  pointer: string;
  /** The trailer is shown in this language at all. */
  shown: boolean;
  title: string;
  thumbnail: Thumbnail | undefined;
  /** Of everything but the title, which shows its own. */
  problems: readonly Problem[];
}

export interface Reel {
  key: string;
  pointer: string;
  trailer: StoreTrailer;
  /** The file name, without the folder that some clients write before it. */
  name: string;
  /** Of the video itself. */
  problems: readonly Problem[];
  spoken: readonly Spoken[];
}

/** One a language at the trailer itself; the card says it in one line, with its languages. */
const NOT_SHOWN = "trailer.language.missing";

export function reelsOf(value: unknown, problems: readonly Problem[], languages: readonly string[]): Reel[] {
  const list = Array.isArray(value) ? (value as StoreTrailer[]) : [];
  return list.flatMap((trailer) => {
    const key = identity(trailer);
    if (key === undefined) return [];
    const at = `${TRAILERS}/@${key}`;
    const inAssets = `${at}/trailerAssets`;
    const own = problems.filter(
      ({ code, pointer }) =>
        code !== NOT_SHOWN && isWithin(pointer, at) && !(isWithin(pointer, inAssets) && pointer !== inAssets),
    );
    const assets = trailer.trailerAssets ?? {};
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const extra = Object.keys(assets).filter((one) => !languages.some((other) => same(one, other)));
    const spoken = [...languages, ...extra].map((language): Spoken => {
      const spelled = Object.keys(assets).find((one) => same(one, language));
      const asset = spelled === undefined ? undefined : (assets[spelled] ?? {});
      const place = `${inAssets}${pointer(spelled ?? language)}`;
      return {
        language,
        pointer: place,
        shown: asset !== undefined,
        title: asset?.title ?? "",
        thumbnail: asset?.imageList?.[0],
        problems: problems.filter((one) => isWithin(one.pointer, place) && one.pointer !== `${place}/title`),
      };
    });
    const name = (trailer.videoFileName ?? "").split(/[\\/]/).at(-1) ?? "";
    return [{ key, pointer: at, trailer, name, problems: own, spoken }];
  });
}

/** Microsoft has it: what goes with it cannot be fetched back. */
export const isTheirs = ({ trailer }: Reel) => Boolean(trailer.id || trailer.videoFileId);

/** What the reel shows for itself: the thumbnail of the language, else of any other that this computer holds. */
export function posterOf(reel: Reel, language: string): Thumbnail | undefined {
  const mine = reel.spoken.find((one) => one.language === language)?.thumbnail;
  return mine ?? reel.spoken.find((one) => one.thumbnail?.$asset !== undefined)?.thumbnail;
}

/** The order of all trailers with one moved; `to` counts from 0. */
export function movedTrailer(value: unknown, key: string, to: number): string[] {
  const keys = (Array.isArray(value) ? value : []).map((one) => identity(one) ?? "");
  const rest = keys.filter((one) => one !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}

/** "1:04", "1:02:09": as players write it. */
export function lengthOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}
