// The awning: what customers see. Three inks, one for each place of a text. It stands in five places of the window and
// nowhere else: the mark, the ribbon, Home's sill, the drop overlay, the dialog and the hold of going live.

import styles from "./Awning.module.css";

export interface AwningProps {
  /** A multiple of three ends on the lit ink. */
  scallops?: number;
  className?: string | undefined;
  /** It comes down once, from its upper edge, when it appears. */
  unroll?: boolean;
}

export function Awning({ scallops = 24, className = "", unroll = false }: AwningProps) {
  return (
    <div className={`${styles.awning} ${className}`} data-unroll={unroll} aria-hidden="true">
      {Array.from({ length: scallops }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: scallops have a place and nothing else
        <span key={index} className={styles.scallop} data-place={(index % 3) + 1} />
      ))}
    </div>
  );
}
