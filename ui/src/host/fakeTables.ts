// A small part of the Store's tables, in the core's shape, for tests and for the page alone in a browser.

import type { StoreTables } from "@/bindings";
import { fakeMarkets, fakeTiers } from "./fakePrices.ts";

export const fakeTables: StoreTables = {
  markets: fakeMarkets,
  categories: [
    { value: "Games", subcategories: ["Games_Roleplaying", "Games_Shooter"] },
    { value: "PhotoAndVideo", subcategories: [] },
    { value: "Productivity", subcategories: [] },
    {
      value: "UtilitiesAndTools",
      subcategories: ["UtilitiesAndTools_BackupAndManage", "UtilitiesAndTools_FileManager"],
    },
  ],
  genres: ["Games_RolePlaying", "Games_Shooter", "Games_Word"],
  price_tiers: fakeTiers,
  trial_periods: ["NoFreeTrial", "OneDay", "SevenDays", "FifteenDays", "ThirtyDays", "TrialNeverExpires"],
  visibilities: ["Public", "Private", "Hidden", "NotSet"],
  publish_modes: ["Immediate", "Manual", "SpecificDate"],
  hardware: ["Touch", "Keyboard", "Mouse", "Camera", "NfcHce", "Nfc", "BluetoothLE", "Telephony"],
  device_families: [
    { name: "Desktop", retired: false },
    { name: "Mobile", retired: true },
    { name: "Holographic", retired: false },
    { name: "Xbox", retired: false },
    { name: "Team", retired: true },
  ],
  content_types: ["BookDownload", "OnlineDownload", "Asp"],
  lifetimes: ["Forever", "OneDay", "OneYear"],
  add_on_types: ["Durable", "Consumable"],
  enterprise_licensing: ["None", "Online", "OnlineAndOffline"],
  kinect_data: ["NotSet", "Unknown", "Enabled", "Disabled"],
  direct_x_versions: ["None", "DirectX93", "DirectX100"],
  system_rams: ["None", "Memory2GB"],
  players_min: 1,
  players_max: 1_000,
  trailers_max: 15,
  date: "2026-11-20",
};
