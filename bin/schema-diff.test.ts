import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { changesSinceLastMigration, runPrisma } from "./schema-diff";
import { readSchema } from "./schemas.mjs";

const patience = 120_000;

it(
  "the migrations make what the models ask for, on both databases",
  { timeout: patience },
  async () => {
    expect(await changesSinceLastMigration()).toEqual({ sqlite: "", postgresql: "" });
  },
);

it("a new field becomes a column on both databases", { timeout: patience }, async () => {
  const schema = readSchema().replace("model Contact {", "$&\n  seenAt DateTime?");
  const { sqlite, postgresql } = await changesSinceLastMigration(schema);
  expect(sqlite).toMatch(/^-- AlterTable\nALTER TABLE "Contact" ADD COLUMN +"seenAt" DATETIME;\n$/);
  expect(postgresql).toBe(
    `-- AlterTable\nALTER TABLE "Contact" ADD COLUMN     "seenAt" TIMESTAMP(3);\n`,
  );
});

it("a database that is not there is named, and not made", { timeout: patience }, () => {
  const path = join(tmpdir(), "tinycrm-nowhere.db");
  expect(() => runPrisma(["migrate", "status"], `file:${path}`)).toThrow(
    `Database \`${path}\` does not exist`,
  );
  expect(existsSync(path)).toBe(false);
});
