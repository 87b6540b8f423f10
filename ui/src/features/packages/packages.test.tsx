// Packages and options: two small pages, one file, because loading the components costs more than the tests.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { languageName, openDraft as open } from "@/test/draft.ts";
import { packagesOf } from "./packages.ts";

const LOCKED = { code: "job.running", severity: "must" as const, pointer: "", params: {} };

async function noFindings() {
  const found = await axe.run(document.getElementById("page")!, { rules: { "color-contrast": { enabled: false } } });
  expect(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
}

describe("packages", () => {
  it("say in sentences whose they are, what they are for and what they replace", async () => {
    await open("packages");
    const card = (await screen.findByRole("heading", { name: "tailspin_3.3.0.0.msixupload" })).closest(
      "li",
    ) as HTMLElement;
    for (const words of [
      "Belongs to Tailspin Planner.",
      "Version 3.3.0.0; live now is 3.2.0.0.",
      "For ARM64 and x64",
      "Windows.Desktop 10.0.17763.0 or later",
      "Polish (Poland) has no page in the listing yet.",
      "runFullTrust",
      "Replaces tailspin_3.2.0.0.msixbundle",
    ]) {
      expect(card.textContent).toContain(words);
    }
    expect(within(card).getByRole("link", { name: "Write a note to the testers" }).getAttribute("href")).toContain(
      "options",
    );
    await noFindings();
  });

  it("keep the replaced one as well, with the status it had", async () => {
    const user = userEvent.setup();
    const { view } = await open("packages");
    await user.click(await screen.findByRole("button", { name: "Keep both" }));
    await waitFor(() => expect(view().document.applicationPackages[0].fileStatus).toBe("Uploaded"));
    expect(await screen.findByRole("heading", { name: "Live now, stays" })).toBeTruthy();
  });

  it("bring back what they replaced when they are removed, in one step", async () => {
    const user = userEvent.setup();
    const { host, view } = await open("packages");
    await user.click(await screen.findByRole("button", { name: /^Remove.*tailspin_3.3/ }));
    await waitFor(() => expect(view().document.applicationPackages).toHaveLength(1));
    expect(view().document.applicationPackages[0].fileStatus).toBe("Uploaded");
    expect(host.calls.filter((call) => call.name === "draft_patch")).toHaveLength(1);
  });

  it("make the missing page of a language from the reference", async () => {
    const user = userEvent.setup();
    const { host } = await open("packages");
    await user.click(await screen.findByRole("button", { name: `Create it from ${languageName("en-us")}` }));
    await waitFor(() => expect(host.calls.some((call) => call.name === "language_add")).toBe(true));
    expect(host.calls.find((call) => call.name === "language_add")?.args).toEqual({
      draft: "d1",
      language: "pl-pl",
      from: "en-us",
    });
  });

  it("can only be read while a job sends", async () => {
    await open("packages", { view: { locked: LOCKED } });
    await screen.findByRole("heading", { name: "tailspin_3.3.0.0.msixupload" });
    const page = document.getElementById("page") as HTMLElement;
    expect(
      within(page)
        .getAllByRole("button")
        .map((one) => one.textContent),
    ).toEqual(["Review"]);
  });

  it("say that a file could not be read instead of inventing facts", () => {
    const [one] = packagesOf("/p", [{ $key: "k", fileName: "x.msix", fileStatus: "PendingUpload" }], []);
    expect([one?.facts, one?.version, one?.architectures]).toEqual([undefined, "", []]);
  });
});

describe("when to publish", () => {
  it("says before anything that a manual one is finished in Partner Center", async () => {
    await open("options");
    expect((await screen.findByRole<HTMLInputElement>("radio", { name: /^When I decide/ })).checked).toBe(true);
    expect(screen.getAllByText("You will finish this one in Partner Center.")).toHaveLength(1);
    await noFindings();
  });

  it("stores a typed date in UTC, and no date that there is none", async () => {
    const user = userEvent.setup();
    const { view } = await open("options");
    await user.click(await screen.findByRole("radio", { name: /^On a date/ }));
    await waitFor(() => expect(view().document.targetPublishMode).toBe("SpecificDate"));
    await user.type(screen.getByRole("textbox", { name: "Day" }), "31");
    await user.type(screen.getByRole("textbox", { name: "Month" }), "2");
    await user.type(screen.getByRole("textbox", { name: "Year" }), "2027");
    await user.type(screen.getByRole("textbox", { name: "Time" }), "14 h 05");
    await user.tab();
    await waitFor(() => expect(view().document.targetPublishDate).toBeUndefined());
    expect(screen.getByText(/Write day, month and year/)).toBeTruthy();
    const month = screen.getByRole("textbox", { name: "Month" });
    await user.clear(month);
    await user.type(month, "3");
    await user.tab();
    // The tests run in UTC.
    await waitFor(() => expect(view().document.targetPublishDate).toBe("2027-03-31T14:05:00Z"));
    await user.click(screen.getByRole("radio", { name: /^As soon as it is certified/ }));
    await waitFor(() => expect(view().document.targetPublishDate).toBe("1601-01-01T00:00:00Z"));
  });

  it("puts the live choice back", async () => {
    const user = userEvent.setup();
    const { view } = await open("options");
    await user.click(await screen.findByRole("button", { name: "Put back" }));
    await waitFor(() => expect(view().document.targetPublishMode).toBe("Immediate"));
  });

  it("stays readable while a job sends, without a disabled control", async () => {
    await open("options", { view: { locked: LOCKED } });
    const notes = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: /Notes/ });
    expect(notes.readOnly).toBe(true);
    expect(screen.queryByRole("radio")).toBeNull();
    expect(document.getElementById("page")?.textContent).toContain("When I decide");
  });
});
