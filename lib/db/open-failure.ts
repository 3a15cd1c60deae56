/** Why a database can't be opened, in a sentence that says what to do. Stops the start. */
import { doubling, retry } from "#lib/base/retry";
import { second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { isStorageFailure } from "#lib/base/storage-failure";

export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

const restore =
  "stop here, keep the damaged file, and put the data folder of a backup in its place, with its secret";

/** @returns what to throw instead: itself where nothing better is known */
export function sqliteFailure(error: unknown, path: string): unknown {
  const { code = "", message } = error as { code?: string; message: string };
  const words = /^SQLITE_(?:CORRUPT|NOTADB)/.test(code)
    ? `the database file ${path} is damaged (${message}): ${restore}`
    : /^SQLITE_(?:CANTOPEN|PERM|READONLY)|^E(?:ACCES|PERM|ROFS|NOENT)$/.test(code)
      ? `the database file ${path} can't be opened for writing (${message}): it and its folder must belong to the user who runs tinyCRM`
      : /^SQLITE_FULL/.test(code)
        ? `the disk with the database file ${path} is full`
        : null;
  return words === null ? error : new DatabaseError(words, { cause: error });
}

/** How long a start waits for PostgreSQL, in ms: after a power cut all machines come back at once. */
const patienceOfStart = 30 * second;

/** Waits for a server that is away or starts itself. @throws {DatabaseError} */
export async function untilThere<T>(
  url: string,
  open: () => Promise<T>,
  patience = patienceOfStart,
): Promise<T> {
  const { host, pathname, username } = new URL(url);
  const where = `PostgreSQL at ${host}`;
  const deadline = performance.now() + patience;
  try {
    return await retry(open, {
      pause: doubling(second / 4, second),
      onFailure(error, failures) {
        if (!isAway(error) || performance.now() > deadline) return false;
        const reason = (error as Error).message;
        if (failures === 1) log().warn({ reason }, `${where} does not answer yet: waiting`);
        return true;
      },
    });
  } catch (error) {
    const { code = "", message } = error as { code?: string; message: string };
    const words = isAway(error)
      ? `${where} did not answer within ${patience / second} s (${message || code}): start it, or set DATABASE_URL to where it is`
      : code === "3D000"
        ? `${where} has no database ${pathname.slice(1)}: make it with createdb, or name another in DATABASE_URL`
        : /^28/.test(code)
          ? `${where} does not let in ${username || "this user"} (${message}): correct DATABASE_URL`
          : null;
    throw words === null ? error : new DatabaseError(words, { cause: error });
  }
}

/** Where several addresses were tried, the error itself says nothing. */
function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  const { code = "" } = error as { code?: string };
  return code === "57P03" || (isStorageFailure(error) && !/^3D/.test(code));
}
