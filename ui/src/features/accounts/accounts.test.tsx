// The first run, connecting, and the accounts in Settings.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import type { AccountForm, CheckReport, Prerequisite, Problem } from "@/bindings";
import { renderApp } from "@/test/render.tsx";
import { account, acts, problem, session, world } from "@/test/world.ts";
import { PUBLIC, spread } from "./addresses.ts";

async function accessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

const ABOUT: readonly Prerequisite[] = ["tenant", "application", "key", "partnerCenter", "products", "role"];

/** The verdicts when `refused` fails: what stands before it holds, what stands after it was not reached. */
function report(refused?: Prerequisite, why?: Problem): CheckReport {
  const at = refused === undefined ? ABOUT.length - 1 : ABOUT.indexOf(refused);
  return {
    ready: refused === undefined,
    verdicts: ABOUT.map((about, index) => ({
      about,
      outcome: about === "role" || index > at ? "notChecked" : about === refused ? "refused" : "holds",
      problem: about === refused ? (why ?? null) : null,
      count: about === "products" && refused === undefined ? 8 : null,
    })),
  };
}

const nobody = () => session({ accounts: [], drafts: 0 });
const fill = async (label: string, text: string) => {
  const field = screen.getByLabelText(label);
  await userEvent.click(field);
  await userEvent.paste(text);
};

describe("one base on this computer", () => {
  test("stands for all four services, each under its public name", () => {
    expect(spread("http://127.0.0.1:8080/")).toEqual({
      login: "http://127.0.0.1:8080/login.microsoftonline.com",
      store: "http://127.0.0.1:8080/manage.devcenter.microsoft.com",
      marketplace: "http://127.0.0.1:8080/api.partner.microsoft.com",
      graph: "http://127.0.0.1:8080/graph.microsoft.com",
    });
    expect(spread("https://localhost:1")?.login).toBe("https://localhost:1/login.microsoftonline.com");
  });

  test("and nothing else does", () => {
    for (const typed of ["http://example.com", "127.0.0.1:8080", "http://127.0.0.1:8080/one", "ftp://localhost", ""]) {
      expect(spread(typed), typed).toBeUndefined();
    }
  });
});

describe("the first run", () => {
  test("offers two ways and nothing else, and is where a window without an account begins", async () => {
    const { container, router } = await renderApp({ host: world(), session: nobody() });
    expect(await screen.findByRole("heading", { level: 1, name: "Welcome to Vitrine" })).toBeTruthy();
    await accessible(container);
    await userEvent.click(screen.getByRole("button", { name: "Connect your account" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/connect"));
  });

  test("enters practice, and says why when it cannot", async () => {
    const host = world();
    const enter = vi.fn(() => Promise.reject(problem("practice.unavailable", { params: { reason: "no port" } })));
    host.answer({ practice_enter: enter });
    await renderApp({ host, session: nobody(), at: "/welcome" });
    await userEvent.click(await screen.findByRole("button", { name: "Practice with sample data" }));
    expect(await screen.findByText(/no port/)).toBeTruthy();
    expect(enter).toHaveBeenCalledTimes(1);
  });
});

describe("connecting", () => {
  async function open(host = world(), more = {}) {
    const shown = await renderApp({ host, session: nobody(), at: "/connect", ...more });
    await screen.findByRole("heading", { level: 1, name: "Connect your account" });
    return { ...shown, host };
  }
  async function typeAll() {
    await fill("Directory (tenant) ID", "8b0ffe9f-7e35-4fbe-9a34-000000000001");
    await fill("Application (client) ID", "8b0ffe9f-7e35-4fbe-9a34-000000000002");
    await fill("Key", "planted-secret");
  }

  test("checks with one verdict a prerequisite; the role is listed and never ticked", async () => {
    const host = world();
    host.answer({ account_check: () => report() });
    const { container } = await open(host);
    await typeAll();
    await userEvent.click(screen.getByRole("button", { name: "Check the connection" }));
    const heading = await screen.findByRole("heading", { name: "Everything that can be checked is right" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    const lines = within(heading.parentElement as HTMLElement).getAllByRole("listitem");
    expect(lines.map((line) => line.dataset.outcome)).toEqual([
      "holds",
      "holds",
      "holds",
      "holds",
      "holds",
      "notChecked",
    ]);
    expect(lines[4]?.textContent).toContain("8 products found");
    expect(lines[5]?.textContent).toContain("Role: shows at the first change");
    await accessible(container);
  });

  test("a refused key stands at its line with its fix, and the fix leads into the field", async () => {
    const host = world();
    host.answer({
      account_check: () => report("key", problem("signin.key.wrong", { params: { account: "Contoso" } })),
    });
    await open(host);
    await typeAll();
    await userEvent.click(screen.getByRole("button", { name: "Connect" }));
    expect(await screen.findByText("The key is not the one Microsoft knows")).toBeTruthy();
    expect(document.title).toMatch(/^Error: /);
    expect(acts(host), "nothing is connected while something is refused").toEqual(["account_check"]);
    await userEvent.click(screen.getByRole("button", { name: "Enter the key" }));
    expect(document.activeElement).toBe(screen.getByLabelText("Key"));
    await userEvent.click(screen.getByRole("button", { name: "Show me where" }));
    expect(screen.getByRole("heading", { name: /Copy the key at once/ })).toBeTruthy();
  });

  test("connects after all verdicts, once, and goes to Home; the key is gone from the page", async () => {
    const host = world();
    const connect = vi.fn((_: AccountForm) => account());
    host.answer({ account_check: () => report(), account_connect: connect });
    const { router } = await open(host);
    await typeAll();
    await userEvent.click(screen.getByRole("button", { name: "Connect" }));
    await waitFor(() => expect(connect).toHaveBeenCalledTimes(1));
    expect(connect.mock.calls[0]?.[0]).toEqual({
      name: "",
      tenant: "8b0ffe9f-7e35-4fbe-9a34-000000000001",
      client: "8b0ffe9f-7e35-4fbe-9a34-000000000002",
      key: "planted-secret",
    });
    await waitFor(() => expect(router.state.location.pathname).not.toBe("/connect"));
    expect(document.body.innerHTML).not.toContain("planted-secret");
  });

  test("says so when the key could only be kept for this run", async () => {
    const host = world();
    host.answer({ account_check: () => report(), account_connect: () => account({ key_kept: "thisRun" }) });
    await open(host);
    await typeAll();
    await userEvent.click(screen.getByRole("button", { name: "Connect" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Contoso SAS is connected" })).toBeTruthy();
    expect(screen.getByText(/No keyring answered on this computer/)).toBeTruthy();
  });

  test("a loopback base typed once fills all addresses; a change of addresses empties the key and says why", async () => {
    const host = world();
    const asked: AccountForm[] = [];
    host.answer({
      account_check: (form) => {
        asked.push(form);
        return Promise.reject(problem("account.endpoint.plain", { params: { endpoint: "store" } }));
      },
    });
    await open(host);
    await typeAll();
    await userEvent.click(screen.getByRole("radio", { name: /Custom addresses/ }));
    expect((screen.getByLabelText("Key") as HTMLInputElement).value, "the addresses are still the same").toBe(
      "planted-secret",
    );
    const login = screen.getByLabelText("Sign-in");
    await userEvent.clear(login);
    await userEvent.paste("http://127.0.0.1:4000");
    await userEvent.tab();
    expect((screen.getByLabelText("Store") as HTMLInputElement).value).toBe(
      "http://127.0.0.1:4000/manage.devcenter.microsoft.com",
    );
    expect((screen.getByLabelText("Key") as HTMLInputElement).value).toBe("");
    expect(screen.getByText(/The key was emptied/)).toBeTruthy();
    await fill("Key", "another");
    await userEvent.click(screen.getByRole("button", { name: "Check the connection" }));
    expect(await screen.findByText(/This address would send the key unprotected/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Store")));
    expect(asked[0]?.endpoints).toEqual({
      ...PUBLIC,
      kind: "custom",
      ...spread("http://127.0.0.1:4000"),
    });
  });

  test("an ID that is none puts the focus into its field and says so there", async () => {
    const host = world();
    host.answer({
      account_check: () => Promise.reject(problem("account.id.invalid", { params: { field: "tenant" } })),
    });
    await open(host);
    await userEvent.click(screen.getByRole("button", { name: "Check the connection" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Directory (tenant) ID")));
    expect(screen.getByText(/This ID is not complete/)).toBeTruthy();
  });

  test("changing an account keeps its key unless a new one is given", async () => {
    const host = world();
    const asked: AccountForm[] = [];
    host.answer({
      account_check: (form) => {
        asked.push(form);
        return report("key", problem("signin.key.expired", { params: { account: "Contoso SAS" } }));
      },
    });
    await renderApp({ host, session: session(), at: "/connect?account=a1" });
    await screen.findByRole("heading", { level: 1, name: "Change the connection of Contoso SAS" });
    await userEvent.click(screen.getByRole("button", { name: "Check the connection" }));
    await screen.findByText("Your application key has expired");
    expect(asked[0]).toEqual({ id: "a1", name: "Contoso SAS", tenant: account().tenant, client: account().client });
  });
});

describe("Settings", () => {
  const at = { at: "/settings" };
  const folder = () => ({ shown: "/somewhere", bytes: 48_000_000, drafts: 2, snapshots: 3 });

  test("applies at once and shows the data folder", async () => {
    const host = world();
    host.answer({ data_folder: folder, settings_set: (settings) => settings });
    const { container } = await renderApp({ host, session: session(), ...at });
    await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));
    expect(host.calls.find((call) => call.name === "settings_set")?.args).toMatchObject({ theme: "dark" });
    expect(await screen.findByText("48 MB in all")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Open the folder/ }));
    expect(host.calls.at(-1)).toEqual({ name: "link_open", args: { to: "dataFolder" } });
    await accessible(container);
  });

  test("disconnects only after a yes, and says that drafts stay", async () => {
    const host = world();
    const disconnect = vi.fn(() => null);
    host.answer({ data_folder: folder, account_disconnect: disconnect });
    await renderApp({ host, session: session(), ...at });
    await userEvent.click(await screen.findByRole("button", { name: /^Disconnect…/ }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("Drafts and History stay on this computer");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Stay connected"));
    await userEvent.keyboard("{Escape}");
    expect(disconnect).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole("button", { name: /^Disconnect…/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Disconnect" }));
    await waitFor(() => expect(disconnect).toHaveBeenCalledWith("a1"));
  });

  test("About holds the promise and the notices in a region that the keyboard reaches", async () => {
    const host = world();
    host.answer({ about: () => ({ version: "0.1.0", notices: "serde, MIT" }) });
    const { container } = await renderApp({ host, session: session(), at: "/settings/about" });
    expect(await screen.findByText("Vitrine sends nothing to anybody but the services you connect.")).toBeTruthy();
    expect((await screen.findByRole("region", { name: /Their names and licences/ })).tabIndex).toBe(0);
    await accessible(container);
  });
});
