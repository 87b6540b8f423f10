// The rollout on the overview, while it runs or after it was halted: where it stands, and the ways on. The numbers and the
// truths about them are on its own page.

import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useUnderWay } from "@/app/acts/act.ts";
import { Reason } from "@/app/acts/Reason.tsx";
import { useCan } from "@/app/acts/useCan.ts";
import { useWho } from "@/app/acts/useWho.ts";
import type { ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Product.module.css";

export function RolloutCard({ view }: { view: ProductView }) {
  const { t } = useTranslation("rollout");
  const format = useFormat();
  const navigate = useNavigate();
  const session = useSession();
  const { ask } = useAct();
  const can = useCan(view);
  const [heading, reason] = [useId(), useId()];
  const { row, rollout } = view;
  const who = useWho(row.id);
  const waiting = session?.held.some(({ act }) => act.product === row.id) ?? false;
  const working = useUnderWay(row.id).length > 0;
  if (!rollout || (rollout.state !== "running" && rollout.state !== "halted")) return null;
  const running = rollout.state === "running";
  const version = rollout.version ?? t("thisVersion");
  const because = running ? (can("finalizeRollout") ?? null) : null;
  const stuck = because !== null || waiting || working;
  const percent = format.percent(rollout.percentage);
  return (
    <section className={styles.now} aria-labelledby={heading}>
      <h2 id={heading}>
        {running
          ? t("card.running", { version, percent, who })
          : rollout.percentage > 0
            ? t("halted.at", { percent })
            : t("halted.title")}
      </h2>
      <p id={waiting || working ? reason : undefined}>
        {waiting
          ? t("waiting")
          : working
            ? t("working")
            : running
              ? t("truth.notEveryone", { who })
              : t("halted.body", { version, who })}
      </p>
      {because && <Reason id={reason} problem={because} product={row.id} />}
      <div className={styles.rolloutActs}>
        <Button onClick={() => void navigate({ to: "/products/$product/rollout", params: { product: row.id } })}>
          {t(running ? "card.change" : "card.see")}
        </Button>
        {running && (
          <Button
            disabledFocusable={stuck}
            {...(stuck ? { "aria-describedby": reason } : {})}
            onClick={() =>
              !stuck &&
              ask(
                {
                  name: "finalizeRollout",
                  product: row.id,
                  ...(rollout.percentage < 100 ? { percentage: 100 } : {}),
                },
                row.name,
              )
            }
          >
            {t(row.kind === "flight" ? "end.finalizeTesters" : "end.finalize")}
          </Button>
        )}
      </div>
    </section>
  );
}
