/** https://sqlite.org/rescode.html: codes that no other statement or value would have avoided. */
const sqlite =
  /^SQLITE_(?:BUSY|CANTOPEN|CORRUPT|FULL|INTERRUPT|IOERR|LOCKED|NOLFS|NOMEM|NOTADB|PERM|PROTOCOL|READONLY)(?:_|$)/;

/**
 * Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, transaction
 * state and rollback, resources, object in use, operator intervention, system error.
 */
const postgresql = /^(?:08|25|40|53|55|57|58|XX)[0-9A-Z]{3}$/;

/** Node's codes for a connection that can't be made, or breaks. */
const network = /^E(?:AI_AGAIN|CONN|HOST|NET|NOTFOUND|PIPE|TIMEDOUT)/;

/** Errors of pg that have no code. */
const lostConnection = /^(?:Connection terminated|timeout exceeded when trying to connect)/;

/** Whether the database itself has failed, and not the statement or the values it was given. */
export function isStorageFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  const failures = [sqlite, postgresql, network];
  return failures.some((codes) => codes.test(code)) || lostConnection.test(error.message);
}
