/** A group whose telephones the provider tells as calls of their own is one call, in every order. */
import fc from "fast-check";
import { beforeEach, expect, it, describe } from "vitest";
import { evrotel } from "#lib/providers/evrotel/adapter";
import { keep } from "#lib/providers/evrotel/wire";
import { toLocalTime } from "#lib/providers/evrotel/local-time";
import { openOffice } from "#lib/testing/kit/office";
import type { ProviderCallEvent } from "./call-record";
import { recordCallEvents } from "./record-call-events";

const client = "0440000201";
const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: { extension: "102" } },
  connections: { office: { provider: "evrotel", country: "UA" } },
});
const { db } = office;
const source = office.connections.office;
const morning = Math.floor(Date.now() / 1000) * 1000 - 90_000;

/** What the provider tells `second` seconds after the morning's call, as it comes in. */
interface Told {
  /** The number of the start in the inbox, by which its end knows it. */
  id: number;
  second: number;
  fields: Record<string, unknown>;
  raw: string;
}

/** An end is as much later in the inbox as this. */
const ends = 1_000;

beforeEach(forget);
async function forget(): Promise<void> {
  await db.callback.deleteMany();
  await db.call.deleteMany();
}

const at = (second: number) => toLocalTime(new Date(morning + second * 1000), "Europe/Kyiv");
const settings = { timeZone: "Europe/Kyiv", recordingsUrl: "", lineExtensions: "" };
const told = (id: number, second: number, fields: Record<string, unknown>): Told => ({
  id,
  second,
  fields,
  raw: keep(
    { body: JSON.stringify({ calldate: at(second), direction: "i", ...fields }) },
    settings,
  ),
});

const start = (id: number, second: number, numberB: string, numberA = client) =>
  told(id, second, { callstatus: "start", numberA, numberB });
const end = (id: number, second: number, billsec = 0, more: object = {}) =>
  told(ends + id, second, {
    callstatus: "end",
    callid: String(id),
    billsec,
    disposition: billsec > 0 ? "ANSWERED" : "NO ANSWER",
    recfile: billsec > 0 ? `/wav/1/${id}.wav` : null,
    ...more,
  });

/** The statistics' row about it. */
function rowOf(
  { id, second, fields }: Told,
  { second: until, fields: { billsec, disposition } }: Told,
): Told {
  const { numberA, numberB } = fields;
  const day = { calldate: `${at(second).replace(" ", "T")}+00:00`, duration: until - second };
  const recfile = `/var/www/html/wav/1/2026-01-01/${id}.wav`;
  const row = { id, ...day, billsec, disposition, recfile, direction: "i", numberA, numberB };
  return { id: 5_000 + id, second: 90, fields: row, raw: keep({ row }, settings) };
}

/** Each told alone, or all at once; what comes late is received late. */
async function tell(messages: readonly Told[], atOnce = false): Promise<void> {
  let latest = 0;
  const occurrences = messages.map((told) => {
    latest = Math.max(latest, told.second);
    const receivedAt = new Date(morning + latest * 1000);
    return evrotel
      .parse(told.raw, { inboxId: told.id, receivedAt })
      .map((event) => ({ event: event as ProviderCallEvent, source, receivedAt }));
  });
  for (const batch of atOnce ? [occurrences.flat()] : occurrences) await recordCallEvents(batch);
}

async function journal() {
  const calls = await db.call.findMany({
    include: { legs: { orderBy: { extension: "asc" } } },
    orderBy: [{ startedAt: "asc" }, { clientRaw: "asc" }],
  });
  return calls.map(({ state, disposition, talkSeconds, legs }) => {
    const parts = legs.map((leg) => `${leg.extension} ${leg.state}`).join(", ");
    return `${[state, disposition, talkSeconds].filter((one) => one !== null).join(" ")}: ${parts}`;
  });
}
const owed = async () =>
  (await db.callback.findMany({ where: { openKey: { not: null } } })).map(
    ({ missedCount }) => missedCount,
  );

/**
 * Orders in which they arrive: any, of telephones that ring together; else each as much as four seconds late. A
 * start comes before its end, which names what the start was answered with.
 */
function orders({ messages, together }: Story): fc.Arbitrary<Told[]> {
  const latest = together ? 90 : 4;
  const delays = fc.array(fc.integer({ min: 0, max: latest }), {
    minLength: messages.length,
    maxLength: messages.length,
  });
  return delays.map((late) => {
    const arrival = new Map(messages.map((told, index) => [told, told.second + late[index]!]));
    const arrived = [...messages].sort((a, b) => arrival.get(a)! - arrival.get(b)!);
    const withStart = arrived.flatMap((told) => {
      const begun = messages.find(({ id }) => id === told.id - ends);
      return begun ? [begun, told] : [told];
    });
    return [...new Set(withStart)];
  });
}

interface Story {
  messages: Told[];
  together?: boolean;
  calls: string[];
  owed: number[];
}
const ring = (...extensions: string[]) =>
  extensions.map((extension, index) => start(index + 1, 0, extension));

const stories: Record<string, Story> = {
  "one answers": {
    together: true,
    messages: [...ring("101", "102", "103"), end(1, 5), end(3, 5), end(2, 70, 65)],
    calls: ["ended answered 65: 101 missed, 102 ended, 103 missed"],
    owed: [],
  },
  "one answers, whose end is told first": {
    together: true,
    messages: [...ring("101", "102", "103"), end(2, 70, 65), end(1, 71), end(3, 72)],
    calls: ["ended answered 65: 101 missed, 102 ended, 103 missed"],
    owed: [],
  },
  "nobody answers": {
    together: true,
    messages: [...ring("101", "102", "103"), end(1, 30), end(2, 30), end(3, 31)],
    calls: ["ended no-answer 0: 101 missed, 102 missed, 103 missed"],
    owed: [1],
  },
  "one refuses, the others ring on": {
    together: true,
    messages: [...ring("101", "102", "103"), end(1, 4, 0, { disposition: "BUSY" })],
    calls: ["ringing: 101 missed, 102 ringing, 103 ringing"],
    owed: [],
  },
  "one after the other, the last answers": {
    messages: [start(1, 0, "101"), end(1, 20), start(2, 21, "102"), end(2, 60, 35)],
    calls: ["ended answered 35: 101 missed, 102 ended"],
    owed: [],
  },
  "one after the other, and the first once more": {
    messages: [
      start(1, 0, "101"),
      end(1, 20),
      start(2, 20, "102"),
      end(2, 40),
      start(3, 41, "101"),
      end(3, 60),
    ],
    calls: ["ended no-answer 0: 101 missed, 102 missed"],
    owed: [1],
  },
  "handed over, both talk": {
    messages: [start(1, 0, "101"), start(2, 25, "102"), end(1, 30, 25), end(2, 70, 38)],
    calls: ["ended answered 63: 101 ended, 102 ended"],
    owed: [],
  },
  "handed over and answered by nobody": {
    messages: [start(1, 0, "101"), start(2, 25, "102"), end(1, 30, 25), end(2, 50)],
    calls: ["ended no-answer 0: 101 ended, 102 missed"],
    owed: [1],
  },
  "sent on at once and answered by nobody": {
    messages: [start(1, 0, "101"), end(1, 30, 25), start(2, 31, "102"), end(2, 50)],
    calls: ["ended no-answer 0: 101 ended, 102 missed"],
    owed: [1],
  },
  "handed over after a long talk and answered by nobody": {
    messages: [start(1, -1_200, "101"), start(2, 10, "102"), end(1, 30, 1_225), end(2, 50)],
    calls: ["ended answered 1225: 101 ended", "ended no-answer 0: 102 missed"],
    owed: [1],
  },
  "a colleague asked in vain": {
    messages: [start(1, 0, "101"), start(2, 25, "102"), end(2, 40), end(1, 70, 65)],
    calls: ["ended answered 65: 101 ended, 102 missed"],
    owed: [],
  },
  "who talks goes on": {
    messages: [start(1, 0, "101"), start(2, 25, "102"), end(1, 30, 25)],
    calls: ["active: 101 ended, 102 ringing"],
    owed: [],
  },
  "two clients at once": {
    messages: [start(1, 0, "101"), start(2, 0, "102", "0440000202"), end(1, 20), end(2, 30, 25)],
    calls: ["ended no-answer 0: 101 missed", "ended answered 25: 102 ended"],
    owed: [1],
  },
  "the same client twice in a row": {
    messages: [start(1, 0, "101"), end(1, 20), start(2, 21, "101"), end(2, 60, 30)],
    calls: ["ended no-answer 0: 101 missed", "ended answered 30: 101 ended"],
    owed: [],
  },
  "the same client some seconds later": {
    messages: [start(1, 0, "101"), end(1, 20), start(2, 40, "102"), end(2, 60)],
    calls: ["ended no-answer 0: 101 missed", "ended no-answer 0: 102 missed"],
    owed: [2],
  },
  "hidden callers, one right after the other": {
    messages: [
      start(1, 0, "101", "anonymous"),
      start(2, 10, "102", "anonymous"),
      end(1, 20),
      end(2, 60, 30),
    ],
    calls: ["ended no-answer 0: 101 missed", "ended answered 30: 102 ended"],
    owed: [],
  },
};

describe.each(Object.entries(stories))("%s", (_, story) => {
  const { messages, calls, owed: expected } = story;

  it.each([false, true])("as it happens, all at once: %s", async (atOnce) => {
    await tell(messages, atOnce);
    expect(await journal()).toEqual(calls);
    expect(await owed()).toEqual(expected);
  });

  it("in other orders, and told twice", async () => {
    await fc.assert(
      fc
        .asyncProperty(orders(story), fc.boolean(), async (told, again) => {
          await tell([...told, ...(again ? told : [])]);
          expect(await journal()).toEqual(calls);
          expect(await owed()).toEqual(expected);
        })
        .beforeEach(forget),
      { seed: 20_261_129, numRuns: 16 },
    );
  });

  it("with history, which adds nothing", async () => {
    const lasted = (id: number) => messages.find((one) => one.id === ends + id);
    await tell(messages);
    const begun = messages.filter(({ id }) => id < ends && lasted(id));
    const known = await db.call.findMany({ orderBy: { id: "asc" } });
    await tell(begun.map((one) => rowOf(one, lasted(one.id)!)));
    expect(await journal()).toEqual(calls);
    const after = await db.call.findMany({ orderBy: { id: "asc" } });
    expect(after.map(({ id }) => id)).toEqual(known.map(({ id }) => id));
  });
});
