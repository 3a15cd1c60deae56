import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Sql } from "@prisma/client/runtime/client";
import Database from "better-sqlite3";
import { BoundedMap } from "#lib/base/bounded-map";
import { projectFile } from "#lib/base/project-file";
import { toDocument, type Direct, type DirectTx, type Rows } from "./direct";
import { busyTimeout, pragmas, retryWhileBusy, type SqliteGate } from "./sqlite-gate";

/**
 * @param gate shared with Prisma's connections to the same file
 * @param options.copiesLog whether this process copies SQLite's log into the file: one process does
 */
export function directSqlite(
  path: string,
  { lock, paced, file }: SqliteGate,
  { copiesLog }: { copiesLog: boolean },
): Direct {
  // Opening may wait for the other process; from the pragmas on nothing holds the loop for long.
  const db = new Database(path);
  db.exec(pragmas);
  const checkpointer = copiesLog ? startCheckpointer(path) : null;
  const reader = new Database(path, { readonly: true });
  reader.pragma(`busy_timeout=${busyTimeout}`);
  const statement = preparing(db);
  const query = preparing(reader);

  const tx: DirectTx = {
    dialect: "sqlite",
    rows: async <Row>(sql: string, about: Rows) => statement(sql).all(toDocument(about)) as Row[],
    run: async (sql, about) => statement(sql).run(toDocument(about)).changes,
  };

  async function write<Row>(sql: string, about: Rows): Promise<Row[]> {
    const release = await lock();
    try {
      file.assert();
      const run = async () => statement(sql).all(toDocument(about)) as Row[];
      return await retryWhileBusy(() => paced(run));
    } finally {
      release();
    }
  }

  return {
    dialect: "sqlite",
    isInPlace: () => file.isInPlace(),
    async transaction(work) {
      const release = await lock();
      try {
        file.assert();
        await retryWhileBusy(() => paced(async () => void db.exec("BEGIN IMMEDIATE")));
        const result = await work(tx);
        await retryWhileBusy(() => void db.exec("COMMIT"));
        return result;
      } catch (error) {
        if (db.inTransaction) db.exec("ROLLBACK");
        throw error;
      } finally {
        release();
      }
    },
    write,
    urgent: write,
    read: <Row>({ sql, values }: Sql) =>
      retryWhileBusy(() => paced(async () => query(sql).all(...values) as Row[])),
    async forgetDeleted() {
      const release = await lock();
      try {
        // The log still holds pages as they were. It is emptied once no reader needs it.
        await retryWhileBusy(() => {
          const [{ busy }] = db.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
          if (busy) throw Object.assign(new Error("the log is in use"), { code: "SQLITE_BUSY" });
        });
      } finally {
        release();
      }
    },
    async close() {
      await checkpointer?.stop();
      const release = await lock();
      reader.close();
      db.close();
      release();
    },
  };
}

/** How many prepared statements are kept; beyond it the oldest is dropped. */
const mostPrepared = 500;

function preparing(db: Database.Database): (sql: string) => Database.Statement {
  const prepared = new BoundedMap<string, Database.Statement>(mostPrepared);
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}

/** Starts the thread that copies the log's pages into the database file, so that no commit has to. */
function startCheckpointer(path: string): { stop(): Promise<void> } {
  const worker = new Worker(projectFile("lib", "db", "sqlite-checkpointer.mjs"), {
    workerData: { path },
    // The thread does not take the process's own options (a loader, a profiler).
    execArgv: [],
  });
  // Without the thread the writer's own limit copies the pages: slower, and nothing is lost.
  worker.on("error", () => undefined);
  worker.unref();
  return {
    async stop() {
      if (worker.threadId === -1) return;
      const ended = once(worker, "exit");
      worker.ref();
      worker.postMessage("stop");
      await ended;
    },
  };
}
