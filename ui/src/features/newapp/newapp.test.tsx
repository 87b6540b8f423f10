// A new app is begun in Partner Center; Vitrine watches its list.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, expect, test } from "vitest";
import { renderApp } from "@/test/render.tsx";
import { acts, row, session, tailspin, world } from "@/test/world.ts";
import { known } from "./index.tsx";

beforeEach(() => known.set(null));

test("leads from the products to Partner Center and back to the app that appeared", async () => {
  const host = world([tailspin]);
  const { router, client, container } = await renderApp({ host, session: session(), at: "/products" });
  await userEvent.click(await screen.findByRole("button", { name: "New app…" }));
  await screen.findByRole("heading", { level: 2, name: "Begin it in Partner Center" });
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(screen.queryByText("Tailspin is in the list"), "what was there is not new").toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /Open Partner Center/ }));
  expect(host.calls.at(-1)).toEqual({ name: "link_open", args: { to: "partnerCenter" } });
  window.dispatchEvent(new Event("focus"));
  await waitFor(() => expect(acts(host)).toContain("products_read"));
  const fresh = row("Wingtip", { published: false, state: null, next: "firstSubmission" });
  const { accounts } = await host.call("products", null);
  host.answer({ products: () => ({ rows: [tailspin, fresh], accounts }) });
  await client.invalidateQueries({ queryKey: ["products"] });
  expect(await screen.findByText("Wingtip is in the list")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Open it" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/products/store:Wingtip"));
});

test("a list that is not read yet holds no new app", async () => {
  const host = world([]);
  let readAt: string | null = null;
  let rows: (typeof tailspin)[] = [];
  host.answer({
    products: () => ({ rows, accounts: [{ account: "a1", read_at: readAt, reading: readAt === null, problem: null }] }),
  });
  const { client } = await renderApp({ host, session: session(), at: "/products/new" });
  await screen.findByText("Reading the list…");
  readAt = "2026-11-20T10:00:00Z";
  rows = [tailspin];
  await client.invalidateQueries({ queryKey: ["products"] });
  await screen.findByText(/no new app yet/);
  expect(screen.queryByText("Tailspin is in the list")).toBeNull();
});
