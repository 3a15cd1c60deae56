/** Writes the demo's past, in few statements: a start must not wait for it. */
import { day, minute } from "#lib/base/duration";
import { transaction, type Tx } from "#lib/db/client";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { insertRows } from "#lib/db/json-sql";
import { companyTimeZone } from "#lib/statistics/time-zone";
import { pastHistory, type PastHistory } from "./history";
import type { PastCall, PastPerson } from "./past-call";

/** Any number; another one gives another past. */
const seed = 2026;
const days = 30;
/** The demo's contacts were made so many days ago: before the calls with them. */
const contactsSince = 40;
/** A missed client should be called back within, in ms. */
const dueAfter = 15 * minute;

/** @param people those who take the calls, with their extensions on the connection */
export async function seedHistory(
  { connectionId, people }: { connectionId: string; people: PastPerson[] },
  now = new Date(),
): Promise<void> {
  const zone = await companyTimeZone();
  await transaction(async (tx) => {
    const numbers = await tx.contactNumber.findMany({
      where: { position: 0, e164: { not: null } },
      select: { contactId: true, raw: true, e164: true },
      orderBy: { digits: "asc" },
    });
    const clients = numbers.map((one) => ({ ...one, e164: one.e164! }));
    const history = pastHistory({ seed, now, zone, days, people, clients });
    const since = new Date(now.getTime() - contactsSince * day);
    await tx.contact.updateMany({ data: { createdAt: since, updatedAt: since } });
    await writeHistory(tx, connectionId, history);
  });
}

async function writeHistory(tx: Tx, connectionId: string, history: PastHistory): Promise<void> {
  const { calls, callbacks } = history;
  const ids = calls.map((call) => timeOrderedId(call.startedAt.getTime(), call.position));
  const outcomes = await tx.outcome.findMany({ where: { key: { not: null } } });
  const outcomeIds = new Map(outcomes.map(({ id, key }) => [key, id]));
  await insertRows(tx, {
    table: "Call",
    columns: [
      "id",
      "version",
      "connectionId",
      "externalId",
      "direction",
      "state",
      "disposition",
      "clientRaw",
      "clientE164",
      "contactId",
      "trunk",
      "requestedById",
      "startedAt",
      "answeredAt",
      "endedAt",
      "talkSeconds",
      "outcomeId",
      "wrappedUpById",
      "wrappedUpAt",
      "handledById",
      "waitSeconds",
    ],
    rows: calls.map((call, index) => {
      const { client, direction, disposition, startedAt, answeredAt, endedAt } = call;
      const handledById = call.handledBy?.userId ?? null;
      const wrapped = call.outcome !== null;
      return [
        ids[index],
        1,
        connectionId,
        `demo-${index}`,
        direction,
        "ended",
        disposition,
        client.raw,
        client.e164,
        client.contactId,
        "1",
        direction === "outgoing" ? handledById : null,
        startedAt,
        answeredAt,
        endedAt,
        call.talkSeconds,
        outcomeIds.get(call.outcome ?? "") ?? null,
        wrapped ? handledById : null,
        wrapped ? endedAt : null,
        handledById,
        answeredAt && Math.round((answeredAt.getTime() - startedAt.getTime()) / 1000),
      ];
    }),
  });
  await insertRows(tx, { table: "CallLeg", ...legsOf(calls, ids) });
  const noted = calls.filter(({ note }) => note !== null);
  await insertRows(tx, {
    table: "Note",
    columns: ["id", "contactId", "callId", "userId", "text", "createdAt", "updatedAt"],
    rows: noted.map(({ position, client, handledBy, note, endedAt }) => [
      timeOrderedId(endedAt.getTime(), position),
      client.contactId,
      ids[position],
      handledBy!.userId,
      note,
      endedAt,
      endedAt,
    ]),
  });
  await insertRows(tx, { table: "Callback", ...callbackRows(callbacks, ids, connectionId) });
}

function legsOf(calls: readonly PastCall[], ids: readonly string[]) {
  return {
    columns: [
      "id",
      "callId",
      "extension",
      "userId",
      "state",
      "startedAt",
      "answeredAt",
      "endedAt",
      "dismissed",
    ],
    rows: calls.flatMap(({ position, people, startedAt, answeredAt, endedAt }) =>
      people.map(({ userId, extension }, index) => {
        const took = answeredAt !== null && index === 0;
        return [
          timeOrderedId(startedAt.getTime(), position),
          ids[position],
          extension,
          userId,
          took ? "ended" : "missed",
          startedAt,
          took ? answeredAt : null,
          endedAt,
          // Put away long ago: nothing waits to be wrapped up.
          took ? "wrap-up" : "farewell",
        ];
      }),
    ),
  };
}

function callbackRows(
  callbacks: PastHistory["callbacks"],
  ids: readonly string[],
  connectionId: string,
) {
  return {
    columns: [
      "id",
      "version",
      "openKey",
      "contactId",
      "numberRaw",
      "e164",
      "kind",
      "callId",
      "connectionId",
      "waitingSince",
      "dueAt",
      "missedCount",
      "attempts",
      "lastAttemptAt",
      "createdAt",
      "closedAt",
      "closedById",
      "closedReason",
      "closedByCallId",
    ],
    rows: callbacks.map((one, index) => {
      const { client, waitingSince, closedAt } = one;
      const key = client.contactId ? `contact:${client.contactId}` : `number:${client.e164}`;
      return [
        timeOrderedId(waitingSince.getTime(), index),
        1,
        closedAt ? null : key,
        client.contactId,
        client.raw,
        client.e164,
        "missed",
        ids[one.missed],
        connectionId,
        waitingSince,
        new Date(waitingSince.getTime() + dueAfter),
        one.missedCount,
        one.attempts,
        one.lastAttemptAt,
        waitingSince,
        closedAt,
        one.closedBy?.userId ?? null,
        one.closedReason,
        one.talk === null ? null : ids[one.talk],
      ];
    }),
  };
}
