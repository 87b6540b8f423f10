// What only a person in Partner Center can do: publish what was held, make the first submission, cancel a certification.
// While a card is in sight Vitrine looks now and then, and at once when the person comes back to the window.

import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { HandOffCard } from "@/components/HandOffCard.tsx";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { StatusGlyph } from "@/components/StatusGlyph.tsx";
import { keyOf, useDo, useSession } from "@/data/ask.ts";
import { useSignal } from "@/data/signals.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { cancelShown, putOff } from "./handOffState.ts";
import styles from "./Product.module.css";

type Kind = "publish" | "first" | "cancel";

const COMMAND = { publishNow: "publish", firstSubmission: "first" } as const;

export function HandOffs({ view }: { view: ProductView }) {
  const { row } = view;
  const cancelling = useSignal(cancelShown) === row.id;
  const kinds: Kind[] = view.commands.flatMap(({ name, can }) => {
    if (can.state !== "handOff") return [];
    if (name === "publishNow" || name === "firstSubmission") return [COMMAND[name]];
    return name === "cancelCertification" && cancelling ? ["cancel" as const] : [];
  });
  return kinds.map((kind) => <HandOff key={kind} kind={kind} view={view} />);
}

function HandOff({ kind, view }: { kind: Kind; view: ProductView }) {
  const { t } = useTranslation("product");
  const { time } = useFormat();
  const { row } = view;
  const open = useDo("link_open");
  const name = `${kind} ${row.id}`;
  const later = useSignal(putOff).includes(name);
  const read = useWatch(row.id, !later);
  const product = row.name;
  const steps =
    kind === "first"
      ? [t("handOff.first.rating"), t("handOff.first.send", { product })]
      : [t(`handOff.${kind}.press`, { product })];
  if (later) {
    return (
      <div className={styles.later}>
        <span>{t("handOff.later")}</span>
        <Button size="small" onClick={() => putOff.set(putOff.value.filter((one) => one !== name))}>
          {t("handOff.show")}
        </Button>
      </div>
    );
  }
  return (
    <>
      <HandOffCard
        title={t(`handOff.${kind}.title`)}
        why={t(`handOff.${kind}.why`)}
        account={t("handOff.account", { account: view.account_name })}
        steps={steps}
        watching={
          read.error
            ? t("handOff.watchFailed")
            : row.state && (
                <>
                  <StatusGlyph seen={row.state} /> {time(row.state.seen_at)}
                </>
              )
        }
        onOpen={() => open.mutate({ to: "partnerCenter", product: row.id })}
        onLater={() => {
          if (kind === "cancel") cancelShown.set(null);
          else putOff.set([...putOff.value, name]);
        }}
        onDone={() => read.mutate(row.id)}
      />
      {open.error && <ProblemBar problem={open.error.problem} about={{ product: row.id }} />}
    </>
  );
}

/** Microsoft's state is asked for once a minute: two requests, well within a tenant's budget. Practice time runs faster. */
function useWatch(product: string, on: boolean) {
  const session = useSession();
  const read = useDo("product_read", (view, client) => client.setQueryData(keyOf("product", product), view));
  const every = Math.max(5_000, 60_000 / Math.max(1, session?.practice?.speed ?? 1));
  const { mutate } = read;
  useEffect(() => {
    if (!on) return;
    const look = () => document.visibilityState === "visible" && mutate(product);
    const timer = setInterval(look, every);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, [on, every, mutate, product]);
  return read;
}
