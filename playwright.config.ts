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
  outputDir: "test-results",
  // Each worker runs a whole product of its own; two cores carry two.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  // A machine shared with others pauses: what fails there is tried once more, and named if it passes then.
  retries: process.env.CI ? 1 : 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? systemBrowser,
      args: ["--disable-gpu"],
    },
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    // Keeping a trace of every step costs a fifth of the time; the second try keeps one.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
  },
});
