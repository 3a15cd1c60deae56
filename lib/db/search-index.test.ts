import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrate, readMigrations } from "./migrations";
import { sqliteSession } from "./sqlite-migrations";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tinycrm-search-"));
  path = join(folder, "test.db");
  await start();
  change(
    `INSERT INTO "Contact" ("id", "name", "searchText", "updatedAt")
     VALUES ('1', 'Анна', 'анна', 0), ('2', 'Борис', 'борис', 0), ('3', 'Вера', 'вера', 0);
     UPDATE "Contact" SET "deletedAt" = 0 WHERE "id" = '3';`,
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function start(): Promise<void> {
  const session = sqliteSession(path);
  await migrate(session, readMigrations("sqlite")).finally(() => session.close());
}

async function isWhole(): Promise<boolean> {
  const session = sqliteSession(path);
  return session.searchIndexIsWhole().finally(() => session.close());
}

function change(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

it("the index is whole after all migrations, and as rows come and go", async () => {
  expect(await isWhole()).toBe(true);
  change(`DELETE FROM "Contact" WHERE "id" = '1'`);
  expect(await isWhole()).toBe(true);
});

it.each([
  ["a trigger is gone", `DROP TRIGGER "SearchContact_changed"`],
  ["the index is gone", `DROP TABLE "SearchContact"`],
  ["the words are gone", `DROP TABLE "SearchWord"`],
  [
    "a row was written without it",
    `DROP TRIGGER "SearchContact_added";
     INSERT INTO "Contact" ("id", "name", "searchText", "updatedAt") VALUES ('4', 'Глеб', 'глеб', 0)`,
  ],
  [
    "a note was written without it",
    `DROP TRIGGER "SearchNote_added";
     INSERT INTO "Note" ("id", "text", "updatedAt") VALUES ('n', 'счёт', 0)`,
  ],
  ["the notes are gone", `DROP TABLE "SearchNote"`],
  [
    "the rows have other numbers",
    `DROP TRIGGER "SearchContact_changed"; UPDATE "Contact" SET rowid = rowid + 1 WHERE "id" = '3';
     UPDATE "Contact" SET rowid = rowid + 10`,
  ],
  [
    "a migration has rebuilt the table",
    `PRAGMA foreign_keys=OFF; CREATE TABLE "new" AS SELECT * FROM "Contact"; DROP TABLE "Contact";
     ALTER TABLE "new" RENAME TO "Contact"`,
  ],
])("when %s, the next start builds it anew", async (_, harm) => {
  change(harm);
  expect(await isWhole()).toBe(false);
  await start();
  expect(await isWhole()).toBe(true);
  const db = new Database(path);
  const found = db.prepare(
    `SELECT "name" FROM "SearchContact"('"ори"') f JOIN "Contact" c ON c.rowid = f.rowid`,
  );
  expect(found.all()).toEqual([{ name: "Борис" }]);
  db.close();
});
