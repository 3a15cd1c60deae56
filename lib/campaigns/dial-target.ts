/** From a due number to the provider and back: claim, last look, dial, result. */
import { minute } from "#lib/base/duration";
import { isUnanswered } from "#lib/base/command-result";
import { runCommand, type OpenConnection } from "#lib/connections/with-adapter";
import { db } from "#lib/db/client";
import type { CampaignModel, CampaignTargetModel } from "#lib/db/generated/sqlite/models";
import { refuseDial } from "#lib/numbers/dial-policy";
import { beginAttempt, type Attempt } from "./begin-attempt";
import { claimNumber, releaseNumber } from "./claim-number";
import { concludeAttempt, retractAttempt } from "./conclude-attempt";

/** A provider may answer only when the call is over, in ms. */
const patience = 120_000;
/** Pause after "not now", in ms. */
const afterNotNow = 5 * minute;
/** Pause after a provider was away, in ms. */
const afterNotConnected = 30_000;
/** Pause after somebody else was found dialling the number, in ms. */
const afterTaken = 30_000;

/** Codes that say the provider does not dial now, and the pause they ask for. */
const pauses: Readonly<Record<string, number>> = {
  "not-now": afterNotNow,
  "not-connected": afterNotConnected,
};

export interface DialRequest {
  campaign: CampaignModel;
  target: Pick<CampaignTargetModel, "id" | "e164">;
  file: string;
  line: OpenConnection;
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
  const who = { userId: campaign.createdById };
  // In E.164: no country gives it its meaning.
  if (await refuseDial({ number: target.e164, country: "" }, who)) {
    await db().campaignTarget.updateMany({
      where: { id: target.id, state: "waiting" },
      data: { state: "skipped", skippedReason: "not-permitted" },
    });
    return "not-now";
  }
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
  const command = { command: "campaign", patience, campaignId: campaign.id } as const;
  const dialled = await runCommand(line, command, async (ctx) =>
    line.adapter.dialWithSound!({ number: attempt.e164, file }, ctx),
  );
  if (dialled.ok) {
    const { disposition } = dialled.value;
    if (disposition) await concludeAttempt(attempt, disposition, now());
    return { refused: null };
  }
  if (isUnanswered(dialled)) return { refused: null };
  const { code, message, field } = dialled;
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
  await concludeAttempt(attempt, "failed", now(), { code, message });
  // A wrong number says nothing about the next one.
  return { refused: field === "number" ? null : message };
}
