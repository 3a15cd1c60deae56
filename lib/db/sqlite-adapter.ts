/**
 * Prisma's better-sqlite3 adapter, made safe for one process that writes all day.
 *
 * The stock adapter has one connection and locks only BEGIN: a statement issued outside an open
 * transaction runs inside it and is lost with its rollback, although its promise was fulfilled. Here
 *  - statements outside a transaction wait for the open one; reads have a connection of their own;
 *  - transactions begin IMMEDIATE and wait for other processes without blocking the event loop;
 *  - a statement that comes when its transaction is over is refused (`late-statements.ts`);
 *  - a failed COMMIT is rolled back, so that it can't poison what follows;
 *  - the event loop gets its turns: the driver is synchronous and its promises are microtasks;
 *  - `synchronous=FULL` is set and, after a first write, asserted: without it a power cut loses
 *    acknowledged rows, and SQLite's build may lower it silently.
 */
import { chmodSync, existsSync, closeSync, openSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { createEnding } from "./late-statements";
import { busyTimeout, createPacer, pragmas, retryWhileBusy, type SqliteGate } from "./sqlite-gate";
import { isInsideTransaction } from "./transaction-scope";

/**
 * In kB; 16 MB for each connection otherwise. What is read most has connections of its own (`direct-sqlite.ts`), and the
 * system keeps the file's pages, too.
 */
const fewPages = "PRAGMA cache_size=-4000;";

/**
 * @param url `file:` and a path; the file is created, readable by its owner alone
 * @param gate shared with whatever else writes to this file in this process
 */
export function safeSqlite(url: string, gate: SqliteGate): SqlDriverAdapterFactory {
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
      await writer.executeScript(`${pragmas} ${fewPages}`);
      await assertDurable(writer);
      const reader = await readers.connect();
      await reader.executeScript(`PRAGMA busy_timeout=${busyTimeout}; ${fewPages}`);
      return safeAdapter(writer, reader, gate);
    },
  };
}

/** Checked after a first write: until then SQLite reports the level that was asked for. */
async function assertDurable(writer: SqlDriverAdapter): Promise<void> {
  await retryWhileBusy(() =>
    writer.executeScript(`BEGIN IMMEDIATE; PRAGMA user_version=1; COMMIT;`),
  );
  const { rows } = await writer.queryRaw(query("PRAGMA synchronous"));
  if (Number(rows[0]?.[0]) !== 2) {
    throw new Error("SQLite did not keep synchronous=FULL: a power cut could lose accepted calls");
  }
}

function safeAdapter(
  writer: SqlDriverAdapter,
  reader: SqlDriverAdapter,
  { lock, paced, file }: SqliteGate,
): SqlDriverAdapter {
  /** Runs a write outside any transaction: waits for the open one, then for other processes. */
  async function alone<T>(run: () => Promise<T>): Promise<T> {
    if (isInsideTransaction()) {
      throw new Error(
        "Inside a transaction use the client it hands you: the other one would wait for ever",
      );
    }
    const release = await lock();
    try {
      file.assert();
      return await retryWhileBusy(() => paced(run));
    } finally {
      release();
    }
  }

  return {
    provider: "sqlite",
    adapterName: writer.adapterName,
    queryRaw: (statement) =>
      isRead(statement.sql)
        ? retryWhileBusy(() => paced(() => reader.queryRaw(statement)))
        : alone(() => writer.queryRaw(statement)),
    executeRaw: (statement) => alone(() => writer.executeRaw(statement)),
    executeScript: (script) => alone(() => writer.executeScript(script)),
    getConnectionInfo: () => ({ supportsRelationJoins: false, maxBindValues: 999 }),
    async startTransaction() {
      const release = await lock();
      try {
        file.assert();
        // Short ones, one after another, let the event loop in between them.
        await retryWhileBusy(() => paced(() => writer.executeRaw(query("BEGIN IMMEDIATE"))));
        return safeTransaction(writer, release);
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

/**
 * Of a transaction, in ms: between its slices every other writer waits for what else this event loop has to do, which
 * in the process of the pages is much.
 */
const slice = 20;

function safeTransaction(writer: SqlDriverAdapter, release: () => void): Transaction {
  const paced = createPacer(slice);
  const ending = createEnding();
  /** Looked at when its turn has come: the transaction may have ended meanwhile. */
  const inside = <T>(run: () => Promise<T>) =>
    paced(async () => {
      ending.assertOpen();
      return run();
    });
  async function finish(statement: "COMMIT" | "ROLLBACK"): Promise<void> {
    ending.end();
    try {
      await retryWhileBusy(() => writer.executeRaw(query(statement)));
    } catch (error) {
      // Still open after a failed COMMIT, or already closed by SQLite itself after an I/O error.
      await writer.executeRaw(query("ROLLBACK")).catch(() => undefined);
      if (statement === "COMMIT") throw error;
    } finally {
      release();
    }
  }
  const savepoint = (verb: string) => async (name: string) => {
    ending.assertOpen();
    await writer.executeRaw(query(`${verb} ${name}`));
  };
  return {
    provider: "sqlite",
    adapterName: writer.adapterName,
    // Prisma must not send COMMIT itself: this object does, with what follows a failure.
    options: { usePhantomQuery: true },
    queryRaw: (statement) => inside(() => writer.queryRaw(statement)),
    executeRaw: (statement) => inside(() => writer.executeRaw(statement)),
    commit: () => finish("COMMIT"),
    rollback: () => finish("ROLLBACK"),
    createSavepoint: savepoint("SAVEPOINT"),
    rollbackToSavepoint: savepoint("ROLLBACK TO"),
    releaseSavepoint: savepoint("RELEASE SAVEPOINT"),
  };
}

function isRead(sql: string): boolean {
  return /^\s*(SELECT|EXPLAIN)\b/i.test(sql);
}

function query(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
