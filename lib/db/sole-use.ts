/**
 * One product, or one move, at a time on an SQLite file: a second would answer calls and ring people twice. The lock
 * is SQLite's own, on a file beside the database, so that commands go on reading and writing the database itself. The
 * system lets go of it with the process, however that ends.
 */
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { retry } from "#lib/base/retry";
import { DatabaseError } from "./open-failure";

/** How long whoever has just been killed or stopped may take to be gone, in ms. */
const patience = second;

/**
 * @param refusal what to do when another process has it
 * @returns what gives it back
 * @throws {DatabaseError} when another process has it
 */
export async function takeSoleUse(path: string, refusal: string): Promise<() => void> {
  const deadline = performance.now() + patience;
  try {
    return await retry(() => lockBeside(path), {
      pause: 100,
      onFailure: (error) => isTaken(error) && performance.now() < deadline,
    });
  } catch (error) {
    if (isTaken(error)) {
      throw new DatabaseError(
        `tinyCRM already runs on ${path}, in the folder ${dirname(path)}: ${refusal}`,
      );
    }
    // A network's folder may know no locks: what has worked there until now goes on.
    log().warn({ err: error, path }, "a second tinyCRM on this database would not be noticed");
    return () => undefined;
  }
}

function lockBeside(path: string): () => void {
  const lock = new Database(`${path}.running`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

function isTaken(error: unknown): boolean {
  return (error as { code?: unknown }).code === "SQLITE_BUSY";
}
