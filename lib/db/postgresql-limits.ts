/** For how long PostgreSQL waits for this program, and this program for PostgreSQL, on each connection; in ms. */
import type { PoolConfig } from "pg";

export const postgresqlLimits = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  // A line that is cut without a word answers never: the connection is given up, and another one made.
  query_timeout: 12_000,
  // Frozen or cut off in the middle of a transaction, a copy would keep its locks, and all others waiting, for hours.
  idle_in_transaction_session_timeout: 15_000,
} as const satisfies PoolConfig;
