import Database from "better-sqlite3";
import { Client } from "pg";
import type { BenchDatabase } from "./database";

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
