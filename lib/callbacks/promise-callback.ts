import { directTransaction } from "#lib/db/client";
import { blankCallback, openKeyOf, type CallbackRecord } from "./callback-record";
import { resolveClient, type NamedClient } from "./resolve-client";
import { lockClients, openCallbacksOf, saveCallbacks } from "./store";

export interface Promised extends NamedClient {
  dueAt: Date;
  /** Who is to call; without it the client's owner, else whoever promised. */
  ownerId?: string;
  note?: string;
}

/**
 * Somebody has promised the client a call. On an open callback it moves its time, owner and note.
 * @returns the callback's id
 * @throws {ActionError} "not-found", "no-number"
 */
export async function promiseCallback(promised: Promised, userId: string): Promise<string> {
  const { ownerId, connectionId, ...client } = await resolveClient(promised);
  const { dueAt, note, callId = null } = promised;
  return directTransaction(async (tx) => {
    await lockClients(tx, [client]);
    const now = new Date();
    const openKey = openKeyOf(client);
    const open = (await openCallbacksOf(tx, [client])).find((one) => one.openKey === openKey);
    const record: CallbackRecord = {
      ...(open ?? {
        ...blankCallback(client, now),
        ...{ kind: "promised", callId, connectionId, ownerId: ownerId ?? userId },
      }),
      ...{ dueAt, waitingSince: dueAt, promisedAt: now, postponedUntil: null },
      // Whoever was on it has just settled when it goes on.
      ...{ claimedById: null, claimedUntil: null },
      ...(promised.ownerId && { ownerId: promised.ownerId }),
      ...(note && { note }),
    };
    await saveCallbacks(tx, [record]);
    return record.id;
  });
}
