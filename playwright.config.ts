import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** A system browser when there is one; otherwise the one Playwright installed. */
const systemBrowser = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find(existsSync);

export default defineConfig({
  testDir: "e2e",
  // `npm test` runs the short ones, `npm run test:long` the others.
  projects: [
    { name: "short", testIgnore: /\.long\.spec\.ts$/ },
    { name: "long", testMatch: /\.long\.spec\.ts$/ },
  ],
  outputDir: "test-results",
  // Each worker runs a whole product of its own; two cores carry two.
  workers: 2,
  fullyParallel: false,
  // Limits for what hangs, not budgets: a machine that others share may pause.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: !!process.env.CI,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? systemBrowser,
      args: ["--disable-gpu"],
    },
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    // A trace costs a fifth of the time; `--trace retain-on-failure` asks for it.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
