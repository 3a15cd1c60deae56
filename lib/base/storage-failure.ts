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

/** What Prisma's adapter says of a connection instead of a code. */
const adapter =
  /^(?:ConnectionClosed|DatabaseNotReachable|SocketTimeout|TlsConnectionError|TooManyConnections)$/;

/** Errors of pg that have no code. */
const lostConnection = /^(?:Connection terminated|timeout exceeded when trying to connect)/;

/** Whether the database itself has failed, and not the statement or the values it was given. */
export function isStorageFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const failures = [sqlite, postgresql, network, adapter];
  const codes = codesOf(error);
  return (
    failures.some((failure) => codes.some((code) => failure.test(code))) ||
    lostConnection.test(error.message)
  );
}

/** The driver's own code, and the database's where Prisma's adapter has wrapped it. */
function codesOf(error: Error): string[] {
  const { code, cause, meta } = error as {
    code?: unknown;
    cause?: { originalCode?: unknown; kind?: unknown };
    meta?: { driverAdapterError?: Error };
  };
  const wrapped = meta?.driverAdapterError ? codesOf(meta.driverAdapterError) : [];
  return [code, cause?.originalCode, cause?.kind]
    .flatMap((one) => (one ? [String(one)] : []))
    .concat(wrapped);
}
