/** Writes whom the demo's team owes a call: clients it has missed, and those it has promised one. */
import { minute } from "#lib/base/duration";
import { openKeyOf } from "#lib/callbacks/callback-record";
import type { Tx } from "#lib/db/client";
import { insertRows } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import type { PastHistory } from "./history";
import type { PastClient } from "./past-call";
import type { PastPromise } from "./promises";

/** A missed client should be called back within, in ms. */
const dueAfter = 15 * minute;

interface Owed {
  callbacks: PastHistory["callbacks"];
  promises: readonly PastPromise[];
}

/** @param options.ids those of the calls, by their position */
export async function seedCallbacks(
  tx: Tx,
  { callbacks, promises }: Owed,
  { ids, connectionId }: { ids: readonly string[]; connectionId: string },
): Promise<void> {
  await insertRows(tx, {
    table: "Callback",
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
    rows: callbacks.map((one, index) => [
      timeOrderedId(one.waitingSince.getTime(), index),
      1,
      one.closedAt ? null : keyOf(one.client),
      one.client.contactId,
      one.client.raw,
      one.client.e164,
      "missed",
      ids[one.missed],
      connectionId,
      one.waitingSince,
      new Date(one.waitingSince.getTime() + dueAfter),
      one.missedCount,
      one.attempts,
      one.lastAttemptAt,
      one.waitingSince,
      one.closedAt,
      one.closedBy?.userId ?? null,
      one.closedReason,
      one.talk === null ? null : ids[one.talk],
    ]),
  });
  for (const { call, dueAt, note } of promises) {
    const userId = call.handledBy!.userId;
    const { id } = await tx.callback.create({
      data: {
        openKey: keyOf(call.client),
        contactId: call.client.contactId,
        numberRaw: call.client.raw,
        e164: call.client.e164,
        kind: "promised",
        callId: ids[call.position],
        connectionId,
        ownerId: userId,
        note,
        waitingSince: dueAt,
        dueAt,
        promisedAt: call.endedAt,
        createdAt: call.endedAt,
      },
    });
    await tx.callbackChange.create({
      data: { callbackId: id, userId, at: call.endedAt, kind: "promised", until: dueAt },
    });
  }
}

const keyOf = ({ contactId, raw, e164 }: PastClient) =>
  openKeyOf({ contactId, numberRaw: raw, e164 });
