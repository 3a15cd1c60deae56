import { playwright } from "@vitest/browser-playwright";
import { chromium } from "@playwright/test";
import { defineConfig } from "vitest/config";
import { findBrowser } from "./bin/find-browser.mjs";
import { pageServer, serverActions } from "./components/testing/vite.ts";

const postgresql = process.env.TEST_DATABASE_URL;
if (process.env.CI && !postgresql) {
  throw new Error(
    "CI must name a PostgreSQL server in TEST_DATABASE_URL: its suites are never skipped",
  );
}

/** What harms the built product needs a build: bin/test.mjs asks for it after it has made one. */
const long = process.env.TEST_LONG === "1";

const common = {
  setupFiles: ["lib/testing/each-file.ts"],
  // Limits for what hangs, not budgets: a machine that others share may pause.
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
};
const longest = {
  ...common,
  env: { TEST_DIALECT: "sqlite" },
  exclude: ["node_modules"],
  testTimeout: 300_000,
};
/** Files of one worker share the modules they load: loading them anew for each took half of the time. */
const shared = { ...common, isolate: false };
const databases = { include: ["**/*.db.test.ts"], ...shared };
const server = pageServer();

export default defineConfig({
  // next-auth asks for Next's modules without their endings, as bundlers allow and Node does not.
  test: {
    exclude: ["node_modules", "e2e", ".next", "dist"],
    // Half of the time suites wait, for a provider's patience or a database: three files keep two cores busy.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,components,app,bin,bench}/**/*.test.ts"],
          exclude: ["**/*.{db,fault,long,timed}.test.ts", "node_modules"],
          ...shared,
        },
      },
      {
        plugins: [serverActions(import.meta.dirname), server.plugin],
        // Named, so that Vite does not find them one by one and reload the page under a test.
        optimizeDeps: {
          noDiscovery: true,
          include: [
            "cmdk",
            "libphonenumber-js",
            "lucide-react",
            "next-auth/react",
            "next-intl",
            "next/dist/shared/lib/app-router-context.shared-runtime",
            "next/dist/shared/lib/hooks-client-context.shared-runtime",
            "next/link",
            "next/navigation",
            "radix-ui",
            "radix-ui/internal",
            "react",
            "react-dom",
            "react-dom/client",
            "react-hotkeys-hook",
            "react/jsx-dev-runtime",
            "react/jsx-runtime",
            "socket.io-client",
            "sonner",
            "zod",
          ],
        },
        test: {
          name: "components",
          include: ["components/**/*.test.tsx"],
          ...common,
          setupFiles: ["components/testing/setup.ts", "app/globals.css", ...common.setupFiles],
          // One server for all pages: files take turns.
          fileParallelism: false,
          browser: {
            enabled: true,
            provider: playwright({ launchOptions: { executablePath: findBrowser(chromium) } }),
            instances: [{ browser: "chromium" }],
            headless: true,
            viewport: { width: 1280, height: 800 },
            screenshotFailures: false,
            commands: server.commands,
          },
        },
      },
      {
        test: {
          name: "sqlite",
          env: { TEST_DIALECT: "sqlite" },
          ...databases,
          // These need the other one as well.
          exclude: ["node_modules", "**/*-postgresql.db.test.ts"],
        },
      },
      ...(postgresql
        ? [
            {
              test: {
                name: "postgresql",
                env: { TEST_DIALECT: "postgresql" },
                ...databases,
                globalSetup: "lib/testing/postgresql-run.ts",
                exclude: ["node_modules"],
              },
            },
          ]
        : []),
      ...(long
        ? [
            {
              test: {
                name: "long",
                include: ["lib/**/*.{fault,long}.test.ts"],
                ...longest,
              },
            },
            {
              test: {
                name: "timed",
                include: ["lib/**/*.timed.test.ts"],
                ...longest,
                // One at a time, and bin/test.mjs runs nothing else beside: what is measured is the product.
                fileParallelism: false,
              },
            },
          ]
        : []),
    ],
  },
});
