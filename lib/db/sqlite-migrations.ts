import { statSync } from "node:fs";
import Database from "better-sqlite3";
import { minute } from "#lib/base/duration";
import { retry } from "#lib/base/retry";
import { MigrationError, type MigrationSession } from "./migrations";
import { rowsToIndex, sqliteIndexObjects, sqliteIndexRows } from "./search-index";

/** How long a start waits while another process migrates, in ms. */
const lockPatience = minute;

/** @param path of the database file; created when missing */
export function sqliteSession(path: string): MigrationSession {
  const db = new Database(path, { timeout: 100 });
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  return {
    async locked(work) {
      // A second file holds the lock: each migration needs its own transaction on the first.
      const lock = new Database(`${path}.migrating`, { timeout: 100 });
      await beginWithPatience(lock);
      try {
        // Not before: what another process is in the middle of making looks like damage.
        assertWhole(db, path);
        await work();
      } finally {
        lock.exec("ROLLBACK");
        lock.close();
      }
    },
    async createHistory() {
      db.exec(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
        "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME,
        "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME,
        "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
        "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`);
    },
    async applied() {
      return db
        .prepare<[], { name: string; checksum: string; finished: number }>(
          `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
           FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
        )
        .all()
        .map((row) => ({ ...row, finished: row.finished === 1 }));
    },
    async apply(migration, record) {
      // Prisma rebuilds a table by dropping the old one, and the drop would cascade to the children.
      // Inside a transaction the pragma does nothing, so it comes before.
      db.pragma("foreign_keys = OFF");
      db.exec("BEGIN IMMEDIATE");
      try {
        db.exec(migration.sql);
        const broken = db.pragma("foreign_key_check") as unknown[];
        if (broken.length > 0) throw new Error(`${broken.length} rows would lose their parent`);
        db.prepare(
          `INSERT INTO _prisma_migrations
           (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
           VALUES (?, ?, ?, ?, ?, 1)`,
        ).run(record.id, migration.checksum, migration.name, +record.at, Date.now());
        db.exec("COMMIT");
      } catch (error) {
        if (db.inTransaction) db.exec("ROLLBACK");
        throw error;
      }
    },
    async run(script) {
      db.transaction(() => db.exec(script)).immediate();
    },
    async searchIndexIsWhole() {
      const isWhole = (sql: string) => db.prepare<[], { whole: number }>(sql).get()?.whole === 1;
      return isWhole(sqliteIndexObjects) && isWhole(sqliteIndexRows);
    },
    rowsToIndex: async () => db.prepare<[], { rows: number }>(rowsToIndex).get()?.rows ?? 0,
    async close() {
      db.close();
    },
  };
}

/** Files up to this size, in bytes, are looked through at start: it takes a few tenths of a second. */
const quicklyRead = 64 * 1024 * 1024;

/** Damage in the middle of a file would show when somebody needs that page, and be copied into every backup until then. */
function assertWhole(db: Database.Database, path: string): void {
  if (statSync(path).size > quicklyRead) return;
  const found = db.pragma("quick_check(1)", { simple: true });
  if (found === "ok") return;
  db.close();
  throw Object.assign(new Error(String(found)), { code: "SQLITE_CORRUPT" });
}

function beginWithPatience(lock: Database.Database): Promise<void> {
  const deadline = performance.now() + lockPatience;
  return retry(() => void lock.exec("BEGIN EXCLUSIVE"), {
    pause: 50,
    onFailure(error) {
      if ((error as { code?: string }).code !== "SQLITE_BUSY") return false;
      if (performance.now() < deadline) return true;
      throw new MigrationError("another process has been migrating this database for a minute");
    },
  });
}
