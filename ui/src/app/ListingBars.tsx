// Accounts whose list could not be read: one bar each, with what went wrong and a retry for that account alone. The
// others stay usable, and so do the rows of the last reading.

import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AccountListing } from "@/bindings";
import { ProblemBar } from "@/components/ProblemBar.tsx";
import { useDo, useSession } from "@/data/ask.ts";

export function ListingBars({ listings }: { listings: readonly AccountListing[] }) {
  const { t } = useTranslation("common");
  const session = useSession();
  const read = useDo("products_read");
  const navigate = useNavigate();
  return listings.map(({ account, problem, reading, read_at }) => {
    if (problem === null) return null;
    const name = session?.accounts.find((one) => one.id === account)?.name ?? "";
    const key = problem.code.startsWith("signin.");
    return (
      <ProblemBar
        key={account}
        problem={problem}
        onAction={key ? () => void navigate({ to: "/connect", search: { account } }) : undefined}
        onRetry={reading ? undefined : () => read.mutate(account)}
      >
        <p>{read_at === null ? t("listing.never", { name }) : t("listing.last", { name, moment: read_at })}</p>
      </ProblemBar>
    );
  });
}
