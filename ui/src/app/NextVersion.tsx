// *Prepare the next version*: while Microsoft works on a submission, the next draft begins beside it.

import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ProductId, ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import { useDrafts } from "@/data/drafts.tsx";
import styles from "./DraftParts.module.css";

export interface NextVersionProps {
  product: ProductId;
  commands: ProductView["commands"] | undefined;
}

/** The button, or why it has to wait; nothing when no draft of this computer is under way. */
export function NextVersion({ product, commands }: NextVersionProps) {
  const { t } = useTranslation("draft");
  const drafts = useDrafts();
  const navigate = useNavigate();
  const reason = useId();
  const begin = useDo("draft_next", (view, client) => {
    drafts.adopt(view);
    void client.invalidateQueries({ queryKey: ["product", product] });
    void navigate({ to: "/products/$product/draft", params: { product } });
  });
  const can = commands?.find((command) => command.name === "nextVersion")?.can;
  if (!can) return null;
  const early = can.state === "notPossible";
  return (
    <div className={styles.next}>
      <Button
        size="small"
        disabledFocusable={early || begin.isPending}
        aria-describedby={early ? reason : undefined}
        onClick={() => !early && !begin.isPending && begin.mutate(product)}
      >
        {t("next.begin")}
      </Button>
      {early && (
        <span id={reason} className={styles.quiet}>
          {t("next.early")}
        </span>
      )}
      {begin.error && <ProblemBar problem={begin.error.problem} about={{ product }} />}
    </div>
  );
}
