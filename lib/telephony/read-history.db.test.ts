/** What a provider tells of the past, on a real database, beside what it told live. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { testRuntime } from "#lib/testing/kit/runtime";
import { log } from "#lib/base/log";
import {
  ProviderError,
  type CallEvent,
  type ProviderAdapter,
  type RawMessage,
  type TimeRange,
} from "#lib/providers/contract";
import { jsonProvider } from "#lib/testing/kit/json-provider";
import { createIngest, type Ingest } from "./ingest";
import { createHistoryReader, type HistoryReader } from "./read-history";
import type { Runtime } from "./runtime";
import { nobody } from "#lib/testing/kit/telephony";
import { eventually } from "#lib/testing/kit/eventually";

const office = await openOffice({ connections: {} });
let ingest: Ingest;
let history: HistoryReader;
let runtime: Runtime;
let asked: TimeRange[] = [];
let tells: (RawMessage[] | Error)[] = [];

const minute = 60_000;
const began = new Date(Date.now() - 50 * minute);
const at = (minutes: number) => new Date(began.getTime() + minutes * minute).toISOString();

const adapter: ProviderAdapter = {
  ...jsonProvider,
  async *backfill(range) {
    asked.push(range);
    for (const batch of tells) {
      if (batch instanceof Error) throw batch;
      yield batch;
    }
  },
};

beforeEach(async () => {
  asked = [];
  tells = [];
  await office.db.connection.deleteMany();
  const data = { slug: "shop", provider: "json", name: "Shop", settings: "{}" };
  const { id } = await office.db.connection.create({ data });
  ingest = createIngest({ log: log(), audience: nobody });
  history = createHistoryReader(ingest);
  runtime = testRuntime({ connectionId: id, slug: "shop", country: "UA" }, adapter);
});
afterEach(async () => {
  runtime.abort.abort();
  await ingest.close();
});

let keys = 0;
const message = (event: CallEvent, key = `k${++keys}`): RawMessage => ({
  key,
  raw: JSON.stringify({ id: key, event }),
});
/** How a day's list names a call: by an id that no live event had. */
const listed = (id: string, minutes: number, clientNumber = "0679853913"): RawMessage =>
  message(
    {
      kind: "call:ended",
      externalId: `stat:${id}`,
      direction: "incoming",
      clientNumber,
      extension: "101",
      disposition: "answered",
      startedAt: at(minutes),
      endedAt: at(minutes + 1),
      at: at(minutes + 1),
      talkSeconds: 33,
      recordingUrl: `https://records.test/${id}.wav`,
      replayed: true,
      matchByTime: true,
    },
    `stat:${id}`,
  );
const rang = (externalId: string, minutes: number, clientNumber = "380679853913"): RawMessage =>
  message({
    kind: "call:ringing",
    externalId,
    direction: "incoming",
    clientNumber,
    extension: "101",
    at: at(minutes),
  });

async function read(): Promise<void> {
  const readings = asked.length + 1;
  const before = history.lastResult(runtime.id)?.at;
  await new Promise((resolve) => setTimeout(resolve, 2));
  history.keepUp(runtime);
  await vi.waitFor(() => {
    expect(asked).toHaveLength(readings);
    expect(history.lastResult(runtime.id)?.at ?? before).not.toBe(before);
  }, eventually);
  await ingest.idle();
}
const calls = () =>
  office.db.call.findMany({ orderBy: [{ startedAt: "asc" }, { externalId: "asc" }] });

it("fills in what live events left open: the same client, the same minute, the same call", async () => {
  await ingest.accept(runtime.source, [rang("5", 0), rang("6", 10)]);
  await ingest.idle();
  tells = [[listed("a", 0), listed("b", 10)], [listed("c", 20)]];
  await read();
  expect(await calls()).toMatchObject([
    { externalId: "5", state: "ended", talkSeconds: 33, recordingUrl: expect.stringMatching("a") },
    { externalId: "6", state: "ended", talkSeconds: 33, recordingUrl: expect.stringMatching("b") },
    { externalId: "stat:c", state: "ended", replayed: true },
  ]);
});

it("read again and again, makes no second call", async () => {
  await ingest.accept(runtime.source, [rang("5", 0)]);
  tells = [[listed("a", 0), listed("c", 20)]];
  await read();
  const once = await calls();
  await read();
  expect(await calls()).toEqual(once);
  expect(once).toHaveLength(2);
});

it("takes two calls of one client within a minute for two, each the nearest", async () => {
  await ingest.accept(runtime.source, [rang("5", 0), rang("6", 0.6)]);
  await ingest.idle();
  tells = [[listed("b", 0.6), listed("a", 0)]];
  await read();
  const told = (await calls()).map(({ externalId, recordingUrl }) => [externalId, recordingUrl]);
  expect(told).toEqual([
    ["5", "https://records.test/a.wav"],
    ["6", "https://records.test/b.wav"],
  ]);
});

it("takes another client, another direction and another minute for another call", async () => {
  await ingest.accept(runtime.source, [
    rang("5", 0, "380441112233"),
    rang("6", 30),
    message({
      kind: "call:dialling",
      externalId: "7",
      extension: "101",
      at: at(0),
      clientNumber: "0679853913",
    }),
  ]);
  await ingest.idle();
  tells = [[listed("a", 0)]];
  await read();
  expect(await calls()).toHaveLength(4);
});

it("begins with the last day, and then where it stopped, with some overlap", async () => {
  await read();
  await read();
  const [first, second] = asked as [TimeRange, TimeRange];
  expect(first.to.getTime() - first.from.getTime()).toBe(24 * 60 * minute);
  expect(second.from.getTime()).toBe(first.to.getTime() - 30 * minute);
});

it("that breaks off counts as far as it came, and begins there again", async () => {
  tells = [[listed("a", 0)], new ProviderError("unauthorized", "The key is not valid")];
  await read();
  expect(await calls()).toHaveLength(1);
  expect(history.lastResult(runtime.id)).toMatchObject({
    ok: false,
    detail: "The key is not valid",
  });
  tells = [[listed("a", 0)], [listed("b", 5)]];
  await read();
  expect(await calls()).toHaveLength(2);
  expect(asked[1]!.to.getTime() - asked[1]!.from.getTime()).toBe(24 * 60 * minute);
  expect(history.lastResult(runtime.id)).toMatchObject({ ok: true, messages: 2, detail: null });
});

it("takes the id that the provider gives a clicked call for the call's own", async () => {
  const { recordCallEvents } = await import("#lib/calls/record-call-events");
  const click = {
    kind: "call:requested",
    clientNumber: "067 985-39-13",
    extension: "101",
  } as const;
  const now = { source: runtime.source, receivedAt: new Date() };
  const [requested] = await recordCallEvents([{ event: click, ...now }]);
  const callId = requested!.view.id;
  await recordCallEvents([{ event: { kind: "call:placed" }, ...now, callId, placedAs: "uuid-1" }]);
  // From another number than the one that was dialled: only the id tells.
  const begun = { kind: "call:dialling", externalId: "uuid-1", extension: "101" } as const;
  await ingest.accept(runtime.source, [message({ ...begun, clientNumber: "0441112233" })]);
  await ingest.idle();
  expect(await calls()).toMatchObject([{ id: callId, externalId: "uuid-1" }]);
});
