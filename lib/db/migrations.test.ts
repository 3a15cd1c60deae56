import { spawn } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { pino, type Logger } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processSlot } from "#lib/base/process-slot";
import { projectFile } from "#lib/base/project-file";
import { migrate, readMigrations, type Dialect, type Migration } from "./migrations";
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

/** The SQL of every table and index of a model. */
function structure(file: string): string[] {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '_prisma%'" +
        " AND name NOT LIKE 'Search%'",
    )
    .all();
  db.close();
  return rows.map((row) => row.sql);
}

/** From here on the copies of a release run beside those of the one before it (docs/upgrade.md). */
const sinceCopies = "20261130";

describe("migrations of PostgreSQL", () => {
  const later = readMigrations("postgresql").filter(({ name }) => name >= sinceCopies);

  it.each(later.map(({ name, sql }) => [name, sql]))("%s only adds", (_name, sql) => {
    const removal = /\bDROP\b(?! INDEX)|\bRENAME\b|\bALTER COLUMN\b|\bSET NOT NULL\b/i;
    expect(sql).not.toMatch(removal);
    // An index goes when another is there: until the commit nobody else reads a table that has lost one.
    const [going, coming] = [sql.search(/DROP INDEX/i), sql.search(/CREATE INDEX/i)];
    if (going >= 0) expect([coming >= 0, coming < going]).toEqual([true, true]);
    const added = sql.match(/ADD COLUMN[^,;]*/gi) ?? [];
    // What the release before writes knows nothing of the column.
    expect(added.filter((one) => /NOT NULL/i.test(one) && !/DEFAULT/i.test(one))).toEqual([]);
  });

  it("there are some to look at", () => expect(later.length).toBeGreaterThan(0));
});

describe("migrations in the repository", () => {
  // Installations keep the name and the checksum of each: a file that changes stops their next start.
  it.each([
    ["001_init", "a95a5a896173", "0212cf9d5d0c"],
    ["002_what_calls_were_told", "4e1e77a9cc9f", "1b515d3796d5"],
    ["003_put_cards_away", "812fbb813fc3", "3fe397de6648"],
    ["004_requested_calls_by_person", "c1b52763ba49", "c1b52763ba49"],
    ["005_whole_providers", "cca330ea95e4", "951c43679ad0"],
    ["006_leads", "0183d6b59c3d", "6301f625ef2c"],
    ["007_campaigns", "f0ac980cc3fa", "8e784c57b025"],
    ["008_texts_and_routing", "a43c350ecad2", "2c2e09df8ebb"],
    ["009_crm", "ce8e17e16ef6", "44bcaebcb46a"],
    ["010_callback_promised", "8d4327937467", "10545b4543d3"],
    ["011_contact_lists", "2438682d3fe3", "2438682d3fe3"],
    ["012_statistics", "fe9ae05c9337", "97086d684a3d"],
    ["013_search", "c2e086d5717c", "fa93f5bbd6fd"],
    ["20261128181000_session_use", "9de42d5e635a", "0bd2306db1d2"],
    ["20261128182500_record_rights", "a19de641d01f", "42d32418d2bc"],
    ["20261128182958_count_attempts", "5d1b496dac93", "52e5ef5d3c02"],
    ["20261128213729_add_audit", "d19e0e91f5c3", "0b6f6d924e4b"],
    ["20261128213844_access_links_and_second_factors", "25c79af40338", "d41576fe6555"],
    ["20261128213951_privacy_and_hook_access", "006e68ea221a", "4ce191ea26b0"],
  ])("%s is what installations were made with", (name, sqlite, postgresql) => {
    const checksum = (dialect: Dialect) =>
      readMigrations(dialect)
        .find((migration) => migration.name === name)
        ?.checksum.slice(0, 12);
    expect([checksum("sqlite"), checksum("postgresql")]).toEqual([sqlite, postgresql]);
  });

  it("those named by time come after those with a number, and Prisma's lock file is none", async () => {
    for (const name of ["20261128140836_later", "013_search", "20261127235959_soon", "002_early"]) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "migration.sql"), `CREATE TABLE "${name}" (id INTEGER)`);
    }
    await writeFile(join(folder, "migration_lock.toml"), `provider = "sqlite"`);
    const migrations = readMigrations("sqlite", folder);
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([
      "002_early",
      "013_search",
      "20261127235959_soon",
      "20261128140836_later",
    ]);
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

  it("happens once when three processes start together", { timeout: 60_000 }, async () => {
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

describe("the log", () => {
  const lines: { msg: string; step?: number; of?: number; done?: boolean; rows?: number }[] = [];
  const slot = processSlot<Logger>("log");
  const before = slot.peek();
  beforeEach(() => {
    lines.length = 0;
    slot.set(pino({}, { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[0]) }));
  });
  afterEach(() => (before ? slot.set(before) : slot.clear()));

  it("says how far an upgrade is, and nothing of a new database", async () => {
    const table = (name: string) => step(name, `CREATE TABLE "${name}" ("id" TEXT)`);
    await run([table("001_a")]);
    expect(lines).toEqual([]);
    await run([table("001_a"), table("002_b"), table("003_c")]);
    expect(lines.map(({ msg, step, of, done }) => [msg, step, of, done])).toEqual([
      ["migration", 1, 2, false],
      ["migration", 1, 2, true],
      ["migration", 2, 2, false],
      ["migration", 2, 2, true],
    ]);
  });

  it("says that the search index is built anew, of how many rows", async () => {
    await run(readMigrations("sqlite"));
    const db = new Database(path);
    db.exec(`INSERT INTO "Contact" ("id", "name", "searchText", "updatedAt") VALUES ('1', 'A', 'a', 0);
      DROP TRIGGER "SearchContact_changed"`);
    db.close();
    await run(readMigrations("sqlite"));
    expect(lines.map(({ msg, rows, done }) => [msg, rows, done])).toEqual([
      ["search index built anew", 1, false],
      ["search index built anew", 1, true],
    ]);
  });
});
