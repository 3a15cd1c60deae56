/** Whether an error is the storage's own trouble, or that of what it was asked to store. */

/** https://sqlite.org/rescode.html: nothing in the statement or its values would have helped. */
const sqlite = [
  ...["BUSY", "CANTOPEN", "CORRUPT", "FULL", "INTERRUPT", "IOERR", "LOCKED", "NOLFS", "NOMEM"],
  ...["NOTADB", "PERM", "PROTOCOL", "READONLY"],
].map((name) => `SQLITE_${name}`);

/**
 * Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, transaction
 * state and rollback, resources, object in use, an operator's doing, the system.
 */
const postgresql = /^(?:08|25|40|53|55|57|58|XX)[0-9A-Z]{3}$/;

/** Node's names for a connection that can't be made or breaks. */
const network = /^E(?:AI_AGAIN|CONN|HOST|NET|NOTFOUND|PIPE|TIMEDOUT)/;

/** pg gives these no code. */
const lostConnection = /^(?:Connection terminated|timeout exceeded when trying to connect)/;

export function isStorageFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (sqlite.some((name) => code === name || code.startsWith(`${name}_`))) return true;
  return postgresql.test(code) || network.test(code) || lostConnection.test(error.message);
}
