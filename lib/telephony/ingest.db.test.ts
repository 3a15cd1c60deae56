/** Inbox, batches and what is set aside, on a real database with an adapter whose wire is JSON. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { direct, directSlot, type Direct, type DirectTx } from "#lib/db/direct";
import { openOffice } from "#lib/testing/kit/office";
import { log } from "#lib/base/log";
import { ProviderError, type CallEvent } from "#lib/providers/contract";
import type { MessageSource } from "./runtime";
import { createIngest, type Ingest } from "./ingest";
import { replayMessages } from "./replay-messages";
import { eventually } from "#lib/testing/kit/eventually";

const { db, connections } = await openOffice({ connections: { office: {}, shop: {} } });
const adapter = { id: "office-pbx", parse };
const office: MessageSource = { ...connections.office, adapter };
const shop: MessageSource = { ...connections.shop, adapter };
let ingest: Ingest;
let published: string[] = [];
/** What the next version of the program can read. */
let understood = new Set<string>();

/** One event as JSON; some words stand for what nobody, or only a later version, can read. */
function parse(raw: string): CallEvent[] {
  if (raw === "refuse" && !understood.has(raw)) {
    throw new ProviderError("unreadable", "is not a number", "callId");
  }
  if (raw === "explode") return [null as never];
  if (raw === "refuse") return [ringing("read at last")];
  return [JSON.parse(raw) as CallEvent];
}

const about = { direction: "incoming", clientNumber: "+73430112233", extension: "101" } as const;
const ringing = (externalId: string): CallEvent => ({ kind: "call:ringing", externalId, ...about });
const answered = (externalId: string): CallEvent => ({
  kind: "call:answered",
  externalId,
  ...about,
});
const ended = (externalId: string): CallEvent => ({
  kind: "call:ended",
  externalId,
  ...about,
  disposition: "answered",
  talkSeconds: 7,
});
let keys = 0;
const message = (event: CallEvent | string, key = String(++keys)) => ({
  key,
  raw: typeof event === "string" ? event : JSON.stringify(event),
});

const inbox = async () =>
  (await db.inboxMessage.findMany({ orderBy: { id: "asc" } })).map((row) => [
    row.status,
    row.reason,
  ]);

beforeEach(async () => {
  published = [];
  understood = new Set();
  await db.call.deleteMany();
  await db.inboxMessage.deleteMany();
  ingest = createIngest({
    log: log(),
    audience: { calls: (calls) => void published.push(...calls.map(({ view }) => view.id)) },
  });
});
afterEach(() => ingest.close());

it("makes one call of what fifty senders repeat at once", async () => {
  const calls = Array.from({ length: 300 }, (_, n) => String(n));
  const sent = calls.flatMap((id) => [
    message(ringing(id), `ring ${id}`),
    message(answered(id), `answer ${id}`),
    message(ended(id), `end ${id}`),
  ]);
  await Promise.all(
    Array.from({ length: 50 }, async (_, sender) => {
      for (const [index, one] of sent.entries()) {
        if (index % 50 === sender || (index * 7 + sender) % 25 === 0) {
          await ingest.accept(office, [one]);
        }
      }
    }),
  );
  await ingest.idle();
  expect(await db.inboxMessage.count()).toBe(900);
  expect(await db.inboxMessage.count({ where: { status: "applied" } })).toBe(900);
  const stored = await db.call.findMany({ include: { legs: true } });
  expect(stored).toHaveLength(300);
  for (const call of stored) {
    expect(call).toMatchObject({ state: "ended", disposition: "answered", talkSeconds: 7 });
    expect(call.legs).toHaveLength(1);
  }
});

it("keeps a connection's messages in their order, and applies one call's in one go", async () => {
  const all = ["a", "b", "c"].flatMap((id) => [ringing(id), answered(id), ended(id)]);
  await ingest.accept(
    office,
    all.map((event) => message(event)),
  );
  await ingest.idle();
  const calls = await db.call.findMany({ orderBy: { id: "asc" } });
  expect(calls.map((call) => [call.externalId, call.version, call.state])).toEqual([
    ["a", 1, "ended"],
    ["b", 1, "ended"],
    ["c", 1, "ended"],
  ]);
  expect(published).toEqual(calls.map((call) => call.id));
});

it("tells each message's id in the inbox, and of a repeat the first one's", async () => {
  const [ring, answer] = [message(ringing("1"), "ring"), message(answered("1"), "answer")];
  const [first, second] = await ingest.accept(office, [ring, answer]);
  expect(second).toBeGreaterThan(first!);
  expect(await ingest.accept(office, [answer, message(ended("1"), "end"), ring])).toEqual([
    second,
    expect.any(Number),
    first,
  ]);
  const [other] = await ingest.accept(shop, [ring]);
  expect(other).not.toBe(first);
  const again = await Promise.all(Array.from({ length: 9 }, () => ingest.accept(office, [ring])));
  expect(new Set(again.flat())).toEqual(new Set([first]));
});

it("lets no connection wait for another one's flood", async () => {
  const flood = Array.from({ length: 3_000 }, (_, n) => message(ringing(`flood ${n}`)));
  await ingest.accept(office, flood);
  await ingest.accept(shop, [message(ringing("the one"))]);
  await vi.waitFor(
    async () => expect(await db.call.count({ where: { externalId: "the one" } })).toBe(1),
    eventually,
  );
  expect(await db.inboxMessage.count({ where: { status: "received" } })).toBeGreaterThan(500);
  await ingest.idle();
  expect(await db.call.count()).toBe(3_001);
}, 60_000);

it("does not ring for what it hears of late", async () => {
  const long = new Date(Date.now() - 600_000);
  const { connectionId } = office;
  const raw = JSON.stringify(ringing("old"));
  await db.inboxMessage.create({ data: { connectionId, key: "left", raw, receivedAt: long } });
  await ingest.catchUp(office);
  await ingest.idle();
  expect(await db.call.findMany()).toMatchObject([
    { externalId: "old", replayed: true, startedAt: long },
  ]);
});

it("applies what was left over first, in its order, while new messages come", async () => {
  const { connectionId } = office;
  const left = Array.from({ length: 2_500 }, (_, n) => message(ringing(`left ${n}`)));
  await db.inboxMessage.createMany({ data: left.map((one) => ({ connectionId, ...one })) });
  const caughtUp = ingest.catchUp(office);
  await ingest.accept(office, [message(answered("left 2499")), message(ringing("new"))]);
  await caughtUp;
  await ingest.idle();
  expect(await inbox()).toEqual(Array(2_502).fill(["applied", null]));
  const calls = await db.call.findMany({ orderBy: { id: "asc" } });
  expect(calls.map((call) => call.externalId)).toEqual([
    ...Array.from({ length: 2_500 }, (_, n) => `left ${n}`),
    "new",
  ]);
  expect(calls[2_499]).toMatchObject({ state: "active" });
}, 60_000);

it("blames no message for a storage that has room for a verdict only", async () => {
  const whole = direct();
  const full = () => Object.assign(new Error("no room"), { code: "SQLITE_FULL" });
  let refusals = 5;
  /** Room for a statement or two: enough to store what came and to settle it, not for a call. */
  const nearlyFull: Direct = {
    ...whole,
    transaction: (work) =>
      whole.transaction((tx) => {
        const run: DirectTx["run"] = (sql, about) => {
          if (sql.includes('INTO "Call"') && refusals-- > 0) throw full();
          return tx.run(sql, about);
        };
        return work({ ...tx, run });
      }),
  };
  directSlot.set(nearlyFull);
  try {
    await ingest.accept(office, [message(ringing("1")), message(ringing("2"))]);
    await ingest.idle();
  } finally {
    directSlot.set(whole);
  }
  expect(refusals).toBeLessThan(0);
  expect(await inbox()).toEqual(Array(2).fill(["applied", null]));
  expect(await db.call.count()).toBe(2);
});

describe("a message that can't be", () => {
  it("read, is set aside with its reason and holds up nobody", async () => {
    const sent = [ringing("1"), "refuse", "explode", "{", answered("1")];
    await ingest.accept(
      office,
      sent.map((one) => message(one)),
    );
    await ingest.idle();
    expect(await inbox()).toEqual([
      ["applied", null],
      ["refused", "callId: is not a number"],
      ["refused", expect.stringMatching(/^could not be read: .+/)],
      ["refused", expect.stringMatching(/^could not be read: .+/)],
      ["applied", null],
    ]);
    expect(await db.call.findMany()).toMatchObject([{ state: "active" }]);
  });

  it("applied, is set aside alone; its batch is applied without it", async () => {
    const never = { ...ringing("never"), at: "the day after tomorrow" };
    const sent = [ringing("1"), never, ringing("2"), never, ringing("3")];
    await ingest.accept(
      office,
      sent.map((event) => message(event)),
    );
    await ingest.idle();
    expect((await inbox()).map(([status]) => status)).toEqual([
      "applied",
      "refused",
      "applied",
      "refused",
      "applied",
    ]);
    expect((await inbox())[1]![1]).toMatch(/^could not be applied: .+/);
    expect(await db.call.count()).toBe(3);
  });

  it("stored as it is, is stored as it can be", async () => {
    await ingest.accept(office, [message("nul \0 byte", "key \0")]);
    await ingest.accept(office, [message("nul \0 byte", "key \0")]);
    await ingest.idle();
    expect((await inbox()).map(([status]) => status)).toEqual(["refused"]);
  });

  it("read, is applied once when a later version can and it is tried again", async () => {
    await ingest.accept(office, [message("refuse"), message("explode"), message("refuse")]);
    await ingest.idle();
    const rows = await db.inboxMessage.findMany({ orderBy: { id: "asc" } });

    expect(await replayMessages(ingest, office, [rows[0]!.id])).toEqual({
      tried: 1,
      refused: 1,
    });
    understood.add("refuse");
    const tries = [rows[0]!.id, 0].map((id) =>
      replayMessages(ingest, office, id ? [id] : undefined),
    );
    await Promise.all(tries);
    expect((await inbox()).map(([status]) => status)).toEqual(["applied", "refused", "applied"]);
    expect(await db.call.findMany()).toMatchObject([{ externalId: "read at last" }]);
    expect(await replayMessages(ingest, shop)).toEqual({
      tried: 0,
      refused: 0,
    });
  });
});
