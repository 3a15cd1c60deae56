/**
 * The one way to the database. Models are written once; the SQLite client's type is the narrower of
 * the two, so what compiles against it runs on PostgreSQL as well.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Prisma, PrismaClient } from "#lib/db/generated/sqlite/client";
import { processSlot } from "#lib/process-slot";
import { direct, directSlot, type DirectTx } from "./direct";
import { migrate, readMigrations, type Dialect } from "./migrations";
import { insideTransaction } from "./transaction-scope";

export type Db = PrismaClient;
/** What a transaction hands to its callback. */
export type Tx = Prisma.TransactionClient;

const slot = processSlot<Db>("db");

/** @throws when the database is not open */
export function db(): Db {
  return slot.get();
}

export function dialectOf(url: string): Dialect {
  return url.startsWith("file:") ? "sqlite" : "postgresql";
}

const clientOptions = {
  // Transactions of one SQLite file queue up; Prisma's default of 2 s gives up too early.
  transactionOptions: { maxWait: 10_000, timeout: 15_000 },
};

/**
 * Migrates and opens the database, for `db()` from then on.
 * @param options.url `file:` and a path, or `postgresql://…`
 * @throws {MigrationError} when it is newer than this program
 */
export async function openDatabase({ url }: { url: string }): Promise<Db> {
  const client = dialectOf(url) === "sqlite" ? await openSqlite(url) : await openPostgresql(url);
  slot.set(client);
  return client;
}

export async function closeDatabase(): Promise<void> {
  const [client, shortcut] = [slot.peek(), directSlot.peek()];
  slot.clear();
  directSlot.clear();
  await shortcut?.close();
  await client?.$disconnect();
}

async function openSqlite(url: string): Promise<Db> {
  const path = url.replace(/^file:/, "");
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { sqliteSession } = await import("./sqlite-migrations");
  const session = sqliteSession(path);
  await migrate(session, readMigrations("sqlite")).finally(() => session.close());
  const [{ PrismaClient }, { safeSqlite }, { createGate }, { directSqlite }] = await Promise.all([
    import("#lib/db/generated/sqlite/client"),
    import("./sqlite-adapter"),
    import("./sqlite-gate"),
    import("./direct-sqlite"),
  ]);
  const gate = createGate();
  const client = new PrismaClient({ adapter: safeSqlite(url, gate), ...clientOptions });
  await client.$connect();
  directSlot.set(directSqlite(path, gate));
  return client;
}

async function openPostgresql(url: string): Promise<Db> {
  const { postgresqlSession } = await import("./postgresql-migrations");
  const session = await postgresqlSession(url);
  await migrate(session, readMigrations("postgresql")).finally(() => session.close());
  const [{ PrismaClient }, { PrismaPg }, { directPostgresql }] = await Promise.all([
    import("#lib/db/generated/postgresql/client"),
    import("@prisma/adapter-pg"),
    import("./direct-postgresql"),
  ]);
  const adapter = new PrismaPg({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  const client = new PrismaClient({ adapter, ...clientOptions });
  await client.$connect();
  directSlot.set(directPostgresql(url));
  return client as unknown as Db;
}

/** How often a whole transaction is repeated after a conflict with another writer. */
const attempts = 10;

/**
 * Runs `work` in one transaction, and all of it again when another writer was in between. On
 * PostgreSQL a caught error poisons the transaction and read-then-write loses updates: so never
 * catch inside, and write with a version in the `where`, throwing `WriteConflict` when it matched
 * nothing. Never wait for the network inside.
 */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return repeated(() => db().$transaction((tx) => insideTransaction(() => work(tx))));
}

/** The same on the short way, with prepared statements. */
export function directTransaction<T>(work: (tx: DirectTx) => Promise<T>): Promise<T> {
  return repeated(() => direct().transaction((tx) => insideTransaction(() => work(tx))));
}

async function repeated<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      // A little apart, or two writers meet again at once.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt));
    }
  }
}

/** Somebody else changed the row between our read and our write: `transaction` tries again. */
export class WriteConflict extends Error {
  readonly code = "P2034";
}

/**
 * In Prisma's words, PostgreSQL's and SQLite's: unique violation (two created the same), conflict or
 * deadlock, no turn in time.
 */
const conflicts = new Set([
  ...["P2002", "P2034", "P2028"],
  ...["23505", "40001", "40P01"],
  ...["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"],
]);

function isConflict(error: unknown): boolean {
  return conflicts.has(String((error as { code?: unknown }).code));
}
