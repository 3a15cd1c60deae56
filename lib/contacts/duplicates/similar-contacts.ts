import { contactsWithin, reachesOwner, reachOf, type Viewer } from "#lib/auth/policy";
import { defaultCountry } from "#lib/numbers/default-country";
import { everyMatch } from "#lib/numbers/match-contacts";
import { foldForSearch } from "#lib/search/search-text";
import { db } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/numbers/phone-number";

export interface SimilarContact {
  id: string;
  name: string;
  company: string | null;
  /** The number or address they have, as it was asked about. */
  shared: string;
}

/** More would not be read. */
const most = 5;

/** Who within reach has one of these already, before somebody writes them down once more; whatever their spelling. */
export async function similarContacts(
  viewer: Viewer,
  asked: { numbers: readonly string[]; emails: readonly string[] },
): Promise<SimilarContact[]> {
  const [country, reach] = await Promise.all([defaultCountry(), reachOf(viewer)]);
  const byNumber = new Map<string, string>();
  for (const raw of asked.numbers) {
    const { e164 } = parsePhoneNumber(raw, country);
    if (e164) byNumber.set(e164, raw);
  }
  const found = new Map<string, SimilarContact>();
  for (const [e164, matches] of await everyMatch(db(), [...byNumber.keys()])) {
    for (const { id, name, company, ownerId, reason } of matches) {
      if (!reachesOwner(reach, ownerId)) continue;
      if (reason.kind === "number" && reason.position !== null) {
        found.set(id, { id, name, company, shared: byNumber.get(e164)! });
      }
    }
  }
  const byKey = new Map(asked.emails.map((email) => [foldForSearch(email), email]));
  byKey.delete("");
  const emails = await db().contactEmail.findMany({
    where: {
      key: { in: [...byKey.keys()] },
      contact: { deletedAt: null, AND: contactsWithin(reach) },
    },
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
