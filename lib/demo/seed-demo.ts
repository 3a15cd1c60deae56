import { saveConnection } from "#lib/connections/save-connection";
import { importContacts } from "#lib/import/import-contacts";
import { saveExtensions } from "#lib/users/save-extensions";
import { saveUser } from "#lib/users/save-user";
import { demoContacts, tutorialContacts } from "./contacts";
import type { PastPerson } from "./history";
import { demoPeople } from "./people";
import { seedHistory } from "./seed-history";
import { simulatorSlug } from "./simulators";

/**
 * The demo: three people, a simulated PBX, the tutorial's contacts and some two hundred more, and a
 * month of calls with them.
 */
export async function seedDemo(): Promise<void> {
  const connection = await saveConnection({
    slug: simulatorSlug,
    provider: "prostie-zvonki",
    name: "Простые Звонки (демо)",
    enabled: true,
    simulator: true,
    // The simulator takes a free port at each start and writes it here.
    settings: { url: "ws://127.0.0.1:10150", password: "demo", country: "RU" },
  });
  const people: PastPerson[] = [];
  for (const { extension, ...person } of demoPeople) {
    const { id } = await saveUser(person);
    await saveExtensions(id, { [connection.id]: extension });
    if (person.role === "sales") people.push({ userId: id, extension });
  }
  await importContacts([...tutorialContacts, ...demoContacts()], { country: "RU" });
  await seedHistory({ connectionId: connection.id, people });
}
