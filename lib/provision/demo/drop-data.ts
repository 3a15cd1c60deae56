/** Takes the demo's data out again. */
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { directOn, type Tx } from "#lib/db/client";
import { locales } from "#lib/i18n/locales";
import { zoneKey } from "#lib/i18n/time-zone";
import { demoDigits } from "./contacts";
import { demoWords } from "./words/by-language";

/**
 * What it came with goes, and what its simulators have made since. Contacts that people added themselves stay. Those of
 * the demo are known by their numbers, which can be nobody's: a contact with another name and such a number is still the demo's.
 * @param connectionIds the simulated ones
 */
export async function dropDemoData(tx: Tx, connectionIds: string[]): Promise<void> {
  const numbers = await tx.contactNumber.findMany({
    where: { digits: { in: demoDigits() } },
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
  const called = await tx.call.findMany({
    where: { connectionId: { in: connectionIds }, contactId: { not: null } },
    distinct: ["contactId"],
    select: { contactId: true },
  });
  // Their calls, texts, leads and campaigns go with them.
  await tx.connection.deleteMany({ where: { id: { in: connectionIds } } });
  await tx.contact.deleteMany({ where: { id: { in: contactIds } } });
  await refreshContactCalls(
    directOn(tx),
    called.flatMap(({ contactId }) => contactId ?? []),
  );
  const words = locales.map((language) => demoWords[language]);
  const companies = words.flatMap((one) => one.companies);
  const tags = words.flatMap((one) => one.tags);
  await tx.company.deleteMany({ where: { name: { in: companies }, contacts: { none: {} } } });
  await tx.tag.deleteMany({ where: { name: { in: tags }, contacts: { none: {} } } });
  const zones = words.map(({ zone }) => zone);
  await tx.setting.deleteMany({ where: { key: zoneKey, value: { in: zones } } });
}

/** @returns their ids */
export async function simulatedConnections(tx: Tx): Promise<string[]> {
  const rows = await tx.connection.findMany({ where: { simulator: true }, select: { id: true } });
  return rows.map(({ id }) => id);
}
