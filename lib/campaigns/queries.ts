import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { adapters } from "#lib/providers/registry";
import type { CampaignMode, CampaignState, SkippedReason, TargetState } from "./campaign-states";
import type { AttemptFailure } from "./conclude-attempt";
import { progressOf, type CampaignProgress } from "./progress";

export interface CampaignSummary {
  id: string;
  name: string;
  connection: string;
  mode: CampaignMode;
  state: CampaignState;
  createdAt: string;
  progress: CampaignProgress;
}

export interface CampaignDetail extends CampaignSummary {
  /** Of its connection. */
  provider: string;
  connectionEnabled: boolean;
  sound: string;
  channels: number;
  hoursFrom: number;
  hoursTo: number;
  weekdays: string;
  assumedZone: string | null;
  maxAttempts: number;
  minGapMinutes: number;
  createdBy: string | null;
  startedAt: string | null;
  endedAt: string | null;
  detail: string | null;
}

const include = {
  connection: { select: { name: true, enabled: true, provider: true } },
  sound: { select: { name: true } },
  createdBy: { select: { name: true } },
} as const;
const mostListed = 100;

/** Campaigns, the newest first. */
export async function listCampaigns(): Promise<CampaignSummary[]> {
  const rows = await db().campaign.findMany({
    include,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostListed,
  });
  return Promise.all(rows.map(toDetail));
}

/** The campaign; null when there is none. */
export async function getCampaign(id: string): Promise<CampaignDetail | null> {
  const row = await db().campaign.findUnique({ where: { id }, include });
  return row && toDetail(row);
}

type Row = Prisma.CampaignGetPayload<{ include: typeof include }>;

async function toDetail(row: Row): Promise<CampaignDetail> {
  const { id, name, channels, hoursFrom, hoursTo, weekdays, assumedZone, detail } = row;
  return {
    id,
    name,
    channels,
    hoursFrom,
    hoursTo,
    weekdays,
    assumedZone,
    detail,
    maxAttempts: row.maxAttempts,
    minGapMinutes: row.minGapMinutes,
    connection: row.connection.name,
    connectionEnabled: row.connection.enabled,
    provider: row.connection.provider,
    sound: row.sound.name,
    createdBy: row.createdBy?.name ?? null,
    mode: row.mode as CampaignMode,
    state: row.state as CampaignState,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    progress: await progressOf(row),
  };
}

export const targetPageSize = 50;

export interface TargetView {
  id: string;
  /** Null: whose it was has been erased. */
  e164: string | null;
  contact: { id: string; name: string } | null;
  state: TargetState;
  attempts: number;
  lastAttemptAt: string | null;
  nextAttemptAt: string | null;
  disposition: string | null;
  skippedReason: SkippedReason | null;
  /** Why the provider refused the last attempt. */
  failure: AttemptFailure | null;
}

/** A page of a campaign's list, in its order. */
export async function listTargets(
  campaignId: string,
  page: number,
): Promise<{ targets: TargetView[]; total: number; page: number }> {
  const where = { campaignId };
  const total = await db().campaignTarget.count({ where });
  const shown = Math.min(page, Math.max(Math.ceil(total / targetPageSize), 1));
  const rows = await db().campaignTarget.findMany({
    where,
    include: { contact: { select: { id: true, name: true } } },
    orderBy: { id: "asc" },
    skip: (shown - 1) * targetPageSize,
    take: targetPageSize,
  });
  const targets = rows.map((row) => ({
    id: row.id,
    e164: row.e164.startsWith("+") ? row.e164 : null,
    contact: row.contact,
    attempts: row.attempts,
    state: row.state as TargetState,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: row.state === "waiting" ? row.nextAttemptAt.toISOString() : null,
    disposition: row.disposition,
    skippedReason: row.skippedReason as SkippedReason | null,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as AttemptFailure),
  }));
  return { targets, total, page: shown };
}

export interface CampaignLine {
  id: string;
  name: string;
  modes: CampaignMode[];
}

/** Connections in use whose provider can play a sound to people. */
export async function campaignLines(): Promise<CampaignLine[]> {
  const rows = await db().connection.findMany({
    where: { enabled: true },
    orderBy: { name: "asc" },
    select: { id: true, name: true, provider: true },
  });
  return rows.flatMap(({ id, name, provider }) => {
    const adapter = adapters.find((adapter) => adapter.id === provider);
    const modes: CampaignMode[] = [];
    if (adapter?.uploadSound && adapter.dialWithSound) modes.push("ours");
    if (adapter?.uploadSound && adapter.startCampaign) modes.push("provider");
    return modes.length > 0 ? [{ id, name, modes }] : [];
  });
}
