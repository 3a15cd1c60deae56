import { currentTime } from "#lib/base/clock";
import { ActionError } from "#lib/auth/action-error";
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { db, transaction, type Tx } from "#lib/db/client";
import { providerCampaigns } from "./ports";
import type { CampaignState } from "./campaign-states";

export const campaignCommands = ["start", "pause", "resume", "stop"] as const;
export type CampaignCommand = (typeof campaignCommands)[number];

const from: Record<CampaignCommand, readonly CampaignState[]> = {
  start: ["draft"],
  pause: ["running"],
  resume: ["paused"],
  stop: ["running", "paused"],
};

/**
 * @throws {ActionError} `conflict` when the campaign is no longer where the command was for, or the
 *   provider's code and words when it refuses to start its own list
 */
export async function steerCampaign(id: string, command: CampaignCommand): Promise<void> {
  if (command === "start") return startCampaign(id);
  if (command === "stop") return stopCampaign(id);
  const state = command === "pause" ? "paused" : "running";
  await transaction(async (tx) => {
    const { count } = await tx.campaign.updateMany({
      where: { id, mode: "ours", state: { in: [...from[command]] } },
      data: { state, resumeAt: null, detail: null },
    });
    if (count === 0) throw new ActionError("conflict");
    await recordCommand(tx, id, command);
  });
}

async function startCampaign(id: string): Promise<void> {
  const campaign = await db().campaign.findUnique({ where: { id } });
  const startedAt = currentTime();
  // Its results may come before the provider has answered, and two clicks start it once.
  await transaction(async (tx) => {
    const { count } = await tx.campaign.updateMany({
      where: { id, state: "draft" },
      data: { state: "running", startedAt },
    });
    if (count === 0) throw new ActionError("conflict");
    await recordCommand(tx, id, "start");
  });
  if (campaign?.mode !== "provider") return;
  const started = await providerCampaigns().startCampaign(id);
  const back = { state: "draft", startedAt: null };
  await db().campaign.update({
    where: { id },
    data: started.ok ? { detail: started.detail } : { ...back, detail: started.message },
  });
  if (!started.ok) throw new ActionError(started.code, { message: started.message });
}

/** Calls under way go on to their end; no further number is called. */
async function stopCampaign(id: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.campaign.updateMany({
      where: { id, state: { in: [...from.stop] } },
      data: { state: "stopped", endedAt: currentTime() },
    });
    if (count === 0) throw new ActionError("conflict");
    await tx.campaignTarget.updateMany({
      where: { campaignId: id, state: "waiting" },
      data: { state: "skipped", skippedReason: "stopped" },
    });
    await recordCommand(tx, id, "stop");
  });
}

async function recordCommand(tx: Tx, id: string, command: CampaignCommand): Promise<void> {
  const { name } = await tx.campaign.findUniqueOrThrow({ where: { id }, select: { name: true } });
  const subject = { kind: "campaign", id, name } as const;
  await recordAudit(tx, { event: "campaign.steered", subject, changes: details({ command }) });
}
