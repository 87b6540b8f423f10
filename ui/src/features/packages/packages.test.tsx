// Packages and options: two small pages, one file, because loading the components costs more than the tests.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { demoDraft } from "@/host/demoDraft.ts";
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
      "For Desktop, from 10.0.17763",
      "Polish (Poland) has no page in the listing yet.",
      "May use: everything a program on the desktop may use runFullTrust",
      "May use: the internet internetClient",
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

describe("how to release", () => {
  const rollout = (view: () => { document: { packageDeliveryOptions: { packageRollout: object } } }) =>
    view().document.packageDeliveryOptions.packageRollout;

  it("begins a rollout with a share, says what it means, and gives the share back with the rollout", async () => {
    const user = userEvent.setup();
    const { view } = await open("packages");
    expect(screen.queryByRole("textbox", { name: "Share of the customers" })).toBeNull();
    await user.click(await screen.findByRole("radio", { name: /^A part of the customers/ }));
    await waitFor(() => expect(rollout(view)).toMatchObject({ isPackageRollout: true, packageRolloutPercentage: 10 }));
    for (const truth of [/100% is not everyone/, /never gradual/, /takes nothing back/, /no next submission/]) {
      expect(screen.getByText(truth)).toBeTruthy();
    }
    const share = screen.getByRole<HTMLInputElement>("textbox", { name: "Share of the customers" });
    await user.clear(share);
    await user.type(share, "12,5");
    await user.tab();
    await waitFor(() => expect(rollout(view)).toMatchObject({ packageRolloutPercentage: 12.5 }));
    expect(screen.getByRole<HTMLInputElement>("slider").value).toBe("12.5");
    await user.click(screen.getByRole("checkbox", { name: /looks for updates by hand/ }));
    await waitFor(() => expect(rollout(view)).toMatchObject({ isSeekEnabled: true }));
    await noFindings();
    await user.click(screen.getByRole("radio", { name: /^Everyone at once/ }));
    await waitFor(() => expect(rollout(view)).toMatchObject({ isPackageRollout: false, packageRolloutPercentage: 0 }));
  });

  it("moves the share by the slider as by the number", async () => {
    const { view } = await open("packages");
    await userEvent.click(await screen.findByRole("radio", { name: /^A part of the customers/ }));
    fireEvent.change(screen.getByRole("slider", { name: "Share of the customers, slider" }), {
      target: { value: "25" },
    });
    await waitFor(() => expect(rollout(view)).toMatchObject({ packageRolloutPercentage: 25 }));
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Share of the customers" }).value).toBe("25");
  });

  it("makes an update mandatory only after it was said what Microsoft does then", async () => {
    const user = userEvent.setup();
    const { view, host } = await open("packages");
    const tick = await screen.findByRole<HTMLInputElement>("checkbox", { name: /mandatory/ });
    await user.click(tick);
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(
      dialog
        .getAllByRole("listitem")
        .map((one) => one.textContent)
        .join(" "),
    ).toMatch(/Tailspin Planner.*409.*Partner Center.*Contoso SAS.*Nothing is sent now/);
    await waitFor(() => expect(document.activeElement).toBe(dialog.getByRole("button", { name: "Leave it optional" })));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(tick.checked).toBe(false);
    expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);

    await user.click(tick);
    await user.click(await screen.findByRole("button", { name: "Make it mandatory" }));
    await waitFor(() => expect(view().document.packageDeliveryOptions.isMandatoryUpdate).toBe(true));
    const from = within(await screen.findByRole("group", { name: "Mandatory from" }));
    for (const [name, text] of [
      ["Day", "3"],
      ["Month", "12"],
      ["Year", "2026"],
      ["Time", "9:00"],
    ] as const) {
      await user.type(from.getByRole("textbox", { name }), text);
    }
    await user.tab();
    await waitFor(() =>
      expect(view().document.packageDeliveryOptions.mandatoryUpdateEffectiveDate).toBe("2026-12-03T09:00:00Z"),
    );
    // Taking the tick away costs nothing and asks nothing; the date goes back with it.
    await user.click(screen.getByRole("checkbox", { name: /mandatory/ }));
    await waitFor(() =>
      expect(view().document.packageDeliveryOptions).toMatchObject({
        isMandatoryUpdate: false,
        mandatoryUpdateEffectiveDate: "1601-01-01T00:00:00Z",
      }),
    );
  });

  it("keeps what a new package says for Windows 8", async () => {
    const user = userEvent.setup();
    const { view } = await open("packages");
    const card = within((await screen.findByRole("heading", { name: /tailspin_3.3/ })).closest("li") as HTMLElement);
    await user.click(await card.findByText("Older settings"));
    await user.selectOptions(card.getByRole("combobox", { name: "Lowest memory" }), "2 GB");
    await waitFor(() => expect(view().document.applicationPackages[1].minimumSystemRam).toBe("Memory2GB"));
    expect(view().document.applicationPackages[1].minimumDirectXVersion).toBeUndefined();
  });

  it("knows the packages of a flight by their own name", async () => {
    const { applicationPackages, ...rest } = demoDraft.document as { applicationPackages: unknown };
    await open("packages", {
      document: { ...rest, flightPackages: applicationPackages },
      problems: [],
      view: { product: "flight:9NTAILSPINPL:7bd9" },
    });
    expect(await screen.findByRole("heading", { name: "tailspin_3.3.0.0.msixupload" })).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: /^A part of the testers/ }));
    expect(await screen.findByText(/100% is not everyone: testers/)).toBeTruthy();
    expect(screen.queryByText(/never gradual/)).toBeNull();
  });
});

describe("options", () => {
  it("say for which devices the app is, with families that only the service knows", async () => {
    const user = userEvent.setup();
    const at = "allowTargetFutureDeviceFamilies";
    const { view } = await open("options", {
      document: { ...(demoDraft.document as object), [at]: { Desktop: true, Xbox: false, Toaster: true } },
    });
    const families = within(await screen.findByRole("group", { name: /future devices/ }));
    expect(families.getAllByRole("checkbox")).toHaveLength(6);
    expect(families.getByRole<HTMLInputElement>("checkbox", { name: /^Toaster/ }).checked).toBe(true);
    await user.click(families.getByRole("checkbox", { name: /^Xbox/ }));
    await waitFor(() => expect(view().document[at]).toEqual({ Desktop: true, Xbox: true, Toaster: true }));
    await noFindings();
  });

  it("open the older settings for whom a link sends there", async () => {
    const user = userEvent.setup();
    const { view } = await open(`options?field=${encodeURIComponent("/enterpriseLicensing")}`);
    const licences = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Licences for organisations" });
    expect(licences.closest("details")?.open).toBe(true);
    await waitFor(() => expect(document.activeElement).toBe(licences));
    await user.selectOptions(licences, "Organisations cannot license it in volume");
    await waitFor(() => expect(view().document.enterpriseLicensing).toBe("None"));
    expect(await screen.findByText("Live: In volume, with licences that the Store manages")).toBeTruthy();
  });

  it("of an add-on are only when it goes live", async () => {
    await open("options", {
      document: { targetPublishMode: "Immediate", listings: {} },
      problems: [],
      view: { product: "addon:9NADDON00001" },
    });
    expect(await screen.findByRole("radio", { name: /^As soon as it is certified/ })).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: /Notes/ })).toBeNull();
    expect(screen.queryByText("Older settings")).toBeNull();
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
