/** What this browser has shown of contacts lately: their pages begin with it, while the rest is on its way. */
import type { ShownNumber } from "#lib/numbers/shown-number";

export interface KnownContact {
  id: string;
  name: string;
  company: string | null;
  numbers: readonly ShownNumber[];
}

/** Some pages of the list, and what was found beside. */
const most = 300;
const known = new Map<string, KnownContact>();

export function rememberContacts(contacts: readonly KnownContact[]): void {
  for (const contact of contacts) {
    known.delete(contact.id);
    known.set(contact.id, contact);
  }
  for (const id of known.keys()) {
    if (known.size <= most) break;
    known.delete(id);
  }
}

export function knownContact(id: unknown): KnownContact | null {
  return known.get(String(id)) ?? null;
}
