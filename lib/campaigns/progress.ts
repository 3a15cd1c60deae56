import { minute } from "#lib/base/duration";
import { db } from "#lib/db/client";
import type { CampaignModel } from "#lib/db/generated/sqlite/models";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { targetDispositions, type TargetDisposition } from "./campaign-states";

export interface CampaignProgress {
  /** Numbers on the list; null when the list is the provider's. */
  total: number | null;
  waiting: number;
  inFlight: number;
  skipped: number;
  /** Of those that are over. */
  results: Record<TargetDisposition, number>;
  /** When the next waiting number is due; null when some are due now, or none waits. */
  nextAt: string | null;
}

const noResults = () =>
  Object.fromEntries(targetDispositions.map((disposition) => [disposition, 0])) as Record<
    TargetDisposition,
    number
  >;

export function progressOf(
  campaign: Pick<CampaignModel, "id" | "mode" | "connectionId" | "startedAt" | "endedAt">,
): Promise<CampaignProgress> {
  return campaign.mode === "ours" ? ofList(campaign.id) : ofCalls(campaign);
}

async function ofList(campaignId: string): Promise<CampaignProgress> {
  const groups = await db().campaignTarget.groupBy({
    by: ["state", "disposition"],
    where: { campaignId },
    _count: true,
    _min: { nextAttemptAt: true },
  });
  const progress: CampaignProgress = {
    total: 0,
    waiting: 0,
    inFlight: 0,
    skipped: 0,
    nextAt: null,
    results: noResults(),
  };
  let next = Infinity;
  for (const { state, disposition, _count: count, _min } of groups) {
    progress.total! += count;
    if (state === "waiting") {
      progress.waiting += count;
      next = Math.min(next, _min.nextAttemptAt?.getTime() ?? Infinity);
    } else if (state === "claimed") progress.inFlight += count;
    else if (state === "skipped") progress.skipped += count;
    else progress.results[(disposition ?? "unknown") as TargetDisposition] += count;
  }
  const isLater = Number.isFinite(next) && next > Date.now();
  return { ...progress, nextAt: isLater ? new Date(next).toISOString() : null };
}

/** How far the provider's clock may be behind ours, in ms; keeps history from being counted. */
const clockSkew = 10 * minute;

/**
 * Outgoing calls on the connection that nobody here requested and that were reported since the
 * start: by our own clock, for the provider's counts whole seconds and may be off.
 */
async function ofCalls({
  connectionId,
  startedAt,
  endedAt,
}: Pick<CampaignModel, "connectionId" | "startedAt" | "endedAt">): Promise<CampaignProgress> {
  const progress: CampaignProgress = {
    total: null,
    waiting: 0,
    inFlight: 0,
    skipped: 0,
    nextAt: null,
    results: noResults(),
  };
  if (!startedAt) return progress;
  const groups = await db().call.groupBy({
    by: ["state", "disposition"],
    where: {
      connectionId,
      direction: "outgoing",
      requestedById: null,
      id: {
        gte: firstIdAt(startedAt.getTime()),
        ...(endedAt && { lt: firstIdAt(endedAt.getTime()) }),
      },
      startedAt: { gte: new Date(startedAt.getTime() - clockSkew) },
    },
    _count: true,
  });
  for (const { state, disposition, _count: count } of groups) {
    if (state === "ended") {
      progress.results[(disposition ?? "unknown") as TargetDisposition] += count;
    } else progress.inFlight += count;
  }
  return progress;
}
