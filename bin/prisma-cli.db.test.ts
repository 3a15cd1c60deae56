/** Prisma's own commands, run as a person would, on a database that this program has made. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dialectOf } from "#lib/db/client";
import { createTestDatabase, type TestDatabase } from "#lib/testing/kit/test-database";
import { projectFile } from "#lib/base/project-file";
import { freePort } from "#lib/providers/testing";
import { runPrisma } from "./schema-diff";
import { schemaPath } from "./schemas.mjs";

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

const patience = 120_000;
const prisma = (...args: string[]) => runPrisma(args, database.url);
const diffFrom = (...from: string[]) =>
  prisma("migrate", "diff", ...from, "--to-schema", schemaPath(dialectOf(database.url)));

it("migrate status finds the database up to date", { timeout: patience }, () => {
  expect(prisma("migrate", "status")).toContain("Database schema is up to date!");
});

it("migrate diff finds what the models do not have", { timeout: patience }, async () => {
  expect(diffFrom("--from-config-datasource")).toContain("No difference detected.");
  await database.db.$executeRawUnsafe(`ALTER TABLE "Setting" ADD COLUMN "stray" TEXT`);
  expect(diffFrom("--from-config-datasource")).toMatch(/ed (the )?(table )?`Setting`/);
  await database.db.$executeRawUnsafe(`ALTER TABLE "Setting" DROP COLUMN "stray"`);
});

it("migrate diff replays the migrations beside the database", { timeout: patience }, () => {
  const folder = projectFile("prisma", "migrations", dialectOf(database.url));
  expect(diffFrom("--from-migrations", folder)).toContain("No difference detected.");
});

it("studio shows the rows", { timeout: patience }, async () => {
  await database.db.setting.create({ data: { key: "shown", value: "by studio" } });
  const port = await freePort();
  const command = [projectFile("node_modules", "prisma", "build", "index.js"), "studio"];
  const studio = spawn(
    process.execPath,
    [...command, "--browser", "none", "--port", String(port)],
    {
      cwd: projectFile(),
      env: { ...process.env, DATABASE_URL: database.url, CHECKPOINT_DISABLE: "1" },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  try {
    for await (const words of studio.stdout) if (String(words).includes(String(port))) break;
    const query = { sql: `SELECT "value" FROM "Setting" WHERE "key" = 'shown'`, parameters: [] };
    const answer = await fetch(`http://localhost:${port}/bff`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ procedure: "query", query }),
    });
    expect(await answer.json()).toEqual([null, [{ value: "by studio" }]]);
  } finally {
    const ended = studio.exitCode === null ? once(studio, "exit") : null;
    studio.kill("SIGKILL");
    await ended;
  }
});

it("migrate status names a migration that is missing", { timeout: patience }, async () => {
  await database.db.$executeRawUnsafe(
    `DELETE FROM "_prisma_migrations" WHERE "migration_name" = '013_search'`,
  );
  expect(() => prisma("migrate", "status")).toThrow(/not yet been applied:\s*013_search/);
});
