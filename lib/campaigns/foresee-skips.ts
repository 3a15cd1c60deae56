/** Whom a campaign will leave out, told before it is started: there is no hour at which they may be called. */
import { db } from "#lib/db/client";
import { nextPermitted, zonesFor, type PermittedHours } from "./permitted-hours";

export interface Foreseen {
  /** Numbers without a permitted hour that all zones have in common in which their owner may live. */
  noHours: number;
  /** Whether more numbers were left than are looked through: then there are at least so many. */
  atLeast: boolean;
}

export type Rules = PermittedHours & { assumedZone: string | null };

/** Each number may be a look-up in a file. */
const mostLookedThrough = 5_000;

/** @param batches of numbers in E.164 */
export async function foreseeSkips(
  batches: AsyncIterable<readonly string[]>,
  { assumedZone, ...hours }: Rules,
  now = new Date(),
): Promise<Foreseen> {
  /** Zones of many numbers are the same few. */
  const answers = new Map<string, boolean>();
  const hasHours = (zones: readonly string[]) => {
    const key = zones.join();
    const known = answers.get(key) ?? nextPermitted(now, zones, hours) !== null;
    answers.set(key, known);
    return known;
  };
  let noHours = 0;
  let looked = 0;
  for await (const batch of batches) {
    for (const e164 of batch) {
      if (looked === mostLookedThrough) return { noHours, atLeast: true };
      looked += 1;
      if (!hasHours(await zonesFor(e164, assumedZone))) noHours += 1;
    }
  }
  return { noHours, atLeast: false };
}

/** The same of a campaign's list, of those that wait. */
export async function skipsOfCampaign(id: string): Promise<Foreseen> {
  const campaign = await db().campaign.findUniqueOrThrow({ where: { id } });
  return foreseeSkips(waiting(id), campaign);
}

async function* waiting(campaignId: string): AsyncGenerator<string[]> {
  const batch = 1_000;
  for (let after = ""; ;) {
    const rows = await db().campaignTarget.findMany({
      where: { campaignId, state: "waiting", id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true, e164: true },
    });
    yield rows.map(({ e164 }) => e164);
    if (rows.length < batch) return;
    after = rows.at(-1)!.id;
  }
}
