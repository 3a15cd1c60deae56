/**
 * Brings a database to this program's schema, without any download: many PBX networks are closed.
 * Files and records are Prisma's (`prisma/migrations/<dialect>/<name>/migration.sql`, the table
 * `_prisma_migrations`), so that its own tools keep working. Every migration and its record are one
 * transaction here, so that nothing is left half-applied (docs/decisions/004-migrations.md).
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { projectFile } from "#lib/base/project-file";

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
  /** Creates the table `_prisma_migrations` when it is missing. */
  createHistory(): Promise<void>;
  applied(): Promise<AppliedMigration[]>;
  /** Applies the script and writes the record in one transaction. */
  apply(migration: Migration, record: { id: string; at: Date }): Promise<void>;
  /** Runs a script in one transaction, without a record. */
  run(script: string): Promise<void>;
  /** Whether the search index is complete and agrees with the rows it indexes. */
  searchIndexIsWhole(): Promise<boolean>;
  /** How many contacts, companies and notes the search index is built of. */
  rowsToIndex(): Promise<number>;
  close(): Promise<void>;
}

/** The migrations that build the search index, from whatever rows there are. */
const searchIndexBuilder = /^\d+_(?:note_)?search$/;

/**
 * Reads the migrations in the order in which they are applied, which is that of their names: the first
 * thirteen have a number of three digits, later ones the time at which they were written
 * (`20261128140836_…`), which comes after any such number.
 */
export function readMigrations(
  dialect: Dialect,
  folder = projectFile("prisma", "migrations", dialect),
): Migration[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Applies what is missing, and builds the search index anew when something of it is missing.
 * @throws {MigrationError} when the database is newer, changed, or half-migrated by another tool
 */
export async function migrate(session: MigrationSession, expected: Migration[]): Promise<void> {
  await session.locked(async () => {
    await session.createHistory();
    const applied = await session.applied();
    assertKnown(applied, expected);
    const done = new Set(applied.map(({ name }) => name));
    const missing = expected.filter(({ name }) => !done.has(name));
    // A new database is made in a moment, of which nobody has to hear.
    const telling = applied.length > 0 ? tell : inSilence;
    for (const [index, migration] of missing.entries()) {
      const about = { migration: migration.name, step: index + 1, of: missing.length };
      try {
        await telling("migration", about, () =>
          session.apply(migration, { id: randomUUID(), at: new Date() }),
        );
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new MigrationError(`migration ${migration.name} failed and was undone: ${reason}`);
      }
    }
    const builders = expected.filter(({ name }) => searchIndexBuilder.test(name));
    if (builders.length === 0 || (await session.searchIndexIsWhole())) return;
    const rows = await session.rowsToIndex();
    const script = builders.map(({ sql }) => sql).join("\n");
    await tell("search index built anew", { rows }, () => session.run(script));
  });
}

/**
 * @returns the names of those that the next start applies
 * @throws {MigrationError} when the database is newer, changed, or half-migrated by another tool
 */
export async function pendingMigrations(
  session: Pick<MigrationSession, "applied">,
  expected: Migration[],
): Promise<string[]> {
  const applied = await session.applied();
  assertKnown(applied, expected);
  const done = new Set(applied.map(({ name }) => name));
  return expected.filter(({ name }) => !done.has(name)).map(({ name }) => name);
}

/** Says in the log that something long begins, and when it is done: until then no port is open. */
async function tell(what: string, about: object, work: () => Promise<void>): Promise<void> {
  log().info({ ...about, done: false }, what);
  const begun = performance.now();
  await work();
  const seconds = Number(((performance.now() - begun) / second).toFixed(1));
  log().info({ ...about, done: true, seconds }, what);
}

const inSilence: typeof tell = (_what, _about, work) => work();

function assertKnown(applied: AppliedMigration[], expected: Migration[]): void {
  for (const { name, checksum, finished } of applied) {
    const known = expected.find((migration) => migration.name === name);
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
