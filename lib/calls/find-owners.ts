/** Whose extensions the legs of calls are. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import type { StoredCall } from "./stored-call";

/** Gives each leg that is new to its call the person whose extension it is now. */
export async function findOwners(tx: DirectTx, calls: readonly StoredCall[]): Promise<void> {
  const fresh = calls.flatMap((stored) =>
    stored.call.legs
      .filter(({ extension }) => !stored.legs.has(extension))
      .map(({ extension }) => ({ stored, extension })),
  );
  if (fresh.length === 0) return;
  const wanted = fresh.map(({ stored, extension }) => [stored.source.connectionId, extension]);
  const ownerOf = await extensionOwners(tx, wanted);
  for (const { stored, extension } of fresh) {
    const userId = ownerOf(stored.source.connectionId, extension);
    stored.legs.set(extension, { userId, dismissed: null });
  }
}

/** @param wanted connection id and number of each extension */
export async function extensionOwners(
  tx: DirectTx,
  wanted: readonly (readonly string[])[],
): Promise<(connectionId: string, extension: string) => string | null> {
  const rows = await tx.rows<{ connectionId: string; number: string; userId: string }>(
    ownersSql(tx.dialect),
    wanted,
  );
  const owners = new Map(rows.map((row) => [keyOf(row.connectionId, row.number), row.userId]));
  return (connectionId, extension) => owners.get(keyOf(connectionId, extension)) ?? null;
}

function ownersSql(dialect: Dialect): string {
  const columns = { connectionId: "text", number: "text" } as const;
  return `WITH wanted AS (${documentRows(dialect, columns)})
    SELECT e."connectionId", e."number", e."userId" FROM wanted CROSS JOIN "Extension" e
    WHERE e."connectionId" = wanted."connectionId" AND e."number" = wanted."number"`;
}

function keyOf(connectionId: string, extension: string): string {
  return `${connectionId} ${extension}`;
}
