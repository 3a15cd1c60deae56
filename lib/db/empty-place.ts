/** Whether a database holds anything: what is empty may be restored into, and is nothing to work on. */
import { existsSync, statSync } from "node:fs";
import { DatabaseError } from "./open-failure";

export const pathOf = (url: string) => url.replace(/^file:/, "");

/**
 * Makes nothing, not even a file.
 * @param named where the address was said, for the refusal
 * @throws {DatabaseError} when PostgreSQL can't be reached
 */
export async function isEmptyPlace(url: string, named = "DATABASE_URL"): Promise<boolean> {
  if (url.startsWith("file:")) {
    const path = pathOf(url);
    return !existsSync(path) || statSync(path).size === 0;
  }
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = 'public' LIMIT 1",
    );
    return rowCount === 0;
  } catch (error) {
    const { code = "", message } = error as { code?: string; message: string };
    throw new DatabaseError(`${named}: the database can't be reached: ${message || code}`, {
      cause: error,
    });
  } finally {
    await client.end();
  }
}
