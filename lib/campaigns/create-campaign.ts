import { currentTime } from "#lib/base/clock";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { day, minute } from "#lib/base/duration";
import { db, transaction } from "#lib/db/client";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { insertRows } from "#lib/db/json-sql";
import { adapterFor } from "#lib/providers/registry";
import { chosenNumbers, contactChoice } from "./choose-contacts";
import { campaignModes } from "./campaign-states";
import { timeOfDay } from "#lib/base/time-of-day";
import { assumableZones } from "./permitted-hours";

const count = (least: number, most: number) =>
  z.coerce.number("invalid").int("invalid").min(least, "tooSmall").max(most, "tooLarge");

/** What a person says about a new campaign. Errors are keys of the `campaigns.errors` messages. */
export const campaignInput = z
  .object({
    name: z.string().trim().min(1, "required").max(200, "tooLong"),
    connectionId: z.uuid("required"),
    mode: z.enum(campaignModes),
    soundId: z.uuid("sound"),
    contacts: contactChoice,
    channels: count(1, 30),
    hoursFrom: timeOfDay,
    hoursTo: timeOfDay,
    weekdays: z.array(z.int().min(1).max(7)).min(1, "weekdays").max(7),
    assumedZone: z
      .union([z.literal(""), z.literal([...assumableZones])])
      .transform((zone) => zone || null),
    maxAttempts: count(1, 10),
    minGapMinutes: count(5, (7 * day) / minute),
  })
  .refine(({ hoursFrom, hoursTo }) => hoursFrom < hoursTo, { error: "hours", path: ["hoursTo"] });

type CampaignInput = z.infer<typeof campaignInput>;

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
        id,
        name,
        connectionId,
        mode,
        soundId,
        createdById,
        channels,
        maxAttempts,
        hoursFrom,
        hoursTo,
        weekdays,
        assumedZone,
        minGapMinutes,
      },
    });
    const now = currentTime();
    const rows = list.map(({ contactId, e164 }, position) => [
      timeOrderedId(now.getTime(), position),
      id,
      contactId,
      e164,
      now,
    ]);
    await insertRows(tx, { table: "CampaignTarget", columns, rows });
    const subject = { kind: "campaign", id, name } as const;
    const changes = details({ mode, numbers: rows.length });
    await recordAudit(tx, { event: "campaign.created", subject, changes });
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
