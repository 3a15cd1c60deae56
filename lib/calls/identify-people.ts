/** Finds the people of calls: the contacts with the clients' numbers, the persons of the extensions. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { candidatesAmong, certainAmong, everyMatch, toSummary } from "#lib/numbers/match-contacts";
import { clientNumberOf, type StoredCall } from "./stored-call";

/**
 * Gives each call with a new number its E.164 form and its contact, for all calls in one look-up. Without
 * a certain match the call has no contact, and all contacts with the number are its candidates.
 */
export async function identifyClients(tx: DirectTx, changed: readonly StoredCall[]): Promise<void> {
  const isNew = ({ call, before }: StoredCall) => before?.clientRaw !== call.clientRaw;
  for (const stored of changed.filter(isNew)) {
    stored.clientE164 = clientNumberOf(stored).e164;
  }
  const open = changed.filter((stored) => stored.clientE164 && (isNew(stored) || !stored.contact));
  const found = await everyMatch(
    tx,
    open.map(({ clientE164 }) => clientE164!),
  );
  for (const stored of open) {
    const matches = found.get(stored.clientE164!) ?? [];
    stored.candidates = candidatesAmong(matches).map(toSummary);
    if (!isNew(stored)) continue;
    // A click on a contact's number names the contact, whatever match was chosen for its incoming calls.
    const clicked = matches.find(({ id }) => id === stored.clickedContactId);
    stored.contact = clicked ?? certainAmong(matches);
    stored.clientOwnerId = stored.contact?.ownerId ?? null;
  }
}

/** Gives each new leg the person who has the extension now. */
export async function identifyExtensions(
  tx: DirectTx,
  calls: readonly StoredCall[],
): Promise<void> {
  const newLegs = calls.flatMap((stored) =>
    stored.call.legs
      .filter(({ extension }) => !stored.legs.has(extension))
      .map(({ extension }) => ({ stored, extension })),
  );
  if (newLegs.length === 0) return;
  const wanted = newLegs.map(({ stored, extension }) => [stored.source.connectionId, extension]);
  const ownerOf = await extensionOwners(tx, wanted);
  for (const { stored, extension } of newLegs) {
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
    extensionOwnersSql(tx.dialect),
    wanted,
  );
  const owners = new Map(rows.map((row) => [keyOf(row.connectionId, row.number), row.userId]));
  return (connectionId, extension) => owners.get(keyOf(connectionId, extension)) ?? null;
}

function extensionOwnersSql(dialect: Dialect): string {
  const columns = { connectionId: "text", number: "text" } as const;
  return `WITH wanted AS (${documentRows(dialect, columns)})
    SELECT e."connectionId", e."number", e."userId" FROM wanted CROSS JOIN "Extension" e
    WHERE e."connectionId" = wanted."connectionId" AND e."number" = wanted."number"`;
}

function keyOf(connectionId: string, extension: string): string {
  return `${connectionId} ${extension}`;
}
