/**
 * Opens the database, and runs transactions on it: with Prisma's models, or with prepared statements
 * (`direct.ts` says when). The type of SQLite's client is the narrower of the two, so what compiles
 * against it runs on PostgreSQL as well.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Prisma, PrismaClient } from "#lib/db/generated/sqlite/client";
import { processSlot } from "#lib/base/process-slot";
import { retry } from "#lib/base/retry";
import { direct, directSlot, toDocument, type DirectTx, type Rows } from "./direct";
import { isEmptyPlace, pathOf } from "./empty-place";
import { migrate, readMigrations, type Dialect } from "./migrations";
import { watchFile } from "./file-in-place";
import { refusingLate } from "./late-statements";
import { DatabaseError, sqliteFailure, untilThere } from "./open-failure";
import { postgresqlLimits } from "./postgresql-limits";
import { takeSoleUse } from "./sole-use";
import type { WriterTurns } from "./sqlite-gate";
import { transactionScope } from "./transaction-scope";

export type Db = PrismaClient;
/** What a transaction hands to its callback. */
export type Tx = Prisma.TransactionClient;

const slot = processSlot<Db>("db");
/** Gives an SQLite file back to other products. */
const soleUse = processSlot<() => void>("sole-use");

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

export interface DatabaseOptions {
  /** `file:` and a path, or `postgresql://…` */
  url: string;
  /** SQLite's queue of this process's writers. */
  turns?: WriterTurns;
  /** The other process has migrated the database, and copies SQLite's log into its file. @default false */
  isPrepared?: boolean;
  /** Asked before an empty database becomes one of ours: throws where it must not, and nothing is made then. */
  onEmpty?: () => void;
  /** Refuses where another product runs on the same SQLite file. @default false */
  alone?: boolean;
}

/**
 * Migrates and opens the database, for `db()` from then on.
 * @throws {MigrationError} when it is newer than this program
 * @throws {DatabaseError} when it can't be opened, with what to do
 */
export async function openDatabase(options: DatabaseOptions): Promise<Db> {
  const isSqlite = dialectOf(options.url) === "sqlite";
  const client = isSqlite ? await openSqlite(options) : await openPostgresql(options);
  slot.set(client);
  return client;
}

export async function closeDatabase(): Promise<void> {
  const client = slot.peek();
  const statements = directSlot.peek();
  slot.clear();
  directSlot.clear();
  await statements?.close();
  await client?.$disconnect();
  soleUse.peek()?.();
  soleUse.clear();
}

async function openSqlite(options: DatabaseOptions): Promise<Db> {
  const { url, turns, isPrepared = false } = options;
  const path = pathOf(url);
  if (!isPrepared) await prepareSqlite(options, path);
  const [{ PrismaClient }, { safeSqlite }, { createGate }, { directSqlite }] = await Promise.all([
    import("#lib/db/generated/sqlite/client"),
    import("./sqlite-adapter"),
    import("./sqlite-gate"),
    import("./direct-sqlite"),
  ]);
  const gate = createGate(turns, watchFile(path));
  const client = new PrismaClient({ adapter: safeSqlite(url, gate), ...clientOptions });
  await client.$connect();
  directSlot.set(directSqlite(path, gate, { copiesLog: !isPrepared }));
  return client;
}

/** @throws {DatabaseError} when the file is damaged or not ours */
async function prepareSqlite(options: DatabaseOptions, path: string): Promise<void> {
  const { url, onEmpty, alone } = options;
  if (onEmpty && (await isEmptyPlace(url))) onEmpty();
  const { sqliteSession } = await import("./sqlite-migrations");
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (alone) soleUse.set(await takeSoleUse(path, stopOther));
    const session = sqliteSession(path);
    await migrate(session, readMigrations("sqlite")).finally(() => session.close());
  } catch (error) {
    throw sqliteFailure(error, path);
  }
}

const stopOther = "stop that one first, or name another folder in TINYCRM_DATA_DIR";

const unfinished =
  "a move into this database was broken off: finish it by `tinycrm move`, or set DATABASE_URL to another one";

async function openPostgresql(options: DatabaseOptions): Promise<Db> {
  const { url, isPrepared = false, onEmpty } = options;
  if (!isPrepared) {
    const [{ postgresqlSession }, { isUnfinishedMove }] = await Promise.all([
      import("./postgresql-migrations"),
      import("./unfinished-move"),
    ]);
    const session = await untilThere(url, () => postgresqlSession(url));
    try {
      if (await isUnfinishedMove(url)) throw new DatabaseError(unfinished);
      if (onEmpty && (await isEmptyPlace(url))) onEmpty();
      await migrate(session, readMigrations("postgresql"));
    } finally {
      await session.close();
    }
  }
  const [{ PrismaClient }, { PrismaPg }, { directPostgresql }] = await Promise.all([
    import("#lib/db/generated/postgresql/client"),
    import("@prisma/adapter-pg"),
    import("./direct-postgresql"),
  ]);
  const pool = {
    connectionString: url,
    max: 20,
    ...postgresqlLimits,
  };
  const adapter = refusingLate(new PrismaPg(pool));
  const client = new PrismaClient({ adapter, ...clientOptions });
  await client.$connect();
  directSlot.set(directPostgresql(url));
  return client as unknown as Db;
}

/** How many times a transaction is tried when other writers get in its way. */
const attempts = 10;

/**
 * Runs `work` in one of Prisma's transactions, and repeats all of it after a conflict with another
 * writer. On PostgreSQL a caught error poisons the transaction, and reading before writing loses
 * updates: so never catch inside, and write with a version in the `where`, throwing `WriteConflict`
 * when it matches nothing. Never wait for the network inside.
 * @param options.timeout how long it may take, in ms, where that is more than usual
 * @throws what `work` throws, and the conflict itself after ten attempts
 */
export function transaction<T>(
  work: (tx: Tx) => Promise<T>,
  options?: { timeout: number },
): Promise<T> {
  return repeated(() =>
    transactionScope((inside) => db().$transaction((tx) => inside(() => work(tx)), options)),
  );
}

/** The same with prepared statements (`direct.ts`). */
export function directTransaction<T>(work: (tx: DirectTx) => Promise<T>): Promise<T> {
  return repeated(() =>
    transactionScope((inside) => direct().transaction((tx) => inside(() => work(tx)))),
  );
}

/**
 * Runs prepared statements inside one of Prisma's transactions, for writers that both kinds of
 * transactions share.
 */
export function directOn(tx: Tx): DirectTx {
  return {
    dialect: direct().dialect,
    rows: <Row>(sql: string, about: Rows) => tx.$queryRawUnsafe<Row[]>(sql, toDocument(about)),
    run: (sql, about) => tx.$executeRawUnsafe(sql, toDocument(about)),
  };
}

function repeated<T>(run: () => Promise<T>): Promise<T> {
  return retry(run, {
    // A little apart, or two writers meet again at once.
    pause: (failures) => Math.random() * 10 * failures,
    onFailure: (error, failures) => failures < attempts && isConflict(error),
  });
}

/** Another writer changed the row between reading and writing it: `transaction` tries again. */
export class WriteConflict extends Error {
  readonly code = "P2034";
}

/**
 * Codes of Prisma, PostgreSQL and SQLite for a unique violation (two writers created the same row), a
 * write conflict or deadlock, and a transaction that could not begin in time.
 */
const conflicts = new Set([
  "P2002",
  "P2034",
  "P2028",
  "23505",
  "40001",
  "40P01",
  "SQLITE_CONSTRAINT_UNIQUE",
  "SQLITE_CONSTRAINT_PRIMARYKEY",
]);

function isConflict(error: unknown): boolean {
  return conflicts.has(String((error as { code?: unknown }).code));
}
