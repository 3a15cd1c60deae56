import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectFile } from "#lib/project-file";
import { derivedSchema, derivedSchemaPath, schemaPath } from "./derived-schema";
import { migrate, readMigrations, type Migration } from "./migrations";
import { sqliteSession } from "./sqlite-migrations";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tinycrm-migrate-"));
  path = join(folder, "test.db");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(migrations: Migration[]): Promise<void> {
  const session = sqliteSession(path);
  await migrate(session, migrations).finally(() => session.close());
}
const step = (name: string, sql: string): Migration => ({ name, sql, checksum: `sum of ${sql}` });

/** Every table and index of a model, as SQLite itself tells them, without spacing. */
function structure(file: string): string[] {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '_prisma%'" +
        " AND name NOT LIKE 'Search%'",
    )
    .all();
  db.close();
  return rows.map((row) => row.sql.replace(/\s+/g, " ").replace(/ ?([,)])/g, "$1")).sort();
}

/** What Prisma's own engine says a schema needs, compared with an empty database or another schema. */
function diff(dialect: string, to: string, from: string[] = []): string {
  const args = ["--import", "tsx", projectFile("bin", "schema-diff.ts"), dialect, to, ...from];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe("models and migrations agree", () => {
  it("on SQLite: the migrated database is the one the models ask for", async () => {
    await run(readMigrations("sqlite"));
    const wanted = join(folder, "wanted.db");
    const db = new Database(wanted);
    db.exec(diff("sqlite", schemaPath));
    db.close();
    expect(structure(path)).toEqual(structure(wanted));
  });

  it.each([
    ["sqlite", schemaPath],
    ["postgresql", derivedSchemaPath],
  ] as const)("on %s: nothing has changed since the last migration", (dialect, schema) => {
    const last = readMigrations(dialect).at(-1)!.name;
    const snapshot = projectFile("prisma", "migrations", dialect, last, "schema.prisma");
    expect(readFileSync(snapshot, "utf8")).toBe(readFileSync(schema, "utf8"));
  });

  it("the PostgreSQL schema is derived from the hand-written one", () => {
    expect(readFileSync(derivedSchemaPath, "utf8")).toBe(derivedSchema());
  });
});

describe("migrating", () => {
  it("applies what is missing, once", async () => {
    await run([step("001", "CREATE TABLE a (id INTEGER)")]);
    await run([
      step("001", "CREATE TABLE a (id INTEGER)"),
      step("002", "CREATE TABLE b (id INTEGER)"),
    ]);
    expect(structure(path)).toHaveLength(2);
  });

  it("refuses a database that is newer than the program", async () => {
    await run([step("001", "CREATE TABLE a (id INTEGER)"), step("002", "SELECT 1")]);
    await expect(run([step("001", "CREATE TABLE a (id INTEGER)")])).rejects.toThrow(
      "the database is newer than this program (it has the migration 002)",
    );
  });

  it("refuses a migration that was changed afterwards", async () => {
    await run([step("001", "CREATE TABLE a (id INTEGER)")]);
    await expect(run([step("001", "CREATE TABLE a (id TEXT)")])).rejects.toThrow(
      "migration 001 is not the one this database was made with",
    );
  });

  it("leaves nothing half-applied", async () => {
    const bad = step("001", "CREATE TABLE a (id INTEGER); INSERT INTO nowhere VALUES (1);");
    await expect(run([bad])).rejects.toThrow("migration 001 failed and was undone");
    expect(structure(path)).toEqual([]);
    await run([step("001", "CREATE TABLE a (id INTEGER);")]);
  });

  it("keeps the children when their parent's table is rebuilt", async () => {
    await run([
      step(
        "001",
        `CREATE TABLE parent (id INTEGER PRIMARY KEY);
         CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL
           REFERENCES parent(id) ON DELETE CASCADE);
         INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1);`,
      ),
      step(
        "002",
        `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
         CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT);
         INSERT INTO new_parent (id) SELECT id FROM parent;
         DROP TABLE parent; ALTER TABLE new_parent RENAME TO parent;
         PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
      ),
    ]);
    const db = new Database(path);
    expect(db.prepare("SELECT count(*) AS n FROM child").get()).toEqual({ n: 1 });
    db.close();
  });

  it("happens once when three processes start together", async () => {
    const script = `
      const { openDatabase, closeDatabase } = await import("#lib/db/client");
      await openDatabase({ url: "file:${path}" });
      await closeDatabase();`;
    const starts = Array.from(
      { length: 3 },
      () =>
        new Promise<number | null>((resolve) => {
          const args = ["--import", "tsx", "--input-type=module", "-e", script];
          spawn(process.execPath, args, { cwd: projectFile(), stdio: "inherit" }).on(
            "exit",
            resolve,
          );
        }),
    );
    expect(await Promise.all(starts)).toEqual([0, 0, 0]);
    const db = new Database(path);
    const { n } = db.prepare("SELECT count(*) AS n FROM _prisma_migrations").get() as { n: number };
    db.close();
    expect(n).toBe(readMigrations("sqlite").length);
  });
});
