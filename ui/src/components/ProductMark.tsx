// A product's mark. No service hands out Store icons, so a product whose artwork this computer never held gets a letter
// on a quiet tone: always the same for the same name, never as loud as real artwork.

import { useHost } from "@/host/context.tsx";
import styles from "./ProductMark.module.css";

const TONES = 8;

export interface ProductMarkProps {
  name: string;
  size?: 24 | 28 | 32 | 40 | 48;
  /** The hash of a picture of this product that the content store holds. */
  thumb?: string | null;
}

export function ProductMark({ name, size = 40, thumb }: ProductMarkProps) {
  const host = useHost();
  if (thumb) {
    return <img className={styles.mark} data-size={size} src={host.thumbUrl(thumb, size * 2)} alt="" />;
  }
  return (
    <span className={styles.mark} data-size={size} data-tone={toneOf(name)} aria-hidden>
      {initialOf(name)}
    </span>
  );
}

/** The first letter or digit, as a reader of any script would count it. */
export function initialOf(name: string): string {
  const first = new Intl.Segmenter(undefined, { granularity: "grapheme" })
    .segment(name.trim())
    [Symbol.iterator]()
    .next();
  return first.done ? "·" : first.value.segment.toLocaleUpperCase();
}

/** 1 to 8 by the name (FNV-1a), so that neighbours in a list seldom share a tone and a product never changes its own. */
export function toneOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const unit of name) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  // The low bits alone repeat too often for names of one alphabet.
  return (((hash ^ (hash >>> 15)) >>> 0) % TONES) + 1;
}
