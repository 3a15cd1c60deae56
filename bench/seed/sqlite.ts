/** Seeding a million rows takes most of a minute, so the file is kept in the temp folder and copied. */
import { createHash } from "node:crypto";
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { migrate, readMigrations } from "#lib/db/migrations";
import { sqliteSession } from "#lib/db/sqlite-migrations";
import { connectionSettings, type BenchDatabase } from "./database";
import { connectionId, seedStatements, type SeedSize } from "./statements";

export async function seedSqlite(size: SeedSize): Promise<BenchDatabase> {
  const seeded = await seededFile(size);
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-bench-"));
  const path = join(folder, "bench.db");
  copyFileSync(seeded, path, constants.COPYFILE_FICLONE);
  return {
    dialect: "sqlite",
    url: `file:${path}`,
    async leadTo(pbxUrl) {
      const db = new Database(path);
      const settings = connectionSettings(pbxUrl);
      db.prepare(`UPDATE "Connection" SET "settings" = ? WHERE "id" = ?`).run(
        settings,
        connectionId,
      );
      db.close();
    },
    async drop() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One file for each schema, size and wording of the seed. */
async function seededFile(size: SeedSize): Promise<string> {
  const migrations = readMigrations("sqlite");
  const key = createHash("sha256")
    .update(JSON.stringify([migrations, seedStatements("sqlite", size, new Date(0))]))
    .digest("hex");
  const folder = join(tmpdir(), "tinycrm-bench-seeds");
  const path = join(folder, `${key.slice(0, 16)}.db`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${process.pid}.unfinished`);
  const session = sqliteSession(unfinished);
  await migrate(session, migrations).finally(() => session.close());
  const db = new Database(unfinished);
  db.exec("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-500000; BEGIN");
  for (const statement of seedStatements("sqlite", size, new Date())) db.exec(statement);
  db.exec("COMMIT; PRAGMA journal_mode=WAL");
  db.close();
  rmSync(`${unfinished}.migrating`, { force: true });
  renameSync(unfinished, path);
  return path;
}
