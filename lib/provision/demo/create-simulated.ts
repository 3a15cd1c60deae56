import { freeSlug, saveConnection } from "#lib/connections/save-connection";
import { db } from "#lib/db/client";
import { adapterFor } from "#lib/providers/registry";
import type { StartSimulator } from "#lib/providers/simulator";
import { saveExtensions } from "#lib/people/extensions";

/** The extension of people who have none anywhere yet. */
const firstExtension = "101";

/**
 * A connection to a simulator. People have the extensions there that they have at other connections;
 * where nobody has any, the person who asked gets one.
 */
export async function createSimulated(request: {
  provider: string;
  userId: string;
  start: StartSimulator;
}): Promise<{ id: string; slug: string }> {
  const { provider, userId } = request;
  const name = `${adapterFor(provider).label} (demo)`;
  const slug = await freeSlug(`${provider}-demo`);
  const { id } = await saveConnection({
    slug,
    provider,
    name,
    enabled: true,
    simulator: true,
    settings: await settingsOf(request.start),
  });
  const elsewhere = await db().extension.findMany({
    where: { user: { disabledAt: null } },
    orderBy: { connection: { createdAt: "asc" } },
  });
  if (elsewhere.length === 0) await saveExtensions(userId, { [id]: firstExtension });
  // A taken extension stays with its first holder.
  const first = new Map(elsewhere.reverse().map((one) => [one.userId, one.number]));
  for (const [person, number] of first) await saveExtensions(person, { [id]: number });
  return { id, slug };
}

/** Settings that make a connection valid; the simulator that stays is started for its row. */
async function settingsOf(start: StartSimulator): Promise<Record<string, unknown>> {
  const simulator = await start({ port: 0 });
  await simulator.close();
  return simulator.settings;
}
