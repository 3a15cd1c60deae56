/**
 * Moves running campaigns on, once a second. It keeps nothing in memory that matters: any copy of the
 * program may be killed at any moment, and several may run the same campaign.
 */
import { currentTime } from "#lib/base/clock";
import type { OpenConnection } from "#lib/connections/with-adapter";
import { db } from "#lib/db/client";
import type { CampaignModel } from "#lib/db/generated/sqlite/models";
import type { Logger } from "#lib/providers/contract";
import { isPermitted, nextPermitted, zonesFor } from "./permitted-hours";
import { dialTarget } from "./dial-target";
import { settleAttempts } from "./settle-attempts";

const every = 1_000;
/** Numbers looked at in one turn; most of them may have to wait for their morning. */
const mostLookedAt = 500;
/** So many refusals in a row are about the account, not about the numbers. */
const mostRefusals = 5;

type Running = CampaignModel & { sound: { providerFile: string | null } };

export interface CampaignRunner {
  start(): void;
  /** Settles what has ended and dials what is due. */
  turn(): Promise<void>;
  /** Resolves when every provider asked so far has answered. */
  idle(): Promise<void>;
  /** Dials no more; what is under way is settled by the next start. */
  stop(): Promise<void>;
}

export function createCampaignRunner(options: {
  /** Finds a connection that is in use here. */
  lineOf(connectionId: string): OpenConnection | undefined;
  log: Logger;
  /** @default () => new Date() */
  now?: () => Date;
}): CampaignRunner {
  const { lineOf, log, now = () => currentTime() } = options;
  const underWay = new Set<Promise<void>>();
  const refusals = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> | null = null;
  let stopped = false;

  function turn(): Promise<void> {
    turning ??= run().finally(() => (turning = null));
    return turning;
  }

  async function run(): Promise<void> {
    await settleAttempts(now());
    const campaigns = await db().campaign.findMany({
      where: { state: "running", mode: "ours" },
      include: { sound: { select: { providerFile: true } } },
      orderBy: { startedAt: "asc" },
    });
    for (const campaign of campaigns) {
      if (await finish(campaign)) continue;
      const line = lineOf(campaign.connectionId);
      if (line && !stopped && (!campaign.resumeAt || campaign.resumeAt <= now())) {
        await advance(campaign, line).catch((error: unknown) =>
          log.error({ err: error, campaign: campaign.id }, "a campaign stands still"),
        );
      }
    }
  }

  async function advance(campaign: Running, line: OpenConnection): Promise<void> {
    const file = campaign.sound.providerFile;
    if (!line.adapter.dialWithSound || file === null) return;
    const due = await db().campaignTarget.findMany({
      where: { campaignId: campaign.id, state: "waiting", nextAttemptAt: { lte: now() } },
      orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
      take: mostLookedAt,
      select: { id: true, e164: true },
    });
    for (const target of due) {
      if (stopped) return;
      if (await waitsForItsHour(campaign, target)) continue;
      const dialled = await dialTarget({ campaign, target, file, line, now });
      if (dialled === "no-channel") return;
      if (dialled !== "not-now") follow(campaign.id, dialled.answered);
    }
  }

  async function waitsForItsHour(
    campaign: Running,
    target: { id: string; e164: string },
  ): Promise<boolean> {
    const zones = await zonesFor(target.e164, campaign.assumedZone);
    if (isPermitted(now(), zones, campaign)) return false;
    const next = nextPermitted(now(), zones, campaign);
    await db().campaignTarget.updateMany({
      where: { id: target.id, state: "waiting" },
      data: next ? { nextAttemptAt: next } : { state: "skipped", skippedReason: "no-hours" },
    });
    return true;
  }

  function follow(campaignId: string, answered: Promise<{ refused: string | null }>): void {
    const done: Promise<void> = answered
      .then(({ refused }) => noteAnswer(campaignId, refused))
      .catch((error: unknown) => log.error({ err: error }, "an automatic call failed"))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  /** Numbers must not be used up on an account that is closed or misconfigured. */
  async function noteAnswer(campaignId: string, refused: string | null): Promise<void> {
    const inARow = refused === null ? 0 : (refusals.get(campaignId) ?? 0) + 1;
    refusals.set(campaignId, inARow);
    if (inARow < mostRefusals) return;
    refusals.delete(campaignId);
    await db().campaign.updateMany({
      where: { id: campaignId, state: "running" },
      data: { state: "paused", detail: refused },
    });
  }

  /** @returns whether everybody on the list has been dealt with */
  async function finish({ id }: Running): Promise<boolean> {
    const left = await db().campaignTarget.findFirst({
      where: { campaignId: id, state: { in: ["waiting", "claimed"] } },
      select: { id: true },
    });
    if (left) return false;
    await db().campaign.updateMany({
      where: { id, state: "running" },
      data: { state: "done", endedAt: now() },
    });
    return true;
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    turn,
    idle,
    start() {
      const safely = () =>
        void turn().catch((error: unknown) => log.error({ err: error }, "campaigns stand still"));
      timer = setInterval(safely, every);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await turning?.catch(() => undefined);
    },
  };
}
