// *Stop sale…* in the header of a product, or *Resume sale…* once it is stopped: seen at once, quiet, never the first thing
// under the hand.

import { Stop16Filled } from "@fluentui/react-icons/svg/stop";
import { useTranslation } from "react-i18next";
import type { ProductView } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { useAct } from "./act.ts";
import styles from "./acts.module.css";

export function StopSaleButton({ view }: { view: ProductView }) {
  const { t } = useTranslation("acts");
  const { askSale } = useAct();
  const { row, commands } = view;
  const turn = commands.some(({ name }) => name === "stopSale")
    ? "stop"
    : commands.some(({ name }) => name === "resumeSale")
      ? "resume"
      : null;
  if (turn === null) return null;
  return (
    <Button
      appearance="transparent"
      className={styles.sale ?? ""}
      {...(turn === "stop" ? { icon: <Stop16Filled /> } : {})}
      onClick={() => askSale(row.id, row.name, turn)}
    >
      {t(`sale.${turn}`)}
    </Button>
  );
}
