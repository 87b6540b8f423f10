export { AddOnsPage } from "./AddOnsPage.tsx";
export { AddOnTextsPage } from "./TextsPage.tsx";
