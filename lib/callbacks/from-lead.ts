import type { DirectTx } from "#lib/db/direct";
import { blankCallback, openKeyOf, type CallbackClient } from "./callback-record";
import { reconcile } from "./reconcile";
import { lockClients, openCallbacksOf, saveCallbacks } from "./store";

/** Somebody has left a number on the site: owed a call like one that was missed. */
export interface SentForm extends CallbackClient {
  id: string;
  connectionId: string;
  /** Of the contact. */
  ownerId: string | null;
  createdAt: Date;
}

/**
 * In the transaction that keeps the lead. One open callback a client: who is waiting already has the
 * form added to it.
 * @returns ids to be published after the commit
 */
export async function followLead(tx: DirectTx, lead: SentForm): Promise<string[]> {
  const { id: leadId, createdAt: leadAt, connectionId, ownerId, ...client } = lead;
  await lockClients(tx, [client]);
  const openKey = openKeyOf(client);
  const open = (await openCallbacksOf(tx, [client])).find((one) => one.openKey === openKey);
  if (!open) {
    const fresh = blankCallback(client, leadAt);
    const told = { kind: "lead", leadId, leadAt, connectionId, ownerId } as const;
    return (await reconcile(tx, [{ ...fresh, ...told }])).map(({ id }) => id);
  }
  const asked = { ...open, leadId, leadAt, postponedUntil: null };
  await saveCallbacks(tx, [asked]);
  await reconcile(tx, [asked]);
  return [open.id];
}
