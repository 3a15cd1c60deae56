/** A database for one test suite: a file of SQLite, or a database on the PostgreSQL server. */
import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

/** Migrated once for all suites of this worker: a copy of it takes a tenth of the time. */
const migrated: { file?: Promise<string>; database?: Promise<string> } = {};

async function onSqlite(): Promise<TestDatabase> {
  const path = join(makeFolder(), "test.db");
  copyFileSync(await (migrated.file ??= makeFile()), path);
  const url = `file:${path}`;
  const db = await openDatabase({ url });
  return {
    db,
    url,
    async close() {
      await closeDatabase();
      rmSync(dirname(path), { recursive: true, force: true });
    },
  };
}

const makeFolder = () => mkdtempSync(join(tmpdir(), "tinycrm-db-"));

async function makeFile(): Promise<string> {
  const folder = makeFolder();
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "migrated.db");
  await openDatabase({ url: `file:${path}` });
  await closeDatabase();
  return path;
}

async function onPostgresql(): Promise<TestDatabase> {
  const template = await (migrated.database ??= makeTemplate());
  const { url, drop } = await createPostgresql(process.env.TEST_DATABASE_URL, template);
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

async function makeTemplate(): Promise<string> {
  const { url, name } = await createPostgresql();
  await openDatabase({ url });
  await closeDatabase();
  return name;
}

/**
 * Creates a database on the server.
 * @param template what it is a copy of; by default it is empty
 */
export async function createPostgresql(
  server = process.env.TEST_DATABASE_URL,
  template = "template1",
): Promise<{ url: string; name: string; drop(): Promise<void> }> {
  if (!server) throw new Error("TEST_DATABASE_URL must name a PostgreSQL server");
  // The run's own name: what is left of it is dropped at its end.
  const name = `tinycrm_test_${process.env.TEST_RUN ?? ""}${randomUUID().replaceAll("-", "")}`;
  await admin(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => dropDatabase(server, name) };
}

function dropDatabase(server: string, name: string): Promise<void> {
  return admin(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Drops whatever databases a run has left, such as those that its suites are copies of. */
export async function dropDatabasesOf(run: string): Promise<void> {
  const server = process.env.TEST_DATABASE_URL!;
  const client = new Client({ connectionString: server });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE $1",
    [`tinycrm\\_test\\_${run}%`],
  );
  await client.end();
  for (const { datname } of rows) await dropDatabase(server, datname);
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
