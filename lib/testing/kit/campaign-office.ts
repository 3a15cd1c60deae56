/** For the tests of campaigns: a database, a provider that calls by itself, and its only campaign rows. */
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { recordCallEvents, type CallOccurrence } from "#lib/calls/record-call-events";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import type { CallDisposition } from "#lib/providers/contract";
import { diallingProvider, startDiallingServer, type DiallingServer } from "./dialling-provider";
import type { Line } from "#lib/campaigns/line";
import { createCampaignRunner, type CampaignRunner } from "#lib/campaigns/runner";

export const minute = 60_000;
/** A Tuesday, 12:00 in Kyiv. */
export const noon = Date.parse("2026-03-10T10:00:00Z");
export const kyiv = (n: number) => `+38044123${String(n).padStart(4, "0")}`;

type CampaignData = Parameters<TestDatabase["db"]["campaign"]["create"]>[0]["data"];

/** Stands at noon before each test; everything is fresh but the connection and its sound. */
export function useOffice() {
  let test: TestDatabase;
  let provider: DiallingServer;
  let line: Line;
  let connectionId: string;
  let soundId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    const connection = { slug: "auto", provider: "dialling", name: "Auto", settings: "{}" };
    connectionId = (await test.db.connection.create({ data: connection })).id;
    const sound = {
      name: "hello.wav",
      key: "k",
      bytes: new Uint8Array(4),
      providerFile: "1_k.wav",
    };
    soundId = (await test.db.campaignSound.create({ data: { ...sound, connectionId } })).id;
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: noon });
    provider = await startDiallingServer();
    line = {
      adapter: diallingProvider as unknown as Line["adapter"],
      settings: { country: "UA", url: provider.url },
      log: log(),
      abort: new AbortController(),
    };
  });
  afterEach(async () => {
    line.abort.abort();
    await provider.close();
    vi.useRealTimers();
    await test.db.campaign.deleteMany();
    await test.db.contact.deleteMany();
    await test.db.call.deleteMany();
  });

  const runner = () => createCampaignRunner({ lineOf: () => line, log: log() });
  async function record(event: CallOccurrence["event"]): Promise<void> {
    const adapter = diallingProvider as unknown as Line["adapter"];
    const source = { connectionId, slug: "auto", country: "UA", adapter };
    await recordCallEvents([{ event, source, receivedAt: new Date() }]);
  }

  return {
    db: () => test.db,
    provider: () => provider,
    connectionId: () => connectionId,
    soundId: () => soundId,
    line: () => line,
    runner,
    record,
    /** A running campaign: 9 to 20 every day, three attempts an hour apart, five at a time. */
    async campaignOf(numbers: string[], over: Partial<CampaignData> = {}): Promise<string> {
      const data = {
        ...{ name: "Reminder", mode: "ours", state: "running", channels: 5 },
        ...{ hoursFrom: 9 * 60, hoursTo: 20 * 60, weekdays: "1234567" },
        ...{ maxAttempts: 3, minGapMinutes: 60, startedAt: new Date(), connectionId, soundId },
      };
      const { id } = await test.db.campaign.create({ data: { ...data, ...over } as CampaignData });
      await test.db.campaignTarget.createMany({
        data: numbers.map((e164) => ({ campaignId: id, e164, nextAttemptAt: new Date() })),
      });
      return id;
    },
    targets: (campaignId?: string) =>
      test.db.campaignTarget.findMany({ where: { campaignId }, orderBy: { e164: "asc" } }),
    campaign: (id: string) => test.db.campaign.findUniqueOrThrow({ where: { id } }),
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
        ...{ clientNumber, externalId, disposition },
      }),
  };
}

export function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}
