/**
 * The last look before a number is dialled, under its claim and in one transaction with the record of
 * the attempt: what was decided in the meantime (do not call, pause, another call) still counts, and
 * after a crash the attempt is known although nobody can say how far it got.
 */
import { day, minute } from "#lib/base/duration";
import { transaction, type Tx } from "#lib/db/client";
import type {
  CampaignModel as Campaign,
  CampaignTargetModel as Target,
} from "#lib/db/generated/sqlite/models";
import type { Claim } from "./claim-number";

/** A number's attempts are counted over this time, of all campaigns together. */
const attemptsWithin = day;
/** How long to leave somebody alone who is talking to us, in ms. */
const afterOtherCall = minute;

/** An attempt without a reported end is given up after this, in ms. */
export const attemptFor = 15 * minute;

export interface Attempt {
  id: string;
  targetId: string;
  campaignId: string;
  e164: string;
}

/** @returns the attempt, or null when this number is not to be dialled now */
export function beginAttempt(targetId: string, claim: Claim, now: Date): Promise<Attempt | null> {
  return transaction(async (tx) => {
    const target = await tx.campaignTarget.findUnique({
      where: { id: targetId },
      include: { campaign: true },
    });
    if (target?.state !== "waiting" || target.campaign.state !== "running") return null;
    if (target.campaign.resumeAt && target.campaign.resumeAt > now) return null;
    if (await isNotToBeCalled(tx, target)) {
      const skipped = { state: "skipped", skippedReason: "do-not-call" };
      await tx.campaignTarget.update({ where: { id: targetId }, data: skipped });
      return null;
    }
    const later = await notBefore(tx, target, now);
    if (later) {
      await tx.campaignTarget.update({
        where: { id: targetId },
        data: { nextAttemptAt: later },
      });
      return null;
    }
    return record(tx, target, claim, now);
  });
}

/** A contact's "no automatic calls" holds for each of its numbers, also where others share the number. */
async function isNotToBeCalled(tx: Tx, { e164, contactId }: Target): Promise<boolean> {
  const wish = await tx.contact.findFirst({
    where: {
      doNotCall: true,
      OR: [{ numbers: { some: { e164 } } }, ...(contactId ? [{ id: contactId }] : [])],
    },
    select: { id: true },
  });
  return wish !== null;
}

/** Null when the number may be dialled now, as far as other calls with it are concerned. */
async function notBefore(
  tx: Tx,
  { e164, campaign }: Target & { campaign: Campaign },
  now: Date,
): Promise<Date | null> {
  const after = (start: Date, ms: number) => new Date(start.getTime() + ms);
  const attempts = await tx.dialAttempt.findMany({
    where: { e164, startedAt: { gt: after(now, -Math.max(attemptsWithin, gapOf(campaign))) } },
    orderBy: { startedAt: "desc" },
    select: { startedAt: true },
  });
  const last = attempts[0]?.startedAt;
  if (last && after(last, gapOf(campaign)) > now) return after(last, gapOf(campaign));
  const recent = attempts.filter(({ startedAt }) => after(startedAt, attemptsWithin) > now);
  if (recent.length >= campaign.maxAttempts) {
    return after(recent[campaign.maxAttempts - 1]!.startedAt, attemptsWithin);
  }
  const talking = await tx.call.findFirst({
    where: { clientE164: e164, state: { in: ["dialling", "ringing", "active"] } },
    select: { id: true },
  });
  return talking ? after(now, afterOtherCall) : null;
}

const gapOf = (campaign: Campaign) => campaign.minGapMinutes * minute;

async function record(
  tx: Tx,
  { id: targetId, e164, campaign }: Target & { campaign: Campaign },
  claim: Claim,
  now: Date,
): Promise<Attempt | null> {
  const { count } = await tx.campaignTarget.updateMany({
    where: { id: targetId, state: "waiting" },
    data: { state: "claimed", attempts: { increment: 1 }, lastAttemptAt: now },
  });
  if (count === 0) return null;
  const deadline = new Date(now.getTime() + attemptFor);
  const { id: campaignId, connectionId } = campaign;
  const { id } = await tx.dialAttempt.create({
    data: { campaignId, targetId, connectionId, e164, startedAt: now, deadline },
    select: { id: true },
  });
  // Held until the end is known, or given up.
  const held = await tx.numberClaim.updateMany({
    where: claim,
    data: { until: deadline, holder: id },
  });
  if (held.count === 0) throw new Error("the claim on the number was lost");
  return { id, targetId, campaignId, e164 };
}
