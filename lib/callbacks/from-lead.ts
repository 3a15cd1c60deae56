/** Opens callbacks for leads: a number left on the site waits for a call like a missed client. */
import type { DirectTx } from "#lib/db/direct";
import {
  blankCallback,
  openKeyOf,
  type CallbackClient,
  type CallbackRecord,
} from "./callback-record";
import { reconcile } from "./reconcile";
import { lockClients, openCallbacksOf, saveCallbacks } from "./store";

/** A lead, as its form was sent. */
export interface SentForm extends CallbackClient {
  id: string;
  connectionId: string;
  /** Owner of the contact. */
  ownerId: string | null;
  createdAt: Date;
}

/**
 * Opens a callback for the lead, or adds the form to the client's open callback. Runs in the transaction
 * that stores the lead.
 * @returns ids of the written callbacks, to be published after the commit
 */
export async function followLead(tx: DirectTx, lead: SentForm): Promise<string[]> {
  const { id: leadId, createdAt: leadAt, connectionId, ownerId, ...client } = lead;
  await lockClients(tx, [client]);
  const openKey = openKeyOf(client);
  const open = (await openCallbacksOf(tx, [client])).find(
    (callback) => callback.openKey === openKey,
  );
  if (!open) {
    const record: CallbackRecord = {
      ...blankCallback(client, leadAt),
      kind: "lead",
      leadId,
      leadAt,
      connectionId,
      ownerId,
    };
    return (await reconcile(tx, [record])).map(({ id }) => id);
  }
  const record = { ...open, leadId, leadAt, postponedUntil: null };
  await saveCallbacks(tx, [record]);
  await reconcile(tx, [record]);
  return [open.id];
}
