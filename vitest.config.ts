import { defineConfig } from "vitest/config";

const postgresql = process.env.TEST_DATABASE_URL;
if (process.env.CI && !postgresql) {
  throw new Error(
    "CI must name a PostgreSQL server in TEST_DATABASE_URL: its suites are never skipped",
  );
}

const common = { setupFiles: ["lib/testing/fail-on-console-error.ts"], testTimeout: 20_000 };
const databases = { include: ["**/*.db.test.ts"], hookTimeout: 60_000, ...common };

export default defineConfig({
  // next-auth asks for Next's modules without their endings, as bundlers allow and Node does not.
  test: {
    exclude: ["node_modules", "e2e", ".next", "dist"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,components,app,bin}/**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "node_modules"],
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
    ],
  },
});
