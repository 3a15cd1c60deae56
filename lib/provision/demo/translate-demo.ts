/**
 * The demo in the language of whoever opens it first: its people, companies, notes, texts and promises are written anew
 * as long as nobody has signed in.
 */
import type { Config } from "#lib/base/config";
import { db, transaction } from "#lib/db/client";
import type { Locale } from "#lib/i18n/locales";
import { isUntouchedDemo, readDemo, saveDemo } from "#lib/people/demo";
import { offerAccounts } from "./demo-accounts";
import { dropDemoData, simulatedConnections } from "./drop-data";
import { seedDemo } from "./seed-demo";

/** @returns ids of the connections that are gone or new; none when nothing was to be done */
export async function translateDemo(config: Config, language: Locale): Promise<string[]> {
  const demo = await readDemo();
  if (!(await isUntouchedDemo(demo, language))) return [];
  const before = await transaction(async (tx) => {
    // A start goes on from here, should this one end.
    await saveDemo({ state: "begun", people: [], language }, tx);
    const ids = await simulatedConnections(tx);
    await dropDemoData(tx, ids);
    return ids;
  });
  await seedDemo(config.secret, language);
  await offerAccounts(config);
  return [...before, ...(await simulatedConnections(db()))];
}
