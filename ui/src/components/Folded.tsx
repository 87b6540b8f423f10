// A part of a page that most people never need, folded away. It opens by itself when something in it differs from what is
// live, has a problem, or is asked for by a jump link: focus can only go where something is seen.

import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useStanding } from "@/data/drafts.tsx";
import { isWithin } from "@/data/pointer.ts";
import styles from "./Folded.module.css";

export interface FoldedProps {
  title: string;
  /** What the fields inside edit. */
  pointers: readonly string[];
  children: ReactNode;
}

export function Folded({ title, pointers, children }: FoldedProps) {
  const { differences, problems } = useStanding();
  const asked = useSearch({ strict: false, select: (search) => search.field });
  const inside = (at: string) => pointers.some((pointer) => isWithin(at, pointer));
  const wanted = asked !== undefined && inside(asked);
  const news = [...differences, ...problems].some(({ pointer }) => inside(pointer));
  const [open, setOpen] = useState(wanted || news);
  useEffect(() => {
    if (wanted || news) setOpen(true);
  }, [wanted, news]);
  return (
    <details className={styles.folded} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
