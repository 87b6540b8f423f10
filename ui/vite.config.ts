import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The page is served from the program itself under a policy that refuses `data:` (so nothing is inlined) and by one
// engine per system (so one recent target). Libraries that change together share a chunk; features are lazy routes.
export default defineConfig({
  plugins: [react()],
  base: "./",
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  build: {
    target: ["es2022", "safari16.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: "data", test: /node_modules\/(@tanstack|i18next|react-i18next)\// },
            {
              name: "fluent",
              test: /node_modules\/(@fluentui|@griffel|@floating-ui|tabster|keyborg)\//,
              minShareCount: 2,
            },
            { name: "parts", test: /src\/(components|data|i18n|host)\/[^/]*\.(tsx?|css)$/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["./vitest.setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    restoreMocks: true,
    testTimeout: 30_000,
    env: { TZ: "UTC" },
  },
});
