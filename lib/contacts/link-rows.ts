/**
 * Links calls and text messages to the only contact that has their number, and unlinks them when it goes
 * or loses the number. Open callbacks join those of the contact.
 */
import { joinCallbacks } from "#lib/callbacks/join-callbacks";
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { directOn, type Tx } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { clientRows, numberedTables, type NumberedTable } from "#lib/numbers/client-rows";
import { certainOwners } from "#lib/numbers/match-contacts";

/**
 * Links what came from the numbers of one contact, its open callbacks included.
 * @returns ids of callbacks that have changed: to be published after the commit
 */
export async function relinkCalls(tx: Tx, contactId: string): Promise<string[]> {
  const numbers = await tx.contactNumber.findMany({
    where: { contactId, e164: { not: null } },
    select: { e164: true },
  });
  const e164s = numbers.flatMap(({ e164 }) => e164 ?? []);
  await relinkNumbers(directOn(tx), e164s);
  return joinCallbacks(directOn(tx), { numbers: e164s });
}

/**
 * Links what came from many numbers at once, in few statements; a number that several contacts share stays
 * open.
 * @returns ids of the linked rows, by table
 */
export async function relinkNumbers(
  tx: DirectTx,
  e164s: readonly string[],
): Promise<Record<NumberedTable, string[]>> {
  const ids = {} as Record<NumberedTable, string[]>;
  for (const table of numberedTables) {
    ids[table] = [];
    const open = await tx.rows<{ e164: string }>(
      openSql(tx.dialect, table),
      [...new Set(e164s)].map((e164) => [e164]),
    );
    if (open.length === 0) continue;
    const owners = await certainOwners(
      tx,
      open.map(({ e164 }) => e164),
    );
    if (owners.size === 0) continue;
    const found = await tx.rows<{ id: string }>(
      linkSql(tx.dialect, table),
      [...owners].map(([e164, { id }]) => [e164, id]),
    );
    ids[table] = found.map(({ id }) => id);
    if (table === "Call") await refreshContactCalls(tx, contactsOf(owners));
  }
  return ids;
}

const contactsOf = (owners: ReadonlyMap<string, { id: string }>) =>
  [...owners.values()].map(({ id }) => id);

/** Selects the numbers that have rows without a contact: few, however many are asked about. */
function openSql(dialect: Dialect, table: NumberedTable): string {
  return `WITH wanted AS (${documentRows(dialect, { e164: "text" })})
    SELECT wanted."e164" FROM wanted
    WHERE EXISTS (SELECT 1 FROM "${table}" c
      WHERE c."${clientRows[table].number}" = wanted."e164" AND coalesce(c."contactId", '') = '')`;
}

function linkSql(dialect: Dialect, table: NumberedTable): string {
  const { number } = clientRows[table];
  return `UPDATE "${table}" SET "contactId" = fresh."contactId", "version" = "version" + 1
    FROM (${documentRows(dialect, { e164: "text", contactId: "text" })}) AS fresh
    WHERE "${table}"."${number}" = fresh."e164" AND coalesce("${table}"."contactId", '') = ''
    RETURNING "${table}"."id"`;
}

/** Unlinks all that contacts have. @returns the numbers that may be another contact's now, in E.164 */
export async function unlinkContacts(
  tx: DirectTx,
  contactIds: readonly string[],
): Promise<string[]> {
  const numbers = new Set<string>();
  for (const table of numberedTables) {
    const { number } = clientRows[table];
    const freed = await tx.rows<{ e164: string | null }>(
      `UPDATE "${table}" SET "version" = "version" + 1, "contactId" = NULL
       WHERE "contactId" IN (${documentRows(tx.dialect, { id: "text" })})
       RETURNING "${number}" AS "e164"`,
      contactIds.map((id) => [id]),
    );
    for (const { e164 } of freed) if (e164) numbers.add(e164);
  }
  await refreshContactCalls(tx, contactIds);
  return [...numbers];
}

/** Makes contacts' earlier calls and messages their new owners' to hear and read. */
export async function passOnRows(
  tx: DirectTx,
  moved: readonly { contactId: string; ownerId: string | null }[],
): Promise<void> {
  if (moved.length === 0) return;
  const columns = { id: "text", ownerId: "text" } as const;
  for (const table of numberedTables) {
    await tx.run(
      `UPDATE "${table}" SET "version" = "version" + 1, "clientOwnerId" = moved."ownerId"
       FROM (${documentRows(tx.dialect, columns)}) AS moved
       WHERE "${table}"."contactId" = moved."id"`,
      moved.map(({ contactId, ownerId }) => [contactId, ownerId]),
    );
  }
}

/** Unlinks what single numbers brought to contacts who keep their others. */
export async function unlinkNumbers(
  tx: DirectTx,
  gone: readonly { contactId: string; e164: string }[],
): Promise<void> {
  if (gone.length === 0) return;
  const columns = { id: "text", e164: "text" } as const;
  for (const table of numberedTables) {
    const { number } = clientRows[table];
    await tx.run(
      `UPDATE "${table}" SET "version" = "version" + 1, "contactId" = NULL
       FROM (${documentRows(tx.dialect, columns)}) AS gone
       WHERE "${table}"."contactId" = gone."id" AND "${table}"."${number}" = gone."e164"`,
      gone.map(({ contactId, e164 }) => [contactId, e164]),
    );
  }
  await refreshContactCalls(
    tx,
    gone.map(({ contactId }) => contactId),
  );
}
