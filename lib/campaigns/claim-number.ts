/**
 * The claim on a number. Its row's two unique keys are the whole lock, on both databases and with any
 * number of copies: one person is not dialled twice at once, and a campaign makes no more calls at a
 * time than it has channels. A claim expires, so a copy that was killed holds nobody's number.
 */
import { randomUUID } from "node:crypto";
import { minute } from "#lib/base/duration";
import { db, type Tx } from "#lib/db/client";

/** From the claim to the attempt's record, in ms: a few statements. */
const claimFor = minute;
/** Each conflict means that somebody else has got a claim meanwhile. */
const mostTries = 20;

export interface Claim {
  e164: string;
  holder: string;
}

export async function claimNumber(wanted: {
  e164: string;
  campaignId: string;
  channels: number;
  now: Date;
}): Promise<Claim | "number-taken" | "no-channel"> {
  const { e164, campaignId, channels, now } = wanted;
  await db().numberClaim.deleteMany({ where: { until: { lt: now } } });
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const claims = await db().numberClaim.findMany({ where: { OR: [{ e164 }, { campaignId }] } });
    if (claims.some((claim) => claim.e164 === e164)) return "number-taken";
    const used = new Set(claims.map(({ channel }) => channel));
    const channel = Array.from({ length: channels }, (_, n) => n).find((n) => !used.has(n));
    if (channel === undefined) return "no-channel";
    try {
      const until = new Date(now.getTime() + claimFor);
      const claim = { e164, holder: randomUUID() };
      await db().numberClaim.create({ data: { ...claim, campaignId, channel, until } });
      return claim;
    } catch (error) {
      if ((error as { code?: unknown }).code !== "P2002") throw error;
    }
  }
  return "no-channel";
}

/** Only one's own: it may have expired, and be somebody else's now. */
export async function releaseNumber(
  tx: Pick<Tx, "numberClaim">,
  { e164, holder }: Claim,
): Promise<void> {
  await tx.numberClaim.deleteMany({ where: { e164, holder } });
}
