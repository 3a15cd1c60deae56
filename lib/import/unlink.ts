/** Whose the calls and text messages are, when many contacts come or go at once. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";

const talks = [
  { table: "Call", number: "clientE164" },
  { table: "Sms", number: "e164" },
] as const;

/** The contacts' calls and messages are nobody's. @returns the numbers that may be somebody else's */
export async function unlinkContacts(
  tx: DirectTx,
  contactIds: readonly string[],
): Promise<string[]> {
  const numbers = new Set<string>();
  for (const { table, number } of talks) {
    const freed = await tx.rows<{ e164: string | null }>(
      `UPDATE "${table}" SET "version" = "version" + 1, "contactId" = NULL
       WHERE "contactId" IN (${documentRows(tx.dialect, { id: "text" })})
       RETURNING "${number}" AS "e164"`,
      contactIds.map((id) => [id]),
    );
    for (const { e164 } of freed) if (e164) numbers.add(e164);
  }
  return [...numbers];
}

/** The same for single numbers of contacts who keep the others. */
export async function unlinkNumbers(
  tx: DirectTx,
  gone: readonly { contactId: string; e164: string }[],
): Promise<void> {
  if (gone.length === 0) return;
  const columns = { id: "text", e164: "text" } as const;
  for (const { table, number } of talks) {
    await tx.run(
      `UPDATE "${table}" SET "version" = "version" + 1, "contactId" = NULL
       FROM (${documentRows(tx.dialect, columns)}) AS gone
       WHERE "${table}"."contactId" = gone."id" AND "${table}"."${number}" = gone."e164"`,
      gone.map(({ contactId, e164 }) => [contactId, e164]),
    );
  }
}
