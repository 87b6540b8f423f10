// First run, and connecting an account.

export { ConnectPage } from "./Connect.tsx";
export { WelcomePage } from "./Welcome.tsx";
