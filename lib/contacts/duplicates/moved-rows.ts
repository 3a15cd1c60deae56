import { followOwners, joinCallbacks } from "#lib/callbacks/join-callbacks";
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { directOn, type Tx } from "#lib/db/client";
import { direct, type DirectTx, toDocument } from "#lib/db/direct";
import type { Callback } from "#lib/db/generated/sqlite/client";
import { documentRows } from "#lib/db/json-sql";
import { clientRows, type MovedTable, movedTables } from "#lib/numbers/client-rows";
import type { MergeRecord } from "./merge-record";

interface Journey {
  from: string;
  /** null: nobody's again. */
  to: string | null;
}

/** Moves all there is, however much, but for open callbacks, which join where they are calls. @returns the ids, by table */
export async function moveAll(
  tx: Tx,
  { from, to }: Journey,
): Promise<Record<MovedTable, string[]>> {
  const moved = {} as Record<MovedTable, string[]>;
  for (const table of movedTables) {
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
      `${setTo(table)} WHERE "contactId" = ${parameter(2)}
        ${table === "Callback" ? `AND ("openKey" IS NULL OR "task" <> 'call')` : ""} RETURNING "id"`,
      to,
      from,
    );
    moved[table] = rows.map(({ id }) => id);
  }
  await refreshBoth(tx, { from, to });
  return moved;
}

/** Moves those named, but for the ones that have gone somewhere else since. */
export async function moveThese(
  tx: Tx,
  moved: Readonly<Partial<Record<MovedTable, readonly string[]>>>,
  { from, to }: Journey,
): Promise<void> {
  for (const table of movedTables) {
    const ids = moved[table] ?? [];
    if (ids.length === 0) continue;
    await tx.$executeRawUnsafe(
      `WITH wanted AS (${documentRows(direct().dialect, { id: "text" })}), target AS (
        SELECT c."id" FROM wanted CROSS JOIN "${table}" c
        WHERE c."id" = wanted."id" AND c."contactId" = ${parameter(2)})
      ${setTo(table, 3)} WHERE "id" IN (SELECT "id" FROM target)`,
      toDocument(ids.map((id) => [id])),
      from,
      to,
    );
  }
  await refreshBoth(tx, { from, to });
}

function refreshBoth(tx: Tx, { from, to }: Journey): Promise<void> {
  return refreshContactCalls(directOn(tx), to === null ? [from] : [from, to]);
}

function setTo(table: MovedTable, position = 1): string {
  const version = clientRows[table].versioned ? `, "version" = "version" + 1` : "";
  return `UPDATE "${table}" SET "contactId" = ${parameter(position)}${version}`;
}

/** SQLite counts its `?` itself, in the order in which they stand. */
function parameter(position: number): string {
  return direct().dialect === "sqlite" ? "?" : `$${position}`;
}

interface Joining {
  keptId: string;
  goneId: string;
  e164s: readonly string[];
}

/** Open callbacks of either contact, and of their numbers. */
export function openCallbacks(tx: Tx, { keptId, goneId, e164s }: Joining): Promise<Callback[]> {
  const keys = [`contact:${keptId}`, `contact:${goneId}`, ...e164s.map((e164) => `number:${e164}`)];
  return tx.callback.findMany({ where: { openKey: { in: keys } } });
}

/** After everything else has moved; they go to whose the contact is now. */
export async function joinOpenCallbacks(
  tx: DirectTx,
  open: readonly Callback[],
  { keptId, goneId, e164s, ownerId }: Joining & { ownerId: string | null },
): Promise<void> {
  await joinCallbacks(tx, { contacts: [goneId], into: keptId });
  // Of a number that the two shared, and so nobody's.
  await joinCallbacks(tx, { numbers: e164s });
  const isForeign = open.some((one) => one.contactId === goneId && one.ownerId !== ownerId);
  if (isForeign) await followOwners(tx, [{ contactId: keptId, ownerId }], null);
}

/** Those that have changed, as they were, and their version since. */
export async function changedSince(
  tx: Tx,
  open: readonly Callback[],
): Promise<MergeRecord["callbacks"]> {
  const now = await tx.callback.findMany({
    where: { id: { in: open.map(({ id }) => id) } },
    select: { id: true, version: true },
  });
  const versions = new Map(now.map(({ id, version }) => [id, version]));
  return open.flatMap((before) => {
    const version = versions.get(before.id) ?? before.version;
    return version === before.version ? [] : [{ before, version }];
  });
}

/**
 * As they were, unless somebody has gone on with one of them since: then they stay one.
 * @returns the ids of those that have changed
 */
export async function partOpenCallbacks(
  tx: Tx,
  callbacks: MergeRecord["callbacks"],
): Promise<string[]> {
  for (const { before, version } of callbacks) {
    const untouched = await tx.callback.count({ where: { id: before.id, version } });
    if (untouched === 0) return [];
  }
  // A key is free only after the other callback has given it back.
  for (const { before } of callbacks) {
    await tx.callback.update({ where: { id: before.id }, data: { openKey: null } });
  }
  for (const { before, version } of callbacks) {
    const data = { ...before, version: version + 1 };
    await tx.callback.update({ where: { id: before.id }, data });
  }
  return callbacks.map(({ before }) => before.id);
}
