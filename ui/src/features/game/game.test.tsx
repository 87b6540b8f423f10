// Game settings: filled in, not filled in, taken out again.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, test } from "vitest";
import { numberOf } from "@/components/DraftNumber.tsx";
import { demoDraft } from "@/host/demoDraft.ts";
import { openDraft as open } from "@/test/draft.ts";

const page = () => document.getElementById("page") as HTMLElement;
const withOptions = (gamingOptions: unknown, live: unknown = gamingOptions) => ({
  document: { ...(demoDraft.document as object), gamingOptions },
  live: { ...(demoDraft.live as object), gamingOptions: live },
});
const PLAYED = {
  $key: "only",
  genres: ["Games_Shooter", "Games_Telepathy"],
  isLocalMultiplayer: true,
  isLocalCooperative: false,
  localMultiplayerMinPlayers: 2,
  localMultiplayerMaxPlayers: 4,
  isCrossPlayEnabled: false,
  kinectDataForExternal: "Enabled",
  newMember: { kept: true },
};

test.each([
  ["12", 12],
  [" 7 ", 7],
  ["", null],
  ["0", undefined],
  ["1001", undefined],
  ["two", undefined],
  ["1.5", undefined],
  ["-3", undefined],
] as const)("%j players are %j", (typed, value) => expect(numberOf(typed, 1, 1000)).toBe(value));

test("a share may have decimals, with a comma or a point", () => {
  expect([numberOf("12,5", 0, 100, 2), numberOf("12.25", 0, 100, 2), numberOf("12.345", 0, 100, 2)]).toEqual([
    12.5,
    12.25,
    undefined,
  ]);
});

describe("game settings", () => {
  it.each([[null], [undefined], [[]]])("that are %j are not filled in, and no error", async (none) => {
    const user = userEvent.setup();
    const { view, host } = await open("game", withOptions(none));
    expect(await screen.findByText(/are not filled in/)).toBeTruthy();
    expect(screen.getByText(/hasAdvancedListingPermission/)).toBeTruthy();
    expect(host.calls.some((call) => call.name === "draft_patch")).toBe(false);
    await user.click(screen.getByRole("button", { name: "Fill in" }));
    expect(await screen.findByRole("group", { name: /What kind of game/ })).toBeTruthy();
    await waitFor(() => expect(view().document.gamingOptions).toHaveLength(1));
    expect(view().document.gamingOptions[0]).toMatchObject({ $key: "only", genres: [], isCrossPlayEnabled: false });
    await user.click(await screen.findByRole("button", { name: "Take the settings out again" }));
    await waitFor(() => expect(view().document.gamingOptions ?? null).toEqual(none ?? null));
    expect(view().standing.differences.some(({ pointer }) => pointer.startsWith("/gamingOptions"))).toBe(false);
  });

  it("are edited member by member, with what nobody here knows kept", async () => {
    const user = userEvent.setup();
    const { view } = await open("game", withOptions([PLAYED]));
    const genres = within(await screen.findByRole("group", { name: /What kind of game/ }));
    expect(genres.getByRole<HTMLInputElement>("checkbox", { name: "Games_Telepathy" }).checked).toBe(true);
    await user.click(genres.getByRole("checkbox", { name: "Role playing" }));
    await user.selectOptions(screen.getByRole("combobox", { name: /Kinect data/ }), "It does not");
    await user.click(screen.getByRole("checkbox", { name: /Windows and Xbox/ }));
    await waitFor(() =>
      expect(view().document.gamingOptions).toEqual([
        {
          ...PLAYED,
          genres: ["Games_Shooter", "Games_Telepathy", "Games_RolePlaying"],
          isCrossPlayEnabled: true,
          kinectDataForExternal: "Disabled",
        },
      ]),
    );
    expect(await screen.findByText("Live: It does")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Take the settings out again" })).toBeNull();
    const found = await axe.run(page(), { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
  });

  it("ask how many can play only where they play together, and take nothing but numbers", async () => {
    const user = userEvent.setup();
    const { view } = await open("game", withOptions([PLAYED]));
    const most = await screen.findByRole<HTMLInputElement>("textbox", { name: "Most players" });
    expect(screen.queryByRole("textbox", { name: "Most players in a team" })).toBeNull();
    await user.clear(most);
    await user.type(most, "16");
    await user.tab();
    await waitFor(() => expect(view().document.gamingOptions[0].localMultiplayerMaxPlayers).toBe(16));
    await user.click(most);
    await user.keyboard("x");
    expect(screen.getByText(/^Write a number from 1 to 1,?000/)).toBeTruthy();
    expect(most.getAttribute("aria-invalid")).toBe("true");
    await user.tab();
    expect(most.value).toBe("16");
    expect(view().document.gamingOptions[0].localMultiplayerMaxPlayers).toBe(16);
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(most.value).toBe("4"));
  });

  it("show the service's zero as no number, and write it for an emptied field", async () => {
    const user = userEvent.setup();
    const { view } = await open("game", withOptions([{ ...PLAYED, localMultiplayerMinPlayers: 0 }]));
    expect((await screen.findByRole<HTMLInputElement>("textbox", { name: "Fewest players" })).value).toBe("");
    await user.clear(screen.getByRole("textbox", { name: "Most players" }));
    await user.tab();
    await waitFor(() => expect(view().document.gamingOptions[0].localMultiplayerMaxPlayers).toBe(0));
  });

  it("let clips be recorded apart from the rest", async () => {
    const user = userEvent.setup();
    const { view } = await open("game", withOptions(null));
    await user.click(await screen.findByRole("checkbox", { name: /record clips/ }));
    await waitFor(() => expect(view().document.isGameDvrEnabled).toBe(true));
    expect(view().document.gamingOptions).toBeNull();
  });
});
