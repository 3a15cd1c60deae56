import { currentMs } from "#lib/base/clock";
import { minute } from "#lib/base/duration";
import { matchContacts } from "#lib/numbers/match-contacts";
import { followLead } from "#lib/callbacks/from-lead";
import { db, directOn, transaction } from "#lib/db/client";
import type { Lead } from "#lib/db/generated/sqlite/client";
import { parsePhoneNumber, type PhoneNumber } from "#lib/numbers/phone-number";

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
 * Stores a lead and opens its callback before anything is asked of the provider; the
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
        connectionId: connection.connectionId,
        e164,
        contactId,
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
const samePress = minute;

/** The lead of this number a moment ago, in whichever spelling, unless its order was refused. */
export async function recentLead(
  connectionId: string,
  { raw, e164 }: Pick<PhoneNumber, "raw" | "e164">,
): Promise<{ externalId: string | null } | null> {
  return db().lead.findFirst({
    where: {
      connectionId,
      ...(e164 === null ? { numberRaw: raw } : { e164 }),
      failure: null,
      createdAt: { gte: new Date(currentMs() - samePress) },
    },
    select: { externalId: true },
    orderBy: { createdAt: "desc" },
  });
}
