import { saveConnection } from "#lib/connections/save-connection";
import { importContacts } from "#lib/contacts/import/import-contacts";
import { db } from "#lib/db/client";
import { saveDemo } from "#lib/people/demo";
import { saveExtensions } from "#lib/people/extensions";
import { saveUser } from "#lib/people/save-user";
import { demoContacts, tutorialContacts } from "./contacts";
import type { PastPerson } from "./past-call";
import { demoPassword, demoPeople } from "./people";
import { seedHistory } from "./seed-history";
import { simulatorSlug } from "./simulators";

/**
 * The demo: three people, a simulated PBX, the tutorial's contacts and some two hundred more, and a
 * month of calls with them. A start that was cut short meanwhile can do it again.
 * @param secret the installation's
 */
export async function seedDemo(secret: string): Promise<void> {
  await saveDemo({ state: "begun", people: [] });
  const connection = await saveConnection({
    slug: simulatorSlug,
    provider: "prostie-zvonki",
    name: "Простые Звонки (демо)",
    enabled: true,
    simulator: true,
    // The simulator takes a free port and a password at each start, and writes them here.
    settings: { url: "ws://127.0.0.1:10150", country: "RU" },
  });
  const ids: string[] = [];
  const sellers: PastPerson[] = [];
  for (const { extension, ...person } of demoPeople) {
    const { id } = await saveUser({ ...person, password: demoPassword(secret, person.email) });
    await saveExtensions(id, { [connection.id]: extension });
    ids.push(id);
    if (person.role === "sales") sellers.push({ userId: id, extension });
  }
  await importContacts([...tutorialContacts, ...demoContacts()], { country: "RU" });
  // One transaction writes the whole past: it is there, or not at all.
  if ((await db().call.count()) === 0)
    await seedHistory({ connectionId: connection.id, people: sellers });
  await saveDemo({ state: "open", people: ids });
}
