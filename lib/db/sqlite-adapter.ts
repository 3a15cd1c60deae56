/**
 * Prisma's better-sqlite3 adapter, made safe for one process that writes all day.
 *
 * The stock adapter has one connection and locks only BEGIN: a statement issued outside an open
 * transaction runs inside it and is lost with its rollback, although its promise was fulfilled. Here
 *  - statements outside a transaction wait for the open one; reads have a connection of their own;
 *  - transactions begin IMMEDIATE and wait for other processes without blocking the event loop;
 *  - a failed COMMIT is rolled back, so that it can't poison what follows;
 *  - the loop gets to breathe: the driver is synchronous and its promises are microtasks;
 *  - `synchronous=FULL` is set and, after a first write, asserted: without it a power cut loses
 *    acknowledged rows, and SQLite's build may lower it silently.
 */
import { chmodSync, existsSync, closeSync, openSync } from "node:fs";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { insideTransaction } from "./transaction-scope";

/** How long one statement may hold the event loop while another process writes, in ms. */
const busyTimeout = 100;
/** How long a transaction waits for other processes altogether, in ms. */
const patience = 10_000;
/** Longest time without a turn of the event loop, in ms. */
const breath = 10;

const pragmas = `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
  PRAGMA busy_timeout=${busyTimeout};`;

/** @param url `file:` and a path; the file is created, readable by its owner alone */
export function safeSqlite(url: string): SqlDriverAdapterFactory {
  const path = url.replace(/^file:/, "");
  const writers = new PrismaBetterSqlite3({ url: path });
  const readers = new PrismaBetterSqlite3({ url: path, readonly: true });
  return {
    provider: "sqlite",
    adapterName: writers.adapterName,
    async connect() {
      if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
      chmodSync(path, 0o600);
      const writer = await writers.connect();
      await writer.executeScript(pragmas);
      await assertDurable(writer);
      const reader = await readers.connect();
      await reader.executeScript(`PRAGMA busy_timeout=${busyTimeout};`);
      return safeAdapter(writer, reader);
    },
  };
}

/** The level that counts is the one after the first write: until then SQLite reports what was asked for. */
async function assertDurable(writer: SqlDriverAdapter): Promise<void> {
  await retryWhileBusy(() =>
    writer.executeScript(`BEGIN IMMEDIATE; PRAGMA user_version=1; COMMIT;`),
  );
  const { rows } = await writer.queryRaw(query("PRAGMA synchronous"));
  if (Number(rows[0]?.[0]) !== 2) {
    throw new Error("SQLite did not keep synchronous=FULL: a power cut could lose accepted calls");
  }
}

function safeAdapter(writer: SqlDriverAdapter, reader: SqlDriverAdapter): SqlDriverAdapter {
  const lock = createLock();
  let lastTurn = performance.now();

  async function breathe(): Promise<void> {
    if (performance.now() - lastTurn < breath) return;
    await nextTurn();
    lastTurn = performance.now();
  }

  /** A write of its own: waits for the open transaction, then for other processes. */
  async function alone<T>(run: () => Promise<T>): Promise<T> {
    if (insideTransaction.getStore()) {
      throw new Error(
        "Inside a transaction use the client it hands you: the other one would wait for ever",
      );
    }
    const release = await lock();
    try {
      return await retryWhileBusy(run);
    } finally {
      release();
      await breathe();
    }
  }

  return {
    provider: "sqlite",
    adapterName: writer.adapterName,
    async queryRaw(statement) {
      if (!isRead(statement.sql)) return alone(() => writer.queryRaw(statement));
      await breathe();
      return retryWhileBusy(() => reader.queryRaw(statement));
    },
    executeRaw: (statement) => alone(() => writer.executeRaw(statement)),
    executeScript: (script) => alone(() => writer.executeScript(script)),
    getConnectionInfo: () => ({ supportsRelationJoins: false, maxBindValues: 999 }),
    async startTransaction() {
      const release = await lock();
      try {
        await retryWhileBusy(() => writer.executeRaw(query("BEGIN IMMEDIATE")));
        return safeTransaction(writer, release, breathe);
      } catch (error) {
        release();
        throw error;
      }
    },
    async dispose() {
      const release = await lock();
      await reader.dispose();
      await writer.dispose();
      release();
    },
  };
}

function safeTransaction(
  writer: SqlDriverAdapter,
  release: () => void,
  breathe: () => Promise<void>,
): Transaction {
  async function finish(statement: "COMMIT" | "ROLLBACK"): Promise<void> {
    try {
      await retryWhileBusy(() => writer.executeRaw(query(statement)));
    } catch (error) {
      // Still open after a failed COMMIT, or already closed by SQLite itself after an I/O error.
      await writer.executeRaw(query("ROLLBACK")).catch(() => undefined);
      if (statement === "COMMIT") throw error;
    } finally {
      release();
      await breathe();
    }
  }
  const savepoint = (verb: string) => async (name: string) => {
    await writer.executeRaw(query(`${verb} ${name}`));
  };
  return {
    provider: "sqlite",
    adapterName: writer.adapterName,
    // Prisma must not send COMMIT itself: this object does, with what follows a failure.
    options: { usePhantomQuery: true },
    queryRaw: (statement) => writer.queryRaw(statement),
    executeRaw: (statement) => writer.executeRaw(statement),
    commit: () => finish("COMMIT"),
    rollback: () => finish("ROLLBACK"),
    createSavepoint: savepoint("SAVEPOINT"),
    rollbackToSavepoint: savepoint("ROLLBACK TO"),
    releaseSavepoint: savepoint("RELEASE SAVEPOINT"),
  };
}

/** First come, first served. */
function createLock(): () => Promise<() => void> {
  let tail = Promise.resolve();
  return () => {
    const { promise, release } = turn();
    const previous = tail;
    tail = promise;
    return previous.then(() => release);
  };
}

function turn() {
  let release!: () => void;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
}

async function retryWhileBusy<T>(run: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() + pause > deadline) throw error;
      await sleep(pause);
    }
  }
}

/** The adapter words SQLITE_BUSY as a socket time-out. */
function isBusy(error: unknown): boolean {
  const cause = (error as { cause?: { kind?: string } }).cause;
  return cause?.kind === "SocketTimeout";
}

function isRead(sql: string): boolean {
  return /^\s*(SELECT|EXPLAIN)\b/i.test(sql);
}

function query(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
