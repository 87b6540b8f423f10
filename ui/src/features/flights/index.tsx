export { FlightsPage } from "./FlightsPage.tsx";
export { NewFlightPage } from "./NewFlight.tsx";
