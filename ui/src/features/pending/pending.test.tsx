// The open submission on the overview and on its own page, as a person meets it.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, test } from "vitest";
import { asked } from "@/app/acts/act.ts";
import type { PendingView } from "@/bindings";
import { renderApp } from "@/test/render.tsx";
import {
  job,
  NO_CHANGES,
  pending,
  problem,
  review,
  row,
  SEEN,
  session,
  tailspin,
  withOpen,
  world,
} from "@/test/world.ts";

const changes = review().changes;

// The dialog of an act belongs to the window, not to a page.
beforeEach(() => asked.set(null));

async function overview(of: PendingView, more: Parameters<typeof renderApp>[0] = {}, draft = false) {
  const product = draft ? tailspin : row("Tailspin");
  const host = world([product]);
  host.answer({ product: () => withOpen(product), pending: () => of });
  const shown = await renderApp({ session: session(), at: `/products/${product.id}`, ...more, host });
  return { ...shown, host };
}

const sheet = {
  level: 3,
  product_name: "Tailspin",
  store_id: tailspin.store_id,
  account_name: "Contoso SAS",
  facts: [],
  can: { state: "available" as const },
  hold_seconds: 10,
};

describe("the open submission", () => {
  test("is gone on with: it becomes the draft", async () => {
    const { host, router, container } = await overview(pending());
    const card = await screen.findByRole("region", { name: "Submission 12 at Microsoft" });
    expect(card.textContent).toContain("It was made by another app, or on another computer.");
    expect(card.textContent).toMatch(/Number77/);
    expect(card.textContent).toContain("3 values differ");
    // One card says it: what else tells that it has not been sent is in it.
    expect(card.textContent).toContain("It has not been submitted.");
    expect(screen.queryByRole("heading", { name: "A draft stands open at Microsoft" })).toBeNull();
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    host.answer({ pending_continue: () => host.call("draft_open", "d1") });
    await userEvent.click(within(card).getByRole("button", { name: "Continue Submission 12" }));
    await waitFor(() => expect(router.state.location.pathname).toMatch(/draft$/));
  });

  test("of Partner Center offers only Partner Center", async () => {
    const because = problem("submission.portal.edited", { params: { submission: "Submission 12" } });
    const no = { state: "notPossible", because } as const;
    const { host } = await overview(
      pending({ origin: "partnerCenter", can_continue: no, can_delete: no, can_rebuild: no }),
    );
    const card = await screen.findByRole("region", { name: /^Submission 12 at/ });
    expect(card.textContent).toContain("Microsoft lets no app change, send or delete it");
    const names = within(card)
      .getAllByRole("button")
      .map((button) => button.textContent);
    expect(names).toEqual(["Compare, then decide", "Open in Partner Center, opens outside Vitrine", "Look again"]);
    await userEvent.click(within(card).getByRole("button", { name: /Open in Partner Center/ }));
    expect(host.calls.at(-1)?.args).toEqual({ to: "partnerCenter", product: "store:Tailspin" });
  });

  test("changed since it was sent is rebuilt, explained first, deleted only by the dialog", async () => {
    const no = { state: "notPossible", because: problem("draft.exists") } as const;
    const { host } = await overview(
      pending({
        origin: "thisComputer",
        made_here_at: SEEN,
        since_sent: changes,
        against_draft: changes,
        can_continue: no,
        can_rebuild: { state: "available" },
      }),
      {},
      true,
    );
    const card = await screen.findByRole("region", { name: /^Submission 12 at/ });
    expect(card.textContent).toContain("Somebody has changed 3 values since it was sent");
    expect(card.textContent).toContain("Nothing is deleted before you say so");
    host.answer({ act_sheet: (act) => ({ ...sheet, act }) });
    await userEvent.click(within(card).getByRole("button", { name: "Rebuild the draft…" }));
    expect(await screen.findByRole("alertdialog")).toBeTruthy();
    expect(host.calls.some((call) => call.name === "act_begin")).toBe(false);
  });

  test("edited in Partner Center says that it can no longer be sent", async () => {
    const because = problem("submission.portal.edited", { params: { submission: "Submission 12" } });
    await overview(
      pending({
        origin: "partnerCenter",
        made_here_at: SEEN,
        can_continue: { state: "notPossible", because },
        can_rebuild: { state: "available" },
      }),
    );
    const card = await screen.findByRole("region", { name: /^Submission 12 at/ });
    expect(card.textContent).toContain("Microsoft no longer lets Vitrine send it");
    expect(within(card).getByRole("button", { name: "Rebuild the draft…" })).toBeTruthy();
  });

  test("of a publication from here is not offered while that is under way", async () => {
    const running = session({ jobs: [job("update")] });
    const { host } = await overview(pending({ origin: "thisComputer" }), { session: running });
    await screen.findByRole("heading", { level: 1, name: "Tailspin" });
    expect(screen.queryByRole("region", { name: /^Submission 12 at/ })).toBeNull();
    expect(host.calls.some((call) => call.name === "pending")).toBe(false);
  });

  test("is compared on its own page, three ways", async () => {
    const host = world([tailspin]);
    host.answer({
      product: () => withOpen(),
      pending: () => pending({ since_sent: changes, made_here_at: SEEN, against_draft: NO_CHANGES }),
    });
    await renderApp({ host, session: session(), at: `/products/${tailspin.id}/pending` });
    const since = await screen.findByRole("region", { name: "Changed since it was sent" });
    expect(within(since).getByText("3 languages, same edit")).toBeTruthy();
    expect(screen.getByRole("region", { name: "What it would change in the Store" })).toBeTruthy();
    expect(screen.getByRole("region", { name: "What your draft says otherwise" }).textContent).toContain(
      "Nothing differs.",
    );
  });

  test("that is gone says so and leads on", async () => {
    const { router } = await renderApp({
      host: world([tailspin]),
      session: session(),
      at: `/products/${tailspin.id}/pending`,
    });
    await userEvent.click(await screen.findByRole("button", { name: "Go to Review" }));
    await waitFor(() => expect(router.state.location.pathname).toMatch(/review$/));
  });
});
