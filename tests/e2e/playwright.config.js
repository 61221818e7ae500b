import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./chromium.js";
import { results } from "./places.js";

export default defineConfig({
  testMatch: "*.spec.js",
  globalSetup: "./setup.js",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 10_000 },
  outputDir: join(results, "output"),
  reporter: [["line"], ["./count.js"]],
  use: {
    browserName: "chromium",
    launchOptions: launchOptions(),
    // The practice account speaks HTTP/2 over TLS with a certificate that it signed itself.
    ignoreHTTPSErrors: true,
    locale: "en-US",
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
  },
});
