import { Client } from "pg";
import { migrate, readMigrations } from "#lib/db/migrations";
import { postgresqlSession } from "#lib/db/postgresql-migrations";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { connectionSettings, type BenchDatabase } from "./database";
import { connectionId, seedStatements, type SeedSize } from "./statements";

/** @param server address of any database on the server; a fresh one is made beside it */
export async function seedPostgresql(server: string, size: SeedSize): Promise<BenchDatabase> {
  const { url, drop } = await createPostgresql(server);
  try {
    const session = await postgresqlSession(url);
    await migrate(session, readMigrations("postgresql")).finally(() => session.close());
    await fill(url, seedStatements("postgresql", size, new Date()));
    // Else the server's own housekeeping of a million new rows falls into the measurement.
    await query(url, "VACUUM ANALYZE", "CHECKPOINT");
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    dialect: "postgresql",
    url,
    async leadTo(pbxUrl) {
      await query(
        url,
        `UPDATE "Connection" SET "settings" = '${connectionSettings(pbxUrl)}'
         WHERE "id" = '${connectionId}'`,
      );
    },
    drop,
  };
}

export function isReachable(server: string): Promise<boolean> {
  return query(server, "SELECT 1").then(
    () => true,
    () => false,
  );
}

/** Indexes are made after the rows, and references not checked: a third of the time. */
async function fill(url: string, statements: string[]): Promise<void> {
  const [indexes] = await query<{ name: string; made: string }>(
    url,
    `SELECT quote_ident(indexname) AS name, indexdef AS made FROM pg_indexes
     WHERE schemaname = 'public' AND indexdef NOT LIKE '%UNIQUE%'`,
  );
  await query(
    url,
    "SET synchronous_commit = off",
    "SET session_replication_role = replica",
    "SET maintenance_work_mem = '256MB'",
    ...indexes!.map(({ name }) => `DROP INDEX ${name}`),
    ...statements,
    ...indexes!.map(({ made }) => made),
  );
}

/** @returns the rows of each statement */
async function query<T extends object>(url: string, ...statements: string[]): Promise<T[][]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    const answers: T[][] = [];
    for (const statement of statements) answers.push((await client.query<T>(statement)).rows);
    return answers;
  } finally {
    await client.end();
  }
}
