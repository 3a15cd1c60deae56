import { saveConnection } from "#lib/connections/save-connection";
import { importPrepared } from "#lib/contacts/import/import-contacts";
import { db } from "#lib/db/client";
import { writeSetting } from "#lib/db/setting";
import type { Locale } from "#lib/i18n/locales";
import { zoneKey } from "#lib/i18n/time-zone";
import { saveDemo } from "#lib/people/demo";
import { saveExtensions } from "#lib/people/extensions";
import { saveUser } from "#lib/people/save-user";
import { demoContacts } from "./contacts";
import type { PastPerson } from "./past-call";
import { demoPassword, demoPeople } from "./people";
import { seedHistory, simulatorAddress } from "./seed-history";
import { simulatorSlug } from "./simulators";
import { demoWords } from "./words/by-language";

/**
 * The demo: three people, a simulated PBX, the tutorial's contacts and two hundred more, a month
 * of calls with them, and a clock of their country. A start that was cut short meanwhile can do it again.
 * @param secret the installation's
 */
export async function seedDemo(secret: string, language: Locale): Promise<void> {
  await saveDemo({ state: "begun", people: [], language });
  const words = demoWords[language];
  await writeSetting(zoneKey, words.zone);
  const connection = await saveConnection({
    slug: simulatorSlug,
    provider: "prostie-zvonki",
    name: words.connection,
    enabled: true,
    simulator: true,
    // The simulator takes a free port and a password at each start, and writes them here.
    settings: { url: `ws://${simulatorAddress}`, country: words.country },
  });
  const ids: string[] = [];
  const people: PastPerson[] = [];
  for (const [index, { extension, email, role }] of demoPeople.entries()) {
    const name = words.team[index]!;
    const { id } = await saveUser({ email, role, name, password: demoPassword(secret, email) });
    await saveExtensions(id, { [connection.id]: extension });
    ids.push(id);
    if (role === "sales") people.push({ userId: id, extension });
  }
  const sellers = people.map(({ userId }) => userId);
  await importPrepared(demoContacts(words, sellers));
  // One transaction writes the whole past: it is there, or not at all.
  if ((await db().call.count()) === 0)
    await seedHistory({ connectionId: connection.id, people, words });
  await saveDemo({ state: "open", people: ids, language });
}
