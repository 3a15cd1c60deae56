/**
 * Brings a database to this program's schema, without any download: many PBX networks are closed.
 * Files and bookkeeping are Prisma's (`prisma/migrations/<dialect>/<name>/migration.sql`, the table
 * `_prisma_migrations`), so that its own tools keep working; but every migration and its record are
 * one transaction here, and nothing is ever left half-applied.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFile } from "#lib/project-file";
import { keepSearchIndex } from "./search-index";

export type Dialect = "sqlite" | "postgresql";

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, hexadecimal, as Prisma keeps it. */
  checksum: string;
}

export interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

/** The database and this program do not belong together; one sentence says why. Stops the start. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** One connection to the database, as migrating needs it. */
export interface MigrationSession {
  /** Runs `work` while no other process can migrate. @throws when the lock can't be had in 60 s */
  locked(work: () => Promise<void>): Promise<void>;
  createHistory(): Promise<void>;
  applied(): Promise<AppliedMigration[]>;
  /** Applies the script and writes the record in one transaction. */
  apply(migration: Migration, record: { id: string; at: Date }): Promise<void>;
  /** Runs a script in one transaction, without a record. */
  run(script: string): Promise<void>;
  /** Whether all of the search index is there, and speaks of the rows there are. */
  searchIndexIsWhole(): Promise<boolean>;
  close(): Promise<void>;
}

export function readMigrations(dialect: Dialect): Migration[] {
  const folder = projectFile("prisma", "migrations", dialect);
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** @throws {MigrationError} when the database is newer, changed, or half-migrated by another tool */
export async function migrate(session: MigrationSession, wanted: Migration[]): Promise<void> {
  await session.locked(async () => {
    await session.createHistory();
    const applied = await session.applied();
    assertKnown(applied, wanted);
    const done = new Set(applied.map((one) => one.name));
    for (const migration of wanted) {
      if (done.has(migration.name)) continue;
      try {
        await session.apply(migration, { id: randomUUID(), at: new Date() });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new MigrationError(`migration ${migration.name} failed and was undone: ${reason}`);
      }
    }
    await keepSearchIndex(session, wanted);
  });
}

function assertKnown(applied: AppliedMigration[], wanted: Migration[]): void {
  for (const { name, checksum, finished } of applied) {
    const known = wanted.find((one) => one.name === name);
    if (!known) {
      throw new MigrationError(
        `the database is newer than this program (it has the migration ${name}): ` +
          "start the version that made it, or restore a backup",
      );
    }
    if (known.checksum !== checksum) {
      throw new MigrationError(`migration ${name} is not the one this database was made with`);
    }
    if (!finished) {
      throw new MigrationError(`migration ${name} was begun by another tool and never finished`);
    }
  }
}
