import { createHash } from "node:crypto";
import type { Sql } from "@prisma/client/runtime/client";
import { Pool, type PoolClient, type PoolConfig } from "pg";
import { postgresqlLimits } from "./postgresql-limits";
import { toDocument, urgentPatience, type Direct, type DirectTx, type Rows } from "./direct";

export function directPostgresql(connectionString: string): Direct {
  const pool = openPool(connectionString);
  // Queries have connections of their own: an event of a call must not wait for somebody's search.
  const readers = openPool(connectionString, { max: 10 });
  const urgent = openPool(connectionString, {
    max: 1,
    connectionTimeoutMillis: urgentPatience,
    statement_timeout: urgentPatience,
    query_timeout: urgentPatience,
  });
  const names = new Map<string, string>();

  /** A statement with a name is prepared once on each connection. */
  function nameOf(sql: string): string {
    const name = names.get(sql) ?? createHash("sha256").update(sql).digest("hex").slice(0, 32);
    names.set(sql, name);
    return name;
  }

  const prepared = (text: string, about: Rows) => ({
    name: nameOf(text),
    text,
    values: [toDocument(about)],
  });

  function transactionOn(client: PoolClient): DirectTx {
    const query = (text: string, about: Rows) => client.query(prepared(text, about));
    return {
      dialect: "postgresql",
      rows: async <Row>(sql: string, about: Rows) => (await query(sql, about)).rows as Row[],
      run: async (sql, about) => (await query(sql, about)).rowCount ?? 0,
    };
  }

  return {
    dialect: "postgresql",
    isInPlace: () => true,
    async transaction(work) {
      const client = await pool.connect();
      let failure: unknown;
      try {
        await client.query("BEGIN");
        const result = await work(transactionOn(client));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        failure = isUnanswered(error)
          ? error
          : await client.query("ROLLBACK").catch((broken: unknown) => broken);
        throw error;
      } finally {
        // A connection that can't roll back is closed, and not given to the next transaction.
        client.release(failure instanceof Error);
      }
    },
    write: async <Row>(sql: string, about: Rows) =>
      (await pool.query(prepared(sql, about))).rows as Row[],
    urgent: async <Row>(sql: string, about: Rows) =>
      (await urgent.query(prepared(sql, about))).rows as Row[],
    // Not prepared: PostgreSQL shall plan for the words that are searched for.
    read: async <Row>({ text, values }: Sql) =>
      (await readers.query(text, values as unknown[])).rows as Row[],
    // A dump holds no deleted row; the server's own clean-up (autovacuum) frees its pages.
    forgetDeleted: async () => undefined,
    close: async () => void (await Promise.all([pool.end(), readers.end(), urgent.end()])),
  };
}

/** As `pg` says it: nothing that is asked on this connection has an answer any more. */
const isUnanswered = (error: unknown) =>
  error instanceof Error && error.message === "Query read timeout";

function openPool(connectionString: string, limits: PoolConfig = {}): Pool {
  const pool = new Pool({
    connectionString,
    max: 4,
    ...postgresqlLimits,
    // What calls wait for: no longer than another copy takes to have their link.
    idle_in_transaction_session_timeout: 4_000,
    ...limits,
  });
  // An idle connection that dies is replaced; one in use fails its own query, or the next one of its transaction.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
