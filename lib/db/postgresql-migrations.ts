import { Client } from "pg";
import { minute } from "#lib/base/duration";
import { MigrationError, type MigrationSession } from "./migrations";
import { postgresqlIndexIsWhole, rowsToIndex } from "./search-index";

/** Any number that nothing else in this database locks. */
const lockKey = 7_129_344_001;
/** How long a start waits while another process migrates, in ms. */
const lockPatience = minute;

export async function postgresqlSession(url: string): Promise<MigrationSession> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that goes away in between fails the statement under way.
  client.on("error", () => undefined);
  await client.connect();
  return {
    async locked(work) {
      await client.query(`SET lock_timeout = ${lockPatience}`);
      try {
        await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
      } catch {
        throw new MigrationError("another process has been migrating this database for a minute");
      }
      try {
        await work();
      } finally {
        await client.query("SELECT pg_advisory_unlock($1)", [lockKey]);
      }
    },
    async createHistory() {
      await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
        "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL,
        "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT,
        "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
        "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`);
    },
    async applied() {
      const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
        `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
         FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
      );
      return rows;
    },
    async apply(migration, record) {
      await client.query("BEGIN");
      try {
        await client.query(migration.sql);
        await client.query(
          `INSERT INTO "_prisma_migrations"
           (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
           VALUES ($1, $2, $3, $4, now(), 1)`,
          [record.id, migration.checksum, migration.name, record.at],
        );
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    },
    async run(script) {
      // Several statements in one query are one transaction.
      await client.query(script);
    },
    async searchIndexIsWhole() {
      const { rows } = await client.query<{ whole: boolean }>(postgresqlIndexIsWhole);
      return rows[0]?.whole === true;
    },
    async rowsToIndex() {
      const { rows } = await client.query<{ rows: string }>(rowsToIndex);
      return Number(rows[0]?.rows);
    },
    close: () => client.end(),
  };
}
