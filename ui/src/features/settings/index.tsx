// Settings and About. Everything applies at once; there is nothing to save.

export { AboutPage } from "./About.tsx";
export { SettingsPage } from "./Settings.tsx";
