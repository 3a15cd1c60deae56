import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "./config";

const folder = mkdtempSync(join(tmpdir(), "tinycrm-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (env: Record<string, string>) =>
  readConfig({ TINYCRM_DATA_DIR: folder, ...env } as unknown as NodeJS.ProcessEnv);

describe("the environment", () => {
  it("has sensible defaults", () => {
    expect(read({})).toMatchObject({
      host: "0.0.0.0",
      port: 3000,
      databaseUrl: `file:${join(folder, "tinycrm.db")}`,
      redisUrl: null,
      demo: null,
    });
  });

  it("makes a secret once, for the owner's eyes alone", () => {
    expect(read({}).secret).toBe(read({}).secret);
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
  });

  it.each([
    [{ PORT: "eighty" }, "PORT"],
    [{ TINYCRM_SECRET: "short" }, "TINYCRM_SECRET"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ TINYCRM_DEMO: "yes" }, "TINYCRM_DEMO"],
    [{ TINYCRM_PUBLIC_URL: "crm.example" }, "TINYCRM_PUBLIC_URL"],
    [{ TINYCRM_ADMIN_EMAIL: "a@b.test" }, "TINYCRM_ADMIN_PASSWORD"],
    [
      { TINYCRM_ADMIN_EMAIL: "nobody", TINYCRM_ADMIN_PASSWORD: "long enough" },
      "TINYCRM_ADMIN_EMAIL",
    ],
  ])("%j is refused by name", (env, name) => {
    expect(() => read(env)).toThrow(
      expect.objectContaining({ name: "ConfigError", message: expect.stringContaining(name) }),
    );
  });
});
