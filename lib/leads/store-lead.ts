import { matchContacts } from "#lib/contacts/match-contacts";
import { followLead } from "#lib/callbacks/from-lead";
import { db, transaction } from "#lib/db/client";
import { directOn } from "#lib/db/direct-on";
import type { Lead } from "#lib/db/generated/sqlite/client";
import { parsePhoneNumber } from "#lib/phone-number";

export interface NewLead {
  name: string | null;
  number: string;
  title: string | null;
  page: string | null;
  /** The provider's id of the call, where it is known already. */
  externalId?: string;
}

export interface StoredLead {
  id: string;
  e164: string | null;
  /** Callbacks that this has opened or changed: to be published. */
  callbackIds: string[];
}

/**
 * Keeps a lead, and with it that somebody is owed a call, before anything is asked of the provider; the
 * only contact with its number is its own.
 */
export async function storeLead(
  connection: { connectionId: string; country: string },
  lead: NewLead,
): Promise<StoredLead> {
  const { raw, e164 } = parsePhoneNumber(lead.number, connection.country);
  const [contact, another] = await matchContacts(db(), e164);
  const contactId = contact && !another ? contact.id : null;
  return transaction(async (tx) => {
    const stored = await tx.lead.create({
      data: {
        ...{ connectionId: connection.connectionId, e164, contactId },
        name: storable(lead.name),
        numberRaw: storable(raw) ?? "",
        title: storable(lead.title),
        page: storable(lead.page),
        externalId: lead.externalId ?? null,
      },
      include: { contact: { select: { ownerId: true } } },
    });
    const ownerId = stored.contact?.ownerId ?? null;
    const callbackIds = await followLead(directOn(tx), { ...clientOf(stored), ownerId });
    return { id: stored.id, e164, callbackIds };
  });
}

function clientOf({ id, connectionId, contactId, e164, numberRaw, createdAt }: Lead) {
  return { id, connectionId, contactId, e164, numberRaw, createdAt };
}

/** PostgreSQL's text holds every character but this one; nobody's name is longer. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll("\0", "").slice(0, 1_000);
}

/**
 * What the provider said to a lead's order.
 * @returns ids of the callbacks that show it
 */
export function settleLead(
  id: string,
  answer: { externalId: string } | { failure: string },
): Promise<string[]> {
  return transaction(async (tx) => {
    // A connection deleted in the meantime has taken the lead along.
    await tx.lead.updateMany({ where: { id }, data: answer });
    const where = { leadId: id, closedAt: null };
    await tx.callback.updateMany({ where, data: { version: { increment: 1 } } });
    return (await tx.callback.findMany({ where, select: { id: true } })).map((one) => one.id);
  });
}

/** Who presses twice, or reloads, is one lead; in ms. */
const samePress = 60_000;

/** The lead of this number a moment ago, unless its order was refused. */
export async function recentLead(
  connectionId: string,
  number: string,
): Promise<{ externalId: string | null } | null> {
  return db().lead.findFirst({
    where: {
      connectionId,
      numberRaw: number.trim(),
      failure: null,
      createdAt: { gte: new Date(Date.now() - samePress) },
    },
    select: { externalId: true },
    orderBy: { createdAt: "desc" },
  });
}
