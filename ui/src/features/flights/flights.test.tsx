// The flights of an app: the list by rank, a new one in three steps, and a package given to everyone.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import type { FlightRow } from "@/bindings";
import { demoFlight, demoParts } from "@/host/demoParts.ts";
import { renderApp } from "@/test/render.tsx";
import { problem, row, seen, session, view, world } from "@/test/world.ts";

const app = row("Tailspin");
const AT = `/products/${app.id}/flights`;

async function accessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

const insiders = demoFlight(app.id, "Insiders", {
  row: { ...demoFlight(app.id, "Insiders").row, state: seen("rollingOut", "Published", { percent: 25 }) },
  rollout: {
    state: "running",
    raw: "PackageRolloutInProgress",
    percentage: 25,
    version: "3.4.0.0",
    fallback_version: null,
    seen_at: "2026-11-20T10:00:00Z",
    since: null,
  },
});
const partners = demoFlight(app.id, "Partners", {
  rank: 2,
  elsewhere: "Submission 8",
  facts: { groups: ["1152921504606971207", "1152921504606971315"], rank_higher_than: "" },
  commands: [
    {
      name: "promoteFlight",
      can: { state: "notPossible", because: problem("flight.packages.none", { params: { flight: "Partners" } }) },
    },
  ],
});

function host(rows: FlightRow[], more: Parameters<ReturnType<typeof world>["answer"]>[0] = {}) {
  const made = world([app]);
  made.answer({
    ...demoParts(app.id, [], rows),
    product: (id) => {
      const own = rows.find((one) => one.row.id === id);
      return own ? view(own.row, { parent: { id: app.id, name: app.name }, flight: own.facts }) : view(app);
    },
    ...more,
  });
  return made;
}

describe("the list", () => {
  test("stands by rank and says who tests what, how far it is, and what only Partner Center does", async () => {
    const { container } = await renderApp({ host: host([insiders, partners]), session: session(), at: AT });
    const list = await screen.findByRole("list", { name: "Flights" });
    const [first, second] = within(list).getAllByRole("listitem");
    expect(first?.textContent).toMatch(/Insiders, rank 1.*Partly rolled out 25%.*3\.4\.0\.0.*1 group/);
    expect(second?.textContent).toMatch(/Partners, rank 2.*2 groups/);
    expect(second?.textContent).toContain("Submission 8 was made or edited in Partner Center");
    expect(screen.getByRole("region", { name: "Name, testers and rank" })).toBeTruthy();
    await accessible(container);
  });

  test("gives a package to everyone: the app's draft opens at its packages", async () => {
    const made = host([insiders]);
    made.answer({
      flight_promote: () => made.call("draft_open", "d1").then((draft) => ({ ...draft, product: app.id })),
    });
    const { router } = await renderApp({ host: made, session: session(), at: AT });
    await userEvent.click(await screen.findByRole("button", { name: "Give this package to everyone" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/products/${app.id}/packages`));
    expect(made.calls.find(({ name }) => name === "flight_promote")?.args).toBe(insiders.row.id);
  });

  test("says why a package cannot be given, before and after trying", async () => {
    const made = host([insiders, partners], {
      flight_promote: () => {
        throw problem("flight.package.elsewhere", { params: { name: "Tailspin.msix" } });
      },
    });
    await renderApp({ host: made, session: session(), at: AT });
    const [can, cannot] = await screen.findAllByRole("button", { name: "Give this package to everyone" });
    expect(cannot?.getAttribute("aria-disabled")).toBe("true");
    const reason = document.getElementById(cannot?.getAttribute("aria-describedby") ?? "");
    expect(reason?.textContent).toContain("This flight has no packages yet");
    await userEvent.click(cannot as HTMLElement);
    expect(made.calls.some(({ name }) => name === "flight_promote")).toBe(false);
    await userEvent.click(can as HTMLElement);
    expect(await screen.findByText("The package is not on this computer")).toBeTruthy();
  });

  test("invents no ranks that Microsoft did not tell", async () => {
    await renderApp({ host: host([demoFlight(app.id, "A", { rank: null })]), session: session(), at: AT });
    expect(await screen.findByText(/leaves the order of these flights open/)).toBeTruthy();
    expect(screen.queryByText(/rank 1/)).toBeNull();
  });

  test("explains flights where there are none, and offers none for an app that was never published", async () => {
    const made = host([], { product: () => view({ ...app, published: false }) });
    await renderApp({ host: made, session: session(), at: AT });
    expect(await screen.findByText(/once the app itself has been published/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "New flight" })).toBeNull();
  });
});

describe("a new flight", () => {
  const next = () => userEvent.click(screen.getByRole("button", { name: "Next" }));
  const heading = (name: string) => screen.findByRole("heading", { level: 2, name });

  test("asks for name, testers and rank, shows everything once more, and creates it", async () => {
    const made = host([insiders, partners]);
    const { router, container } = await renderApp({ host: made, session: session(), at: `${AT}/new` });
    await heading("What do you call it?");
    await next();
    expect(await screen.findByText(/The flight needs a name/)).toBeTruthy();
    await userEvent.type(screen.getByRole("textbox", { name: /Name/ }), "Night testers");
    await next();
    expect(document.activeElement).toBe(await heading("Who tests?"));
    const group = screen.getByRole("textbox", { name: "Group 1" });
    await userEvent.type(group, "abc");
    await next();
    expect(await screen.findByText(/abc is not the ID of a group/)).toBeTruthy();
    await userEvent.clear(group);
    await userEvent.click(group);
    await userEvent.paste("1152921504606971400, 1152921504606971401");
    expect(screen.getAllByRole("textbox")).toHaveLength(2);
    await userEvent.click(screen.getAllByRole("button", { name: /^Use it/ })[0] as HTMLElement);
    expect(screen.getAllByRole("textbox")).toHaveLength(3);
    await accessible(container);
    await next();
    await heading("Who comes first?");
    await userEvent.click(screen.getByRole("radio", { name: "Just above Partners" }));
    const check = screen.getByRole("region", { name: "Check before it is created" });
    expect(check.textContent).toMatch(/Night testers.*1152921504606971400.*Just above Partners.*Tailspin/);
    await userEvent.click(screen.getByRole("button", { name: "Create flight" }));
    await waitFor(() => expect(router.state.location.pathname).toContain("night-testers"));
    expect(made.calls.filter(({ name }) => name === "flight_create").map(({ args }) => args)).toEqual([
      {
        app: app.id,
        name: "Night testers",
        groups: ["1152921504606971400", "1152921504606971401", "1152921504606971100"],
        rank_higher_than: partners.row.id,
      },
    ]);
  });

  test("goes on without testers only after saying what that means, and keeps what was typed", async () => {
    const { router } = await renderApp({ host: host([]), session: session(), at: `${AT}/new` });
    await userEvent.type(await screen.findByRole("textbox", { name: /Name/ }), "Empty");
    await next();
    await heading("Who tests?");
    await next();
    expect(await screen.findByText(/Press Next once more/)).toBeTruthy();
    await router.navigate({ to: "/products/$product/flights", params: { product: app.id } });
    await router.navigate({ to: "/products/$product/flights/new", params: { product: app.id } });
    await heading("Who tests?");
    await next();
    await next();
    expect(await screen.findByText(/only flight of this app/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Leave" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(AT));
  });
});
