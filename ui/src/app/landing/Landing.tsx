// Files dropped anywhere on the window. With a page of a draft open they land in it; else one question comes first: which
// product. Afterwards one bar says what landed where, what did not and why, with Undo.

import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { FileCard } from "@/bindings";
import type { DraftStore } from "@/data/draft.ts";
import { presentDraft, useDrafts } from "@/data/drafts.tsx";
import { dropped, useSignal } from "@/data/signals.ts";
import { LandDialog } from "./LandDialog.tsx";
import { LandedBar } from "./LandedBar.tsx";
import { outcome, taker, useLand } from "./land.ts";

export function Landing() {
  const files = useSignal(dropped);
  const told = useSignal(outcome);
  const land = useLand();
  const drafts = useDrafts();
  const navigate = useNavigate();
  const { product } = useParams({ strict: false }) as { product?: string };
  const [asking, setAsking] = useState<readonly FileCard[] | null>(null);
  const latest = useRef(land);
  latest.current = land;

  useEffect(() => {
    if (files === null) return;
    dropped.set(null);
    const left = taker.value?.(files) ?? files;
    if (left.length === 0) return;
    const open = presentDraft.value;
    if (open && open.view.product === product) void latest.current(left, open);
    else setAsking(left);
  }, [files, product]);

  // The bar is about one product; with another one open it would only confuse.
  useEffect(() => {
    if (told && product !== undefined && told.draft.view.product !== product) outcome.set(null);
  }, [told, product]);

  async function into(draft: DraftStore, cards: readonly FileCard[]) {
    setAsking(null);
    await navigate({ to: "/products/$product/draft", params: { product: draft.view.product } });
    await land(cards, drafts.get(draft.id) ?? draft);
  }

  return (
    <>
      {told && <LandedBar told={told} />}
      {asking && (
        <LandDialog
          files={asking}
          product={product}
          onLand={(draft) => void into(draft, asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
