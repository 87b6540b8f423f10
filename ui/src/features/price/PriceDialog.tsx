// A price by name or amount: free, or one of some five hundred tiers. A tier that no table has stays on the list as it is.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { SearchDialog, type SearchOption } from "@/components/SearchDialog.tsx";
import { FREE, priceOf } from "@/data/tiers.ts";
import type { Amounts } from "@/data/useAmounts.ts";
import { plain } from "@/i18n/plain.ts";

/** The list's own name for "the base price counts"; no price of the service is spelled like this. */
const FOLLOW = "base";

export interface PriceDialogProps {
  title: string;
  amounts: Amounts;
  /** The price that stands there now. */
  present: unknown;
  /** For a market: the price that counts without one of its own. */
  base?: string;
  /** Prices that must be on the list beside the known ones: what is live. */
  also?: readonly unknown[];
  onChoose(price: string | undefined): void;
  onClose(): void;
}

export function PriceDialog({ title, amounts, present, base, also = [], onChoose, onClose }: PriceDialogProps) {
  const { t } = useTranslation(["price", "common"]);
  const options = useMemo(() => {
    const tiers = amounts.tables?.price_tiers ?? [];
    const strange = [present, ...also].flatMap((value) => {
      const price = priceOf(value);
      return price.kind === "tier" && !tiers.some((tier) => tier.id === price.id) ? [price.id] : [];
    });
    const rows: SearchOption[] = [];
    if (base !== undefined)
      rows.push({ id: FOLLOW, name: t("follow", { price: base }), key: plain(t("follow", { price: base })) });
    rows.push({ id: FREE, name: t("word.free"), key: plain(t("word.free")) });
    for (const id of new Set([...strange, ...tiers.map((tier) => tier.id)])) {
      const number = id.slice("Tier".length);
      const name = t("tier.plain", { n: number });
      const amount = amounts.of(id);
      // "0.99" and "0,99" find the same tier, whatever the language.
      const written =
        amount === undefined ? "" : `${amount} ${amount.replaceAll(",", ".")} ${amount.replaceAll(".", ",")}`;
      rows.push({ id, name, key: plain(`${name} ${id} ${written}`), note: amount ?? t("tier.unknown") });
    }
    return rows;
  }, [amounts, present, also, base, t]);
  const price = priceOf(present);
  const chosen =
    price.kind === "tier" ? price.id : price.kind === "free" ? FREE : base === undefined ? undefined : FOLLOW;
  return (
    <SearchDialog
      title={title}
      options={options}
      chosen={chosen}
      words={{
        search: t("dialog.search"),
        found: (count) => t("dialog.found", { count }),
        nothing: t("dialog.nothing"),
        act: t("dialog.act"),
        leave: t("dialog.leave"),
      }}
      onChoose={(id) => onChoose(id === FOLLOW ? undefined : id)}
      onClose={onClose}
    />
  );
}
