/**
 * Whose calls, texts, callbacks and requests they were: the same becomes of them as when one person is erased
 * (lib/privacy), so that figures stay as they are. Contacts stay, and notes about them.
 */
import { join, raw, sqltag as sql } from "@prisma/client/runtime/client";
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { db, directOn, transaction, type Tx } from "#lib/db/client";
import { blankRows } from "#lib/privacy/blank-rows";
import { between, doneUntil, noteDone, type Pass, type Place } from "./pass";

type Table = "Call" | "Sms" | "Callback" | "Lead";

/** The next rows of a table in the order of a column of time, those that are figures already included. */
const readers: Record<Table, (after: Place, before: Date, take: number) => Promise<Place[]>> = {
  Call: async (after, before, take) =>
    (
      await db().call.findMany({
        where: between("startedAt", after, before),
        orderBy: [{ startedAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, startedAt: true },
      })
    ).map(({ id, startedAt }) => ({ id, at: startedAt })),
  Sms: async (after, before, take) =>
    (
      await db().sms.findMany({
        where: between("createdAt", after, before),
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, createdAt: true },
      })
    ).map(({ id, createdAt }) => ({ id, at: createdAt })),
  Callback: async (after, before, take) =>
    (
      await db().callback.findMany({
        where: between("closedAt", after, before),
        orderBy: [{ closedAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, closedAt: true },
      })
    ).map(({ id, closedAt }) => ({ id, at: closedAt! })),
  Lead: async (after, before, take) =>
    (
      await db().lead.findMany({
        where: between("createdAt", after, before),
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, createdAt: true },
      })
    ).map(({ id, createdAt }) => ({ id, at: createdAt })),
};

export async function forgetClients(before: Date): Promise<Pass> {
  const from = await doneUntil("clients");
  const tables = Object.keys(readers) as Table[];
  let place = from;
  return async (size) => {
    for (; tables[0]; tables.shift(), place = from) {
      const table = tables[0];
      const rows = await readers[table](place, before, size);
      if (rows.length === 0) continue;
      place = rows.at(-1)!;
      const gone = await transaction((tx) => forgetRows(tx, table, rows));
      return { seen: rows.length, gone };
    }
    await noteDone("clients", before);
    return { seen: 0, gone: 0 };
  };
}

async function forgetRows(tx: Tx, table: Table, rows: readonly Place[]): Promise<number> {
  const ids = rows.map(({ id }) => id);
  const contactIds = table === "Call" ? await contactsOf(tx, ids) : [];
  if (table === "Lead") return (await tx.lead.deleteMany({ where: { id: { in: ids } } })).count;
  const given = join(ids);
  if (table === "Call") {
    // A note of a call is its client's, once that is somebody we know; else it is about nobody from now on.
    await tx.$executeRaw(sql`UPDATE "Note" SET "contactId" = (SELECT "contactId" FROM "Call" WHERE "Call"."id" = "Note"."callId")
      WHERE "callId" IN (${given}) AND "contactId" IS NULL`);
    await tx.note.deleteMany({ where: { callId: { in: ids }, contactId: null } });
  }
  const mark = raw(table === "Call" ? `"erasedAt" IS NULL` : `"numberRaw" <> ''`);
  const gone = await blankRows(tx, table, sql`"id" IN (${given}) AND ${mark}`, ids.length);
  // When they were last talked with is as old as the call that told it.
  await refreshContactCalls(directOn(tx), contactIds);
  return gone.length;
}

async function contactsOf(tx: Tx, callIds: string[]): Promise<string[]> {
  const rows = await tx.call.findMany({
    where: { id: { in: callIds } },
    select: { contactId: true },
  });
  return rows.flatMap(({ contactId }) => contactId ?? []);
}
