import { ActionError } from "#lib/auth/action";
import { db, transaction } from "#lib/db/client";
import { hub } from "#lib/server/hub";
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
  const { count } = await db().campaign.updateMany({
    where: { id, mode: "ours", state: { in: [...from[command]] } },
    data: { state, resumeAt: null, detail: null },
  });
  if (count === 0) throw new ActionError("conflict");
}

async function startCampaign(id: string): Promise<void> {
  const campaign = await db().campaign.findUnique({ where: { id } });
  const startedAt = new Date();
  // Its results may come before the provider has answered, and two clicks start it once.
  const { count } = await db().campaign.updateMany({
    where: { id, state: "draft" },
    data: { state: "running", startedAt },
  });
  if (count === 0) throw new ActionError("conflict");
  if (campaign?.mode !== "provider") return;
  const started = await hub().startCampaign(id);
  const back = { state: "draft", startedAt: null };
  await db().campaign.update({
    where: { id },
    data: started.ok ? { detail: started.detail } : { ...back, detail: started.message },
  });
  if (!started.ok) throw new ActionError(started.code, { message: started.message });
}

/** Whoever is being called is called to the end; nobody else is. */
async function stopCampaign(id: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.campaign.updateMany({
      where: { id, state: { in: [...from.stop] } },
      data: { state: "stopped", endedAt: new Date() },
    });
    if (count === 0) throw new ActionError("conflict");
    await tx.campaignTarget.updateMany({
      where: { campaignId: id, state: "waiting" },
      data: { state: "skipped", skippedReason: "stopped" },
    });
  });
}
