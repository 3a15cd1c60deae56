/** Click-to-call of providers whose script in the person's page does it. */
import { matchContacts } from "#lib/contacts/match-contacts";
import { db } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";
import type { PageCommand } from "#lib/providers/contract";
import type { Runtime } from "./supervisor";

/** @throws {ProviderError} when the provider can't call this number */
export async function callInPage(
  { adapter, settings, source }: Runtime,
  request: { extension: string; number: string; contactId?: string },
): Promise<PageCommand> {
  const { e164 } = parsePhoneNumber(request.number, source.country);
  const number = e164 ?? request.number.trim();
  const name = await nameOf(e164, request.contactId);
  return adapter.placeCallInPage!({ extension: request.extension, number, name }, settings);
}

/** The clicked contact's; else that of the only one with this number. */
async function nameOf(e164: string | null, contactId: string | undefined): Promise<string | null> {
  if (contactId) {
    const where = { id: contactId };
    return (await db().contact.findUnique({ where, select: { name: true } }))?.name ?? null;
  }
  const [only, another] = await matchContacts(db(), e164);
  return only && !another ? only.name : null;
}
