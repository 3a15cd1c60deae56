/** A database for one test suite: a file of SQLite, or a database on the PostgreSQL server. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { closeDatabase, openDatabase, type Db } from "#lib/db/client";

export interface TestDatabase {
  db: Db;
  url: string;
  close(): Promise<void>;
}

/** Opens a fresh, migrated database; `db()` is it until `close`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return process.env.TEST_DIALECT === "postgresql" ? onPostgresql() : onSqlite();
}

async function onSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-db-"));
  const url = `file:${join(folder, "test.db")}`;
  const db = await openDatabase({ url });
  return {
    db,
    url,
    async close() {
      await closeDatabase();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function onPostgresql(): Promise<TestDatabase> {
  const { url, drop } = await createPostgresql();
  const db = await openDatabase({ url });
  return {
    db,
    url,
    async close() {
      await closeDatabase();
      await drop();
    },
  };
}

/** Creates an empty database on the server. */
export async function createPostgresql(
  server = process.env.TEST_DATABASE_URL,
): Promise<{ url: string; drop(): Promise<void> }> {
  if (!server) throw new Error("TEST_DATABASE_URL must name a PostgreSQL server");
  const name = `tinycrm_test_${randomUUID().replaceAll("-", "")}`;
  await admin(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function admin(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
