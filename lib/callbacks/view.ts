import type { Db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { CallbackView } from "#lib/realtime/events";

export const callbackInclude = {
  contact: {
    select: { id: true, name: true, deletedAt: true, company: { select: { name: true } } },
  },
} as const satisfies Prisma.CallbackInclude;

export type CallbackRow = Prisma.CallbackGetPayload<{ include: typeof callbackInclude }>;

/** What browsers are told, with the last missed call's line and the form's words, in two look-ups. */
export async function toCallbackViews(
  db: Db,
  rows: readonly CallbackRow[],
): Promise<CallbackView[]> {
  const [calls, leads] = await Promise.all([missedCalls(db, rows), leadsOf(db, rows)]);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind as CallbackView["kind"],
    contact: row.contact && !row.contact.deletedAt ? contactOf(row.contact) : null,
    number: { raw: row.numberRaw, e164: row.e164 },
    ownerId: row.ownerId,
    note: row.note,
    waitingSince: row.waitingSince.toISOString(),
    dueAt: row.dueAt.toISOString(),
    promised: row.promisedAt !== null,
    postponedUntil: row.postponedUntil?.toISOString() ?? null,
    missedCount: row.missedCount,
    missed: calls.get(row.callId ?? "") ?? null,
    lead: leads.get(row.leadId ?? "") ?? null,
    attempts: row.attempts,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    claim:
      row.claimedById && row.claimedUntil
        ? { userId: row.claimedById, until: row.claimedUntil.toISOString() }
        : null,
    closed: row.closedAt
      ? {
          at: row.closedAt.toISOString(),
          reason: row.closedReason as NonNullable<CallbackView["closed"]>["reason"],
          userId: row.closedById,
        }
      : null,
  }));
}

function contactOf({ id, name, company }: NonNullable<CallbackRow["contact"]>) {
  return { id, name, company: company?.name ?? null };
}

async function missedCalls(db: Db, rows: readonly CallbackRow[]) {
  const ids = rows.flatMap(({ callId, missedCount }) => (callId && missedCount > 0 ? callId : []));
  if (ids.length === 0) return new Map<string, CallbackView["missed"]>();
  const calls = await db.call.findMany({
    where: { id: { in: ids } },
    select: { id: true, startedAt: true, trunk: true, connection: { select: { name: true } } },
  });
  return new Map(
    calls.map(({ id, startedAt, trunk, connection }) => [
      id,
      { at: startedAt.toISOString(), connection: connection.name, line: trunk },
    ]),
  );
}

async function leadsOf(db: Db, rows: readonly CallbackRow[]) {
  const ids = rows.flatMap(({ leadId }) => leadId ?? []);
  if (ids.length === 0) return new Map<string, CallbackView["lead"]>();
  const leads = await db.lead.findMany({
    where: { id: { in: ids } },
    select: {
      ...{ id: true, name: true, title: true, page: true, failure: true, externalId: true },
      connection: { select: { name: true } },
    },
  });
  return new Map(
    leads.map(({ id, name, title, page, failure, externalId, connection }) => [
      id,
      { name, title, page, connection: connection.name, order: externalId, failure },
    ]),
  );
}
