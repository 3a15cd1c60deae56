import { defaultCountry } from "#lib/contacts/default-country";
import { everyMatch } from "#lib/contacts/match-contacts";
import { foldForSearch } from "#lib/contacts/search-text";
import { db } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";

export interface SimilarContact {
  id: string;
  name: string;
  company: string | null;
  /** The number or address they have, as it was asked about. */
  shared: string;
}

/** More would not be read. */
const most = 5;

/** Who has one of these already, before somebody writes them down once more; whatever their spelling. */
export async function similarContacts(asked: {
  numbers: readonly string[];
  emails: readonly string[];
}): Promise<SimilarContact[]> {
  const country = await defaultCountry();
  const byNumber = new Map<string, string>();
  for (const raw of asked.numbers) {
    const { e164 } = parsePhoneNumber(raw, country);
    if (e164) byNumber.set(e164, raw);
  }
  const found = new Map<string, SimilarContact>();
  for (const [e164, matches] of await everyMatch(db(), [...byNumber.keys()])) {
    for (const { id, name, company, reason } of matches) {
      if (reason.kind === "number" && reason.position !== null) {
        found.set(id, { id, name, company, shared: byNumber.get(e164)! });
      }
    }
  }
  const byKey = new Map(asked.emails.map((email) => [foldForSearch(email), email]));
  byKey.delete("");
  const emails = await db().contactEmail.findMany({
    where: { key: { in: [...byKey.keys()] }, contact: { deletedAt: null } },
    select: {
      key: true,
      contact: { select: { id: true, name: true, company: { select: { name: true } } } },
    },
    take: most,
  });
  for (const { key, contact } of emails) {
    const company = contact.company?.name ?? null;
    if (!found.has(contact.id))
      found.set(contact.id, { ...contact, company, shared: byKey.get(key)! });
  }
  return [...found.values()].slice(0, most);
}
