/** From a due number to the provider and back: claim, last look, dial, result. */
import { db } from "#lib/db/client";
import type { CampaignModel, CampaignTargetModel } from "#lib/db/generated/sqlite/models";
import { adapterContext } from "#lib/telephony/adapter-context";
import { commandFailure } from "#lib/telephony/command-failure";
import { beginAttempt, type Attempt } from "./begin-attempt";
import { claimNumber, releaseNumber } from "./claim-number";
import { concludeAttempt, retractAttempt } from "./conclude-attempt";
import type { Line } from "./line";

/** A provider may answer only when the call is over, in ms. */
const patience = 120_000;
/** After "not now" the campaign leaves the provider alone, in ms. */
const afterNotNow = 5 * 60_000;
/** The provider is away: try again soon, in ms. */
const afterNotConnected = 30_000;
/** A number somebody else dials right now is looked at again after this, in ms. */
const afterTaken = 30_000;

/** Codes that leave open whether the provider dials. */
const unanswered = new Set(["timeout", "connection-lost"]);
/** Codes that say it does not, and when to ask again. */
const pauses: Readonly<Record<string, number>> = {
  "not-now": afterNotNow,
  "not-connected": afterNotConnected,
};

export interface DialRequest {
  campaign: CampaignModel;
  target: Pick<CampaignTargetModel, "id" | "e164">;
  file: string;
  line: Line;
  now: () => Date;
}

/**
 * @returns "no-channel" when all of the campaign's channels are in use; else what goes on: it settles
 *   when the provider has answered, with its refusal in words
 */
export async function dialTarget(
  request: DialRequest,
): Promise<"no-channel" | "not-now" | { answered: Promise<{ refused: string | null }> }> {
  const { campaign, target, now } = request;
  const { id: campaignId, channels } = campaign;
  const claim = await claimNumber({ e164: target.e164, campaignId, channels, now: now() });
  if (claim === "no-channel") return claim;
  if (claim === "number-taken") {
    const nextAttemptAt = new Date(now().getTime() + afterTaken);
    await db().campaignTarget.updateMany({
      where: { id: target.id, state: "waiting" },
      data: { nextAttemptAt },
    });
    return "not-now";
  }
  const attempt = await beginAttempt(target.id, claim, now()).catch(async (error: unknown) => {
    await releaseNumber(db(), claim);
    throw error;
  });
  if (!attempt) {
    await releaseNumber(db(), claim);
    return "not-now";
  }
  return { answered: dial(request, attempt) };
}

async function dial(
  { campaign, file, line, now }: DialRequest,
  attempt: Attempt,
): Promise<{ refused: string | null }> {
  try {
    const { disposition } = await line.adapter.dialWithSound!(
      { number: attempt.e164, file },
      adapterContext(line, patience),
    );
    if (disposition) await concludeAttempt(attempt, disposition, now());
    return { refused: null };
  } catch (error) {
    const { code, message } = commandFailure(error, line.log);
    if (unanswered.has(code)) return { refused: null };
    const pause = pauses[code];
    if (pause !== undefined) {
      const resumeAt = new Date(now().getTime() + pause);
      // First: the number's channel must not be used for the next one.
      await db().campaign.update({
        where: { id: campaign.id },
        data: { resumeAt, detail: message },
      });
      await retractAttempt(attempt, resumeAt);
      return { refused: null };
    }
    await concludeAttempt(attempt, "failed", now());
    // A wrong number says nothing of the next one.
    return { refused: isAboutNumber(error) ? null : message };
  }
}

function isAboutNumber(error: unknown): boolean {
  return (error as { field?: unknown }).field === "number";
}
