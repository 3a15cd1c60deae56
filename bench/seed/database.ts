/** A seeded database of the benchmark's own, thrown away after it, and statements run in it. */
import Database from "better-sqlite3";
import { Client } from "pg";
import type { Dialect } from "#lib/db/migrations";

export interface BenchDatabase {
  dialect: Dialect;
  /** For DATABASE_URL. */
  url: string;
  /** From the next start of the product on, its one connection leads there. */
  leadTo(pbxUrl: string): Promise<void>;
  /** Removes it. */
  drop(): Promise<void>;
}

/** The connection's settings, as its row holds them; an empty password has nothing to seal. */
export function connectionSettings(pbxUrl: string): string {
  return JSON.stringify({ url: pbxUrl, password: "", clientType: "tinyCRM", country: "RU" });
}

/**
 * Statements from beside the product, however long they take.
 * @returns the rows of the script's last statement
 */
export async function runScript(
  database: BenchDatabase,
  script: string,
): Promise<{ bytes: number | string }[]> {
  if (database.dialect === "sqlite") {
    const db = new Database(database.url.replace(/^file:/, ""));
    try {
      const isQuestion = script.startsWith("SELECT");
      return isQuestion ? db.prepare<[], { bytes: number }>(script).all() : (db.exec(script), []);
    } finally {
      db.close();
    }
  }
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: string }>(script);
    return rows;
  } finally {
    await client.end();
  }
}
