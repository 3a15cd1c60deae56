import { defineConfig } from "vitest/config";

const postgresql = process.env.TEST_DATABASE_URL;
if (process.env.CI && !postgresql) {
  throw new Error(
    "CI must name a PostgreSQL server in TEST_DATABASE_URL: its suites are never skipped",
  );
}

/** What harms the built product needs a build: bin/test.mjs asks for it after it has made one. */
const faults = process.env.TEST_FAULTS === "1";

const common = {
  setupFiles: ["lib/testing/fail-on-console-error.ts"],
  testTimeout: 20_000,
  // A machine shared with others pauses: what fails there is tried once more, and marked "retry x1".
  retry: process.env.CI ? 1 : 0,
};
const databases = { include: ["**/*.db.test.ts"], hookTimeout: 60_000, ...common };

export default defineConfig({
  // next-auth asks for Next's modules without their endings, as bundlers allow and Node does not.
  test: {
    exclude: ["node_modules", "e2e", ".next", "dist"],
    // Many suites wait for a provider's patience: a second file runs meanwhile, also on two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,components,app,bin,bench}/**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/*.fault.test.ts", "node_modules"],
          ...common,
        },
      },
      {
        test: {
          name: "sqlite",
          env: { TEST_DIALECT: "sqlite" },
          ...databases,
          exclude: ["node_modules"],
        },
      },
      ...(postgresql
        ? [
            {
              test: {
                name: "postgresql",
                env: { TEST_DIALECT: "postgresql" },
                ...databases,
                exclude: ["node_modules"],
              },
            },
          ]
        : []),
      ...(faults
        ? [
            {
              test: {
                name: "faults",
                include: ["lib/testing/faults/*.fault.test.ts"],
                exclude: ["node_modules"],
                ...common,
                // One product at a time: each is measured while it is harmed.
                fileParallelism: false,
                testTimeout: 300_000,
                hookTimeout: 120_000,
              },
            },
          ]
        : []),
    ],
  },
});
