/** For the tests of campaigns: a database, a provider that calls by itself, and its only campaign rows. */
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { recordCallEvents, type CallOccurrence } from "#lib/calls/record-call-events";
import type { Db } from "#lib/db/client";
import { log } from "#lib/base/log";
import type { CallDisposition } from "#lib/providers/contract";
import { openOffice } from "./office";
import { diallingProvider, startDiallingServer, type DiallingServer } from "./dialling-provider";
import type { Runtime } from "#lib/telephony/runtime";
import { createCampaignRunner, type CampaignRunner } from "#lib/campaigns/runner";

export const minute = 60_000;
/** A Tuesday, 12:00 in Kyiv. */
export const noon = Date.parse("2026-03-10T10:00:00Z");
export const kyiv = (n: number) => `+38044123${String(n).padStart(4, "0")}`;

type CampaignData = Parameters<Db["campaign"]["create"]>[0]["data"];

/** Stands at noon before each test; everything is fresh but the connection and its sound. */
export async function openCampaignOffice() {
  const office = await openOffice({
    people: { maria: { role: "manager" } },
    connections: { auto: { provider: "dialling", country: "UA" } },
  });
  const { db } = office;
  const { connectionId } = office.connections.auto;
  let provider: DiallingServer;
  let line: Pick<Runtime, "adapter" | "settings" | "log" | "abort">;
  let soundId: string;

  beforeAll(async () => {
    const sound = {
      name: "hello.wav",
      key: "k",
      bytes: new Uint8Array(4),
      providerFile: "1_k.wav",
    };
    soundId = (await db.campaignSound.create({ data: { ...sound, connectionId } })).id;
  });
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: noon });
    provider = await startDiallingServer();
    line = {
      adapter: diallingProvider as unknown as Runtime["adapter"],
      settings: { country: "UA", url: provider.url },
      log: log(),
      abort: new AbortController(),
    };
  });
  afterEach(async () => {
    line.abort.abort();
    await provider.close();
    vi.useRealTimers();
    await db.campaign.deleteMany();
    await db.contact.deleteMany();
    await db.call.deleteMany();
  });

  const runner = () => createCampaignRunner({ lineOf: () => line, log: log() });
  async function record(event: CallOccurrence["event"]): Promise<void> {
    const adapter = diallingProvider as unknown as Runtime["adapter"];
    const source = { ...office.connections.auto, adapter };
    await recordCallEvents([{ event, source, receivedAt: new Date() }]);
  }

  return {
    db,
    office,
    provider: () => provider,
    connectionId,
    soundId: () => soundId,
    line: () => line,
    runner,
    record,
    /** A running campaign: 9 to 20 every day, three attempts an hour apart, five at a time. */
    async campaignOf(numbers: string[], over: Partial<CampaignData> = {}): Promise<string> {
      const data = {
        name: "Reminder",
        mode: "ours",
        state: "running",
        channels: 5,
        hoursFrom: 9 * 60,
        hoursTo: 20 * 60,
        weekdays: "1234567",
        maxAttempts: 3,
        minGapMinutes: 60,
        startedAt: new Date(),
        connectionId,
        soundId,
      };
      const { id } = await db.campaign.create({ data: { ...data, ...over } as CampaignData });
      await db.campaignTarget.createMany({
        data: numbers.map((e164) => ({ campaignId: id, e164, nextAttemptAt: new Date() })),
      });
      return id;
    },
    targets: (campaignId?: string) =>
      db.campaignTarget.findMany({ where: { campaignId }, orderBy: { e164: "asc" } }),
    campaign: (id: string) => db.campaign.findUniqueOrThrow({ where: { id } }),
    /** One turn, until the provider has answered. */
    async turn(one: CampaignRunner = runner()): Promise<void> {
      await one.turn();
      await one.idle();
    },
    /** The provider tells of an outgoing call that is over. */
    tell: (clientNumber: string, disposition: CallDisposition, externalId: string) =>
      record({
        kind: "call:ended",
        direction: "outgoing",
        clientNumber,
        externalId,
        disposition,
      }),
  };
}

export function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}
