/** Calls, text messages and callbacks of numbers that are certainly somebody's by now learn whose they are. */
import { joinCallbacks } from "#lib/callbacks/join-callbacks";
import type { Tx } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { directOn } from "#lib/db/direct-on";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { certainOwners } from "./match-contacts";

const linked = [
  { table: "Call", number: "clientE164" },
  { table: "Sms", number: "e164" },
] as const;
type Linked = (typeof linked)[number];

/**
 * Of all numbers of one contact.
 * @returns ids of callbacks that have changed: to be published after the commit
 */
export async function relinkCalls(tx: Tx, contactId: string): Promise<string[]> {
  const numbers = await tx.contactNumber.findMany({
    where: { contactId, e164: { not: null } },
    select: { e164: true },
  });
  const e164s = numbers.flatMap(({ e164 }) => e164 ?? []);
  await relinkNumbers(directOn(tx), e164s);
  return joinCallbacks(tx, { numbers: e164s });
}

/**
 * Of many contacts' numbers at once, in few statements; a number that several share stays open.
 * @returns the ids of what is somebody's now
 */
export async function relinkNumbers(
  tx: DirectTx,
  e164s: readonly string[],
): Promise<Record<Linked["table"], string[]>> {
  const ids: Record<Linked["table"], string[]> = { Call: [], Sms: [] };
  for (const one of linked) {
    const open = await tx.rows<{ e164: string }>(
      openSql(tx.dialect, one),
      [...new Set(e164s)].map((e164) => [e164]),
    );
    if (open.length === 0) continue;
    const owners = await certainOwners(
      tx,
      open.map(({ e164 }) => e164),
    );
    if (owners.size === 0) continue;
    const found = await tx.rows<{ id: string }>(
      linkSql(tx.dialect, one),
      [...owners].map(([e164, { id }]) => [e164, id]),
    );
    ids[one.table] = found.map(({ id }) => id);
  }
  return ids;
}

/** Those of the numbers that have something nobody owns: few, however many are asked about. */
function openSql(dialect: Dialect, { table, number }: Linked): string {
  return `WITH wanted AS (${documentRows(dialect, { e164: "text" })})
    SELECT wanted."e164" FROM wanted
    WHERE EXISTS (SELECT 1 FROM "${table}" c
      WHERE c."${number}" = wanted."e164" AND coalesce(c."contactId", '') = '')`;
}

function linkSql(dialect: Dialect, { table, number }: Linked): string {
  return `UPDATE "${table}" SET "contactId" = fresh."contactId", "version" = "version" + 1
    FROM (${documentRows(dialect, { e164: "text", contactId: "text" })}) AS fresh
    WHERE "${table}"."${number}" = fresh."e164" AND coalesce("${table}"."contactId", '') = ''
    RETURNING "${table}"."id"`;
}
