/** Takes the demo's data out again: what it came with, and what its simulators have made since. */
import type { Tx } from "#lib/db/client";
import { demoContacts, tutorialContacts } from "./contacts";

/**
 * Contacts that people added themselves stay. Those of the demo are known by their numbers, which can
 * be nobody's: a contact with another name and such a number is still the demo's.
 * @param connectionIds the simulated ones
 */
export async function dropDemoData(tx: Tx, connectionIds: string[]): Promise<void> {
  const seeded = [...tutorialContacts, ...demoContacts()].flatMap(({ phones }) => phones);
  const numbers = await tx.contactNumber.findMany({
    where: { digits: { in: seeded.map((phone) => phone.replace(/\D/g, "")) } },
    select: { contactId: true },
  });
  const found = [...new Set(numbers.map(({ contactId }) => contactId))];
  const merged = await tx.contact.findMany({
    where: { mergedIntoId: { in: found } },
    select: { id: true },
  });
  const contactIds = [...found, ...merged.map(({ id }) => id)];
  const ofDemo = [{ contactId: { in: contactIds } }, { connectionId: { in: connectionIds } }];
  await tx.note.deleteMany({
    where: {
      OR: [{ contactId: { in: contactIds } }, { call: { connectionId: { in: connectionIds } } }],
    },
  });
  await tx.callback.deleteMany({ where: { OR: ofDemo } });
  await tx.contactMerge.deleteMany({
    where: { OR: [{ keptId: { in: contactIds } }, { goneId: { in: contactIds } }] },
  });
  await tx.notDuplicate.deleteMany({
    where: { OR: [{ aId: { in: contactIds } }, { bId: { in: contactIds } }] },
  });
  // Their calls, texts, leads and campaigns go with them.
  await tx.connection.deleteMany({ where: { id: { in: connectionIds } } });
  await tx.contact.deleteMany({ where: { id: { in: contactIds } } });
  const companies = [...new Set(demoContacts().flatMap(({ company }) => company ?? []))];
  await tx.company.deleteMany({ where: { name: { in: companies }, contacts: { none: {} } } });
}
