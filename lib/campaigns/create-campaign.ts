import { randomUUID } from "node:crypto";
import { ActionError } from "#lib/auth/action";
import { db, transaction } from "#lib/db/client";
import { insertRows } from "#lib/db/write-rows";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { adapterFor } from "#lib/providers/registry";
import type { CampaignInput } from "./campaign-input";
import { chosenNumbers } from "./choose-contacts";

/** More people than this are several campaigns. */
const mostTargets = 50_000;
const columns = ["id", "campaignId", "contactId", "e164", "nextAttemptAt"] as const;

/**
 * Writes a campaign down with its list; it calls nobody before it is started.
 * @throws {ActionError} with the field that does not fit
 */
export async function createCampaign(
  input: CampaignInput,
  createdById: string,
): Promise<{ id: string }> {
  const { name, connectionId, mode, soundId, channels, hoursFrom, hoursTo, assumedZone } = input;
  const { maxAttempts, minGapMinutes } = input;
  const weekdays = [...new Set(input.weekdays)].sort().join("");
  await mustFit(input);
  const list = input.mode === "ours" ? await listOf(input) : [];
  const id = randomUUID();
  await transaction(async (tx) => {
    await tx.campaign.create({
      data: {
        ...{ id, name, connectionId, mode, soundId, createdById, channels, maxAttempts },
        ...{ hoursFrom, hoursTo, weekdays, assumedZone, minGapMinutes },
      },
    });
    const now = new Date();
    const rows = list.map(({ contactId, e164 }, position) => [
      ...[timeOrderedId(now.getTime(), position), id, contactId, e164, now],
    ]);
    await insertRows(tx, { table: "CampaignTarget", columns, rows });
  });
  return { id };
}

async function mustFit({ connectionId, soundId, mode }: CampaignInput): Promise<void> {
  const connection = await db().connection.findUnique({ where: { id: connectionId } });
  if (!connection) throw wrong("connectionId", "not-found");
  const adapter = adapterFor(connection.provider);
  const can = mode === "ours" ? adapter.dialWithSound : adapter.startCampaign;
  if (!can) throw wrong("mode", "cannot");
  const sound = await db().campaignSound.findFirst({
    where: { id: soundId, connectionId, providerFile: { not: null } },
    select: { id: true },
  });
  if (!sound) throw wrong("sound", "sound");
}

/** Each number once, however many contacts have it. */
async function listOf({ contacts }: CampaignInput) {
  const byNumber = new Map<string, { contactId: string; e164: string }>();
  for await (const batch of chosenNumbers(contacts)) {
    for (const one of batch) if (!byNumber.has(one.e164)) byNumber.set(one.e164, one);
    if (byNumber.size > mostTargets) throw wrong("contacts", "tooMany");
  }
  if (byNumber.size === 0) throw wrong("contacts", "nobody");
  return [...byNumber.values()];
}

function wrong(field: string, code: string): ActionError {
  return new ActionError("invalid", { fields: { [field]: code } });
}
