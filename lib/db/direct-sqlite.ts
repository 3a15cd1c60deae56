import type { Sql } from "@prisma/client/runtime/client";
import Database from "better-sqlite3";
import { toDocument, type Direct, type DirectTx, type Rows } from "./direct";
import { startCheckpointer } from "./start-checkpointer";
import { busyTimeout, pragmas, retryWhileBusy, type SqliteGate } from "./sqlite-gate";

/** @param gate shared with Prisma's connections to the same file */
export function directSqlite(path: string, { lock, paced }: SqliteGate): Direct {
  const db = new Database(path, { timeout: busyTimeout });
  db.exec(pragmas);
  const checkpointer = startCheckpointer(path);
  const reader = new Database(path, { timeout: busyTimeout, readonly: true });
  const statement = preparing(db);
  const question = preparing(reader);

  const tx: DirectTx = {
    dialect: "sqlite",
    rows: async <Row>(sql: string, about: Rows) => statement(sql).all(toDocument(about)) as Row[],
    run: async (sql, about) => statement(sql).run(toDocument(about)).changes,
  };

  return {
    dialect: "sqlite",
    async transaction(work) {
      const release = await lock();
      try {
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
    async write<Row>(sql: string, about: Rows) {
      const release = await lock();
      try {
        const run = async () => statement(sql).all(toDocument(about)) as Row[];
        return await retryWhileBusy(() => paced(run));
      } finally {
        release();
      }
    },
    read: <Row>({ sql, values }: Sql) =>
      retryWhileBusy(() => paced(async () => question(sql).all(...values) as Row[])),
    async close() {
      await checkpointer.stop();
      const release = await lock();
      reader.close();
      db.close();
      release();
    },
  };
}

/** Statements are prepared once; beyond so many, those that were first asked for are forgotten. */
const mostPrepared = 500;

function preparing(db: Database.Database): (sql: string) => Database.Statement {
  const prepared = new Map<string, Database.Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const oldest = prepared.keys().next();
    if (prepared.size >= mostPrepared && !oldest.done) prepared.delete(oldest.value);
    const fresh = db.prepare(sql);
    prepared.set(sql, fresh);
    return fresh;
  };
}
