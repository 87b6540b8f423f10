// What the overview says of a submission under way: slow is not failed, unknown is shown as it is, links are read first.

import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { helpAsked } from "@/app/helpRequest.ts";
import type { ProductView } from "@/bindings";
import { renderApp } from "@/test/render.tsx";
import { job, problem, row, SEEN, seen, session, view, world } from "@/test/world.ts";

async function overview(of: Partial<ProductView>, state: Parameters<typeof seen>, more = {}) {
  const product = row("Tailspin", { state: seen(...state) });
  const host = world([product]);
  const microsoft = {
    submission: "77",
    friendly_name: "Submission 12",
    made_here_at: SEEN,
    version: null,
    state: seen(...state),
  };
  const ribbon = { computer: null, microsoft, live: null, current: "microsoft" as const };
  host.answer({ product: () => view(product, { ribbon, ...of }), pending: () => null });
  const shown = await renderApp({ host, session: session(), at: `/products/${product.id}`, ...more });
  await screen.findByRole("heading", { level: 1, name: "Tailspin" });
  return { ...shown, host };
}

const sending = { step: "sending", mark: "current" } as const;

describe("a step", () => {
  test("that takes longer than usual is slow, not failed, with what is safe to do next", async () => {
    await overview({ overdue: { step: "sending", since: SEEN }, timeline: [sending] }, ["sending", "CommitStarted"]);
    const slow = await screen.findByRole("region", { name: "Sending: longer than usual" });
    expect(slow.textContent).toContain("That is slow, not failed; do not send it again.");
    expect(slow.textContent).toContain("has been seen to take more than a day");
    expect(
      within(slow).queryByRole("button", { name: "How to cancel…" }),
      "the portal does not show it yet",
    ).toBeNull();
    await userEvent.click(within(slow).getByRole("button", { name: "What to tell support…" }));
    expect(helpAsked.value).toEqual({ product: "store:Tailspin" });
    helpAsked.set(null);
  });

  test("of certification can be cancelled in Partner Center", async () => {
    await overview(
      {
        overdue: { step: "certification", since: SEEN },
        commands: [{ name: "cancelCertification", can: { state: "handOff" } }],
      },
      ["certification", "Certification"],
    );
    const slow = await screen.findByRole("region", { name: /longer than usual/ });
    await userEvent.click(within(slow).getByRole("button", { name: "How to cancel…" }));
    expect(await screen.findByText("Cancel the certification in Partner Center")).toBeTruthy();
  });

  test("in time says nothing", async () => {
    await overview({ timeline: [sending] }, ["sending", "CommitStarted"]);
    expect(screen.queryByRole("region", { name: /longer than usual/ })).toBeNull();
  });

  test("is called slow on the publication too", async () => {
    const following = job("certification", { status: "following", cancel: "handOff" });
    const host = world([row("Tailspin", { job: "j1" })]);
    host.answer({
      product: () => view(row("Tailspin", { job: "j1" }), { overdue: { step: "certification", since: SEEN } }),
    });
    await renderApp({ host, session: session({ jobs: [following] }), at: "/products/store:Tailspin/publish" });
    expect(await screen.findByRole("region", { name: /longer than usual/ })).toBeTruthy();
  });
});

describe("what Microsoft says", () => {
  test("in a state that nobody knows is shown as it is", async () => {
    await overview({}, ["unknown", "DreamingOfSheep"]);
    expect(screen.getAllByText(/Unknown \(DreamingOfSheep\)/).length).toBeGreaterThan(0);
    expect(screen.getByText(/Partner Center says DreamingOfSheep/)).toBeTruthy();
  });

  test("in a report shows where it lies before it is opened", async () => {
    const { host } = await overview(
      {
        problems: [problem("status.packagevalidationfailed", { params: { details: "Wrong publisher." } })],
        reports: [{ number: 0, date: SEEN, shown: "partner.microsoft.com/dashboard/products/9N/submissions/77" }],
      },
      ["needsYou", "CertificationFailed"],
    );
    const report = await screen.findByRole("button", { name: /^Report of/ });
    const address = document.getElementById(report.getAttribute("aria-describedby") ?? "");
    expect(address?.textContent).toBe("partner.microsoft.com/dashboard/products/9N/submissions/77");
    await userEvent.click(report);
    expect(host.calls.at(-1)).toEqual({
      name: "link_open",
      args: { to: "report", product: "store:Tailspin", number: 0 },
    });
  });
});
