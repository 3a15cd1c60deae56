import { ActionError } from "#lib/auth/action";
import { defaultCountry } from "#lib/contacts/default-country";
import { matchContacts } from "#lib/contacts/match-contacts";
import { db } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";
import type { CallbackClient } from "./callback-record";

export interface NamedClient {
  callId?: string;
  contactId?: string;
  /** As somebody typed it. */
  number?: string;
}

export interface ResolvedClient extends CallbackClient {
  /** Of the contact. */
  ownerId: string | null;
  /** Through which the client called. */
  connectionId: string | null;
}

/**
 * Whom a person means: by the call, else by contact, else by number; what is named beside fills in.
 * @throws {ActionError} "not-found"; "no-number" when there is nothing to call
 */
export async function resolveClient({
  callId,
  contactId,
  number,
}: NamedClient): Promise<ResolvedClient> {
  const call = callId
    ? await db().call.findUnique({
        where: { id: callId },
        select: { contactId: true, clientE164: true, clientRaw: true, connectionId: true },
      })
    : null;
  if (callId && !call) throw new ActionError("not-found");
  const typed = number ? parsePhoneNumber(number, await defaultCountry()) : null;
  const e164 = typed ? typed.e164 : (call?.clientE164 ?? null);
  const id = contactId ?? call?.contactId ?? (await onlyContactWith(e164));
  const contact = id
    ? await db().contact.findFirst({
        where: { id, deletedAt: null },
        select: { id: true, ownerId: true, numbers: { orderBy: { position: "asc" } } },
      })
    : null;
  if (contactId && !contact) throw new ActionError("not-found");
  const first = contact?.numbers.find((one) => one.e164) ?? contact?.numbers[0];
  const numberRaw = typed?.raw ?? (call?.clientRaw || first?.raw);
  if (!numberRaw) throw new ActionError("no-number");
  return {
    contactId: contact?.id ?? null,
    numberRaw,
    e164: typed || call?.clientRaw ? e164 : (first?.e164 ?? null),
    ownerId: contact?.ownerId ?? null,
    connectionId: call?.connectionId ?? null,
  };
}

async function onlyContactWith(e164: string | null): Promise<string | null> {
  const [contact, another] = await matchContacts(db(), e164);
  return contact && !another ? contact.id : null;
}
