/**
 * Where sealed values lie (lib/base/secrets.ts), as themselves or within JSON: a change of the secret makes each of
 * them anew. sealed-columns.test.ts finds every file that seals.
 */
export interface SealedColumn {
  table: string;
  /** Text; it names the row as well. */
  key: string;
  column: string;
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: "Connection", key: "id", column: "settings" },
  { table: "HookAccess", key: "connectionId", column: "formerToken" },
  { table: "SecondFactor", key: "userId", column: "secret" },
  { table: "Setting", key: "key", column: "value" },
];
