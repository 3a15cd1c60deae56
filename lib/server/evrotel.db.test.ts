/** Evrotel through the real hooks door, down to the calls in the database. */
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { openDoor } from "#lib/testing/kit/door";
import { testRuntime } from "#lib/testing/kit/runtime";
import { log } from "#lib/base/log";
import { evrotel } from "#lib/providers/evrotel/adapter";
import { startSimulator } from "#lib/providers/evrotel/simulator";
import { toLocalTime } from "#lib/providers/evrotel/local-time";
import type { HookFields } from "#lib/providers/evrotel/simulator-hooks";
import { closeLostCalls } from "#lib/telephony/close-lost-calls";
import { createIngest } from "#lib/telephony/ingest";
import { createWebhookReceiver } from "#lib/telephony/receive-webhook";
import { hookReceiver } from "./ports";
import { nobody } from "#lib/testing/kit/telephony";
import { eventually } from "#lib/testing/kit/eventually";

const token = "s3cret-of-the-account";

const { db, connections } = await openOffice({
  connections: { kyiv: { provider: "evrotel", country: "UA" } },
});
const exchange = await startSimulator({ port: 0, settings: { token } });
const ingest = createIngest({ log: log(), audience: nobody });
const runtime = testRuntime(connections.kyiv, evrotel, evrotel.settings.parse(exchange.settings));
const runtimeOf = (slug: string) => (slug === "kyiv" ? runtime : undefined);
hookReceiver.fill({
  receive: createWebhookReceiver({ runtimeOf, ingest }),
  turnedAway: () => undefined,
  storageFails: ingest.fails,
});
const door = await openDoor();
exchange.sendHooksTo(`${door.url}/api/hooks/kyiv`);

afterAll(async () => {
  await exchange.close();
  door.close();
  await ingest.close();
  hookReceiver.clear();
});
beforeEach(async () => {
  await ingest.idle();
  await db.call.deleteMany();
  await db.inboxMessage.deleteMany();
});

const now = () => toLocalTime(new Date(), "Europe/Kyiv");
const start = (more: HookFields = {}): HookFields => ({
  callstatus: "start",
  calldate: now(),
  direction: "i",
  numberA: "0440000201",
  numberB: "101",
  ...more,
});
const end = (callid: string | null, more: HookFields = {}): HookFields => ({
  callstatus: "end",
  calldate: now(),
  callid,
  direction: "i",
  billsec: "7",
  disposition: "ANSWERED",
  recfile: "/wav/20558/1.wav",
  ...more,
});
async function calls() {
  await ingest.idle();
  return db.call.findMany({
    include: { legs: true },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
}

describe("a start", () => {
  it("is answered with the call's id, however often and however it is sent", async () => {
    const fields = start();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        exchange.hooks.send(fields, { encoding: index % 2 ? "json" : "form" }),
      ),
    );
    const { id } = await db.inboxMessage.findFirstOrThrow();
    expect(await db.inboxMessage.count()).toBe(1);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([String(id)]));
    expect(await calls()).toMatchObject([
      { externalId: String(id), state: "ringing", clientE164: "+380440000201" },
    ]);
    // Long after, too.
    expect((await exchange.hooks.send(fields)).text).toBe(String(id));
    expect(await calls()).toHaveLength(1);
  });

  it("whose answer was lost is sent again, and is the same call to its end", async () => {
    await exchange.calls.play({
      direction: "i",
      numberA: "0440000202",
      numberB: "101",
      lasts: 50,
      dropAnswer: true,
      billsec: 3,
    });
    expect(await calls()).toMatchObject([{ state: "ended", talkSeconds: 3 }]);
    expect(await db.inboxMessage.count()).toBe(2);
  });

  it("of another call at the same second has another id", async () => {
    const fields = start();
    const other = { ...fields, numberA: "0440000203" };
    const [one, two] = await Promise.all([fields, other].map((one) => exchange.hooks.send(one)));
    expect(one?.text).not.toBe(two?.text);
    expect(await calls()).toHaveLength(2);
  });
});

describe("an end", () => {
  it.each([
    ["ANSWERED", "answered", 7],
    ["BUSY", "busy", 0],
    ["CONGESTION", "congestion", 0],
    ["FAILED", "failed", 0],
    ["NO ANSWER", "no-answer", 0],
  ])("%s closes its call", async (disposition, expected, talkSeconds) => {
    const { text } = await exchange.hooks.send(start());
    const billsec = String(talkSeconds);
    // At once, with the start perhaps not applied yet; and twice.
    for (let time = 0; time < 2; time++) {
      const answer = await exchange.hooks.send(end(text, { disposition, billsec }));
      expect(answer).toEqual({ status: 200, text: "OK" });
    }
    expect(await calls()).toMatchObject([
      {
        state: "ended",
        disposition: expected,
        talkSeconds,
        recordingUrl: `${exchange.url}recordings/wav/20558/1.wav`,
        legs: [{ extension: "101", state: talkSeconds ? "ended" : "missed" }],
      },
    ]);
  });

  it.each([
    ["without a call", null],
    ["of a call that somebody else has named", "123456789"],
  ])("%s is kept and is a call", async (_, callid) => {
    expect((await exchange.hooks.send(end(callid))).status).toBe(200);
    const [call] = await calls();
    expect(call).toMatchObject({ clientRaw: "", state: "ended", talkSeconds: 7 });
    // No later call may be taken for it.
    expect(call?.externalId).not.toBe(callid);
  });
});

describe("a group, whose telephones are calls of their own at Evrotel", () => {
  beforeEach(async () => void (await db.callback.deleteMany()));
  const ring = (lasts: number, disposition: "ANSWERED" | "NO ANSWER", numberB: string) =>
    exchange.calls.play({ direction: "i", numberA: "0440000208", numberB, disposition, lasts });

  it("is one call of the one who answers, and nobody is owed a call", async () => {
    await Promise.all([
      ring(100, "NO ANSWER", "101"),
      ring(1_500, "ANSWERED", "102"),
      ring(120, "NO ANSWER", "103"),
    ]);
    const [call, ...others] = await calls();
    expect(others).toEqual([]);
    expect(call).toMatchObject({ state: "ended", disposition: "answered" });
    expect(call!.legs.map(({ extension, state }) => `${extension} ${state}`).sort()).toEqual([
      "101 missed",
      "102 ended",
      "103 missed",
    ]);
    expect(call!.recordingUrl).toContain(".wav");
    expect(await db.callback.count()).toBe(0);
  });

  it("is missed once when nobody answers", async () => {
    await Promise.all(["101", "102", "103"].map((numberB) => ring(60, "NO ANSWER", numberB)));
    expect(await calls()).toMatchObject([{ state: "ended", disposition: "no-answer" }]);
    expect(await db.callback.findMany()).toMatchObject([{ missedCount: 1 }]);
  });

  it("is not given up while the one who answered may be talking", async () => {
    const begin = (numberB: string) =>
      exchange.calls.begin({ direction: "i", numberA: "0440000209", numberB });
    const [first] = await Promise.all(["101", "102"].map(begin));
    await exchange.calls.end({ ...first!, disposition: "NO ANSWER" });
    expect(await calls()).toMatchObject([{ state: "ringing" }]);
    const after = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    expect(await closeLostCalls(after(30))).toEqual([]);
    expect(await closeLostCalls(after(61))).toHaveLength(1);
  });
});

it("turns a wrong token away, in words, and keeps nothing", async () => {
  const answer = await exchange.hooks.send(start(), { token: "another" });
  expect(answer.status).toBe(403);
  expect(answer.text).toContain("token");
  expect(await db.inboxMessage.count()).toBe(0);
});

it("names the field of what it can't read, and keeps it for the administrator", async () => {
  const answer = await exchange.hooks.send(start({ calldate: "2026-02-30 10:00:00" }));
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toMatchObject({ error: { field: "calldate" } });
  const rows = await db.inboxMessage.findMany();
  expect(rows).toMatchObject([
    { status: "refused", reason: "calldate: must be a time like 2018-04-01 00:00:11" },
  ]);
  expect(rows[0]?.raw).toContain("2026-02-30+10%3A00%3A00");
  expect(await calls()).toEqual([]);
});

describe("history", () => {
  async function backfill() {
    const to = new Date(Date.now() + 1_000);
    const from = new Date(to.getTime() - 600_000);
    const { settings, log, abort, source } = runtime;
    const ctx = { settings, log, signal: abort.signal, fetch, now: () => new Date() };
    for await (const batch of evrotel.backfill!({ from, to }, ctx as never)) {
      await ingest.accept(source, batch);
    }
    await ingest.idle();
  }

  it("of a call that was told live adds nothing, however often it is told", async () => {
    const call = { direction: "i", numberA: "0440000204", numberB: "102", lasts: 20 } as const;
    await exchange.calls.play({ ...call, billsec: 1 });
    await exchange.calls.play({ ...call, numberA: "0440000205", disposition: "NO ANSWER" });
    const live = await calls();
    await backfill();
    await backfill();
    const own = (await calls()).filter(({ clientRaw }) => /20[45]$/.test(clientRaw));
    expect(own.map(({ id }) => id)).toEqual(live.map(({ id }) => id));
    expect(own).toMatchObject([{ talkSeconds: 1 }, { disposition: "no-answer" }]);
  });

  it("of a call between two extensions, or of a caller without a number, adds nothing either", async () => {
    const callers = ["102", "anonymous"];
    for (const numberA of callers) {
      await exchange.calls.play({ direction: "i", numberA, numberB: "101", lasts: 20 });
    }
    await backfill();
    const own = (await calls()).filter(({ clientRaw }) => callers.includes(clientRaw));
    expect(own.map(({ clientRaw }) => clientRaw)).toEqual(callers);
  });

  it("tells whose call it was, of which only the end was heard", async () => {
    exchange.sendHooksTo(`${door.url}/api/no`);
    const begun = await exchange.calls.begin({
      direction: "i",
      numberA: "0440000206",
      numberB: "101",
    });
    exchange.sendHooksTo(`${door.url}/api/hooks/kyiv`);
    expect(begun.callid).toBeNull();
    await exchange.calls.end({ ...begun, billsec: 5 });
    await vi.waitFor(async () => expect(await db.call.count()).toBe(1), eventually);
    await backfill();
    const own = (await calls()).filter(({ clientRaw }) => /^$|206$/.test(clientRaw));
    expect(own).toMatchObject([{ clientE164: "+380440000206", talkSeconds: 5 }]);
  });

  it("of a call nobody told us of is the call", async () => {
    const own = { direction: "o", numberA: "101", numberB: "0440000207" } as const;
    const recfile = "/var/www/html/wav/20558/7.wav";
    const times = { calldate: `${now().replace(" ", "T")}+00:00`, billsec: 4, duration: 9 };
    exchange.addRow({ id: 7, ...times, ...own, disposition: "ANSWERED", recfile });
    await backfill();
    const found = (await calls()).filter(({ clientRaw }) => clientRaw === own.numberB);
    expect(found).toMatchObject([
      { direction: "outgoing", replayed: true, state: "ended", talkSeconds: 4 },
    ]);
  });
});
