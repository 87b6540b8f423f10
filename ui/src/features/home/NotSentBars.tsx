// Acts that waited for their hold when Vitrine closed. They were not sent, and are told until the person has read it.

import { Info20Filled } from "@fluentui/react-icons/svg/info";
import { useTranslation } from "react-i18next";
import { useAct } from "@/app/acts/act.ts";
import type { NotSent, Session } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { keyOf, patchSession, useDo, useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Home.module.css";

export function NotSentBars() {
  const session = useSession();
  return (session?.not_sent ?? []).map((one) => <NotSentBar key={one.id} left={one} />);
}

function NotSentBar({ left }: { left: NotSent }) {
  const { t } = useTranslation("acts");
  const format = useFormat();
  const { ask } = useAct();
  const { act, product_name: product } = left;
  const what = t(`name.${act.name}`, { product });
  const dismiss = useDo("not_sent_dismiss", (_, client, id) => {
    const session = client.getQueryData<Session>(keyOf("session", null));
    patchSession(client, { not_sent: session?.not_sent.filter((one) => one.id !== id) ?? [] });
    document.querySelector<HTMLElement>("#page h1")?.focus();
  });
  return (
    <section className={styles.bar} aria-label={t("notSent.label", { act: what })}>
      <Info20Filled className={styles.info} aria-hidden />
      <p className={styles.barWords}>
        <strong>{t("notSent.title", { act: what })}</strong> {t("notSent.why", { when: format.when(left.at) })}
      </p>
      <div className={styles.barActs}>
        <Button size="small" onClick={() => ask(act, product)}>
          {t("notSent.now")}
          <span className="hidden-text">: {what}</span>
        </Button>
        <Button
          size="small"
          appearance="transparent"
          disabledFocusable={dismiss.isPending}
          onClick={() => !dismiss.isPending && dismiss.mutate(left.id)}
        >
          {t("notSent.dismiss")}
          <span className="hidden-text">: {what}</span>
        </Button>
      </div>
    </section>
  );
}
