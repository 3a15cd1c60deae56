import { beforeAll, beforeEach, expect, test } from "vitest";
import { recordCallEvents, type CallOccurrence } from "#lib/calls/record-call-events";
import { openOffice } from "#lib/testing/kit/office";
import { seededRandom, type Random } from "#lib/testing/kit/random";

const office = await openOffice();
const source = office.connections.office;
let anna: string;
const annas = ["+73430000001", "+73430000002"];
const stranger = "+73430000003";
/** Times of a day that has passed; calls are reported as history, by the provider's own clock. */
const day = Date.now() - 24 * 60 * 60_000;
const minute = 60_000;

beforeAll(async () => {
  const number = (e164: string) => ({ raw: e164, e164, digits: e164.slice(1) });
  const contact = await office.db.contact.create({
    data: { name: "Anna", searchText: "anna", numbers: { create: annas.map(number) } },
  });
  anna = contact.id;
});
beforeEach(async () => {
  await office.db.callback.deleteMany();
  await office.db.call.deleteMany();
  await office.db.ignoredNumber.deleteMany();
});

type Kind = "missed" | "tried" | "reached" | "came-through";
interface Played {
  kind: Kind;
  number: string;
  /** In minutes of the day. */
  from: number;
  to: number;
}
let ids = 0;

function occurrenceOf(
  { kind, number, from, to }: Played,
  externalId = `call-${ids++}`,
): CallOccurrence {
  const at = (minutes: number) => new Date(day + minutes * minute).toISOString();
  return {
    source,
    receivedAt: new Date(),
    event: {
      kind: "call:ended",
      externalId,
      clientNumber: number,
      extension: "101",
      direction: kind === "missed" || kind === "came-through" ? "incoming" : "outgoing",
      disposition: kind === "missed" || kind === "tried" ? "no-answer" : "answered",
      startedAt: at(from),
      endedAt: at(to),
      at: at(to),
      replayed: true,
    },
  };
}

const play = (...calls: Played[]) => recordCallEvents(calls.map((call) => occurrenceOf(call)));
const open = () =>
  office.db.callback.findMany({ where: { closedAt: null }, orderBy: { openKey: "asc" } });
const minuteOf = (time: Date) => (time.getTime() - day) / minute;

test("who calls and is missed, by two numbers, waits once", async () => {
  await play({ kind: "missed", number: annas[0]!, from: 10, to: 11 });
  const [published] = await play({ kind: "missed", number: annas[1]!, from: 20, to: 21 });
  const rows = await open();
  expect(rows).toMatchObject([
    { openKey: `contact:${anna}`, kind: "missed", missedCount: 2, e164: annas[1], version: 2 },
  ]);
  expect(minuteOf(rows[0]!.waitingSince)).toBe(10);
  expect(minuteOf(rows[0]!.dueAt)).toBe(25);
  expect(published!.callbackIds).toEqual([rows[0]!.id]);
});

test.each(["reached", "came-through"] as const)("a talk closes it: %s", async (kind) => {
  await play({ kind: "missed", number: annas[0]!, from: 10, to: 11 });
  await play({ kind: "tried", number: annas[0]!, from: 12, to: 13 });
  expect(await open()).toMatchObject([{ attempts: 1, lastAttemptAt: new Date(day + 13 * minute) }]);
  const [talk] = await play({ kind, number: annas[1]!, from: 14, to: 16 });
  expect(await office.db.callback.findMany()).toMatchObject([
    { openKey: null, closedReason: "talked", closedByCallId: talk!.view.id },
  ]);
});

test("it leaves the queue when somebody answers, not only at the end", async () => {
  await play({ kind: "missed", number: stranger, from: 10, to: 11 });
  const live = { externalId: "live", clientNumber: stranger, extension: "101" };
  const receivedAt = new Date();
  await recordCallEvents([
    { source, receivedAt, event: { kind: "call:answered", direction: "incoming", ...live } },
  ]);
  expect(await open()).toEqual([]);
});

test("an end that is corrected to answered closes what it had opened", async () => {
  const missed = { kind: "missed", number: stranger, from: 10, to: 11 } as const;
  await recordCallEvents([occurrenceOf(missed, "group")]);
  expect(await open()).toHaveLength(1);
  await recordCallEvents([occurrenceOf({ ...missed, kind: "came-through" }, "group")]);
  expect(await open()).toEqual([]);
});

test("hidden, short, own and internal numbers are owed nothing", async () => {
  await office.db.ignoredNumber.create({ data: { e164: stranger, kind: "own" } });
  for (const number of ["", "anonymous", "101", stranger]) {
    await play({ kind: "missed", number, from: 10, to: 11 });
  }
  const internal = occurrenceOf({ kind: "missed", number: annas[0]!, from: 10, to: 11 });
  await recordCallEvents([
    { ...internal, event: { ...internal.event, direction: "internal" } as CallOccurrence["event"] },
  ]);
  expect(await open()).toEqual([]);
});

test("a number nobody understands is called back as it came", async () => {
  await play({ kind: "missed", number: "2-33-44", from: 10, to: 11 });
  await play({ kind: "missed", number: "2-33-44", from: 12, to: 13 });
  expect(await open()).toMatchObject([{ openKey: "number:2-33-44", e164: null, missedCount: 2 }]);
  await play({ kind: "reached", number: "2-33-44", from: 14, to: 15 });
  expect(await open()).toEqual([]);
});

test("what somebody has done stays done, however late an earlier miss is reported", async () => {
  await play({ kind: "missed", number: stranger, from: 20, to: 21 });
  const user = await office.db.user.create({
    data: { email: "a@b.c", name: "A", role: "sales", passwordHash: "x" },
  });
  await office.db.callback.updateMany({
    data: {
      openKey: null,
      closedAt: new Date(day + 30 * minute),
      closedReason: "done",
      closedById: user.id,
    },
  });
  await play({ kind: "missed", number: stranger, from: 10, to: 11 });
  expect(await open()).toEqual([]);
  await play({ kind: "missed", number: stranger, from: 40, to: 41 });
  expect(await open()).toMatchObject([{ missedCount: 1 }]);
});

test("two writers at once make one", async () => {
  await Promise.all(
    Array.from({ length: 6 }, (_, n) => play({ kind: "missed", number: stranger, from: n, to: n })),
  );
  expect(await open()).toMatchObject([{ missedCount: 6 }]);
});

test("two writers at once: a talk beside its miss leaves nothing open", async () => {
  for (let round = 0; round < 10; round++) {
    const from = round * 10;
    await Promise.all([
      play({ kind: "missed", number: stranger, from, to: from + 1 }),
      play({ kind: "reached", number: stranger, from: from + 2, to: from + 3 }),
    ]);
    expect(await open()).toEqual([]);
  }
});

test("whatever the order in which it is reported, and however often, the same callbacks are open", async () => {
  for (let seed = 1; seed <= 25; seed++) {
    const random = seededRandom(seed);
    const calls = Array.from({ length: random.int(2, 12) }, () => anyCall(random));
    const occurrences = calls.map((call, index) => occurrenceOf(call, `${seed}-${index}`));
    await reportInAnyOrder(random, occurrences);
    const rows = await open();
    expect(rows.map(summary), `seed ${seed}`).toEqual(expected(calls));
    await reportInAnyOrder(random, occurrences);
    expect(await open(), `seed ${seed}, again`).toEqual(rows);
    await office.db.callback.deleteMany();
    await office.db.call.deleteMany();
  }
});

function anyCall(random: Random): Played {
  const [kind] = random.some<Kind>(["missed", "missed", "tried", "reached", "came-through"], 1);
  const [number] = random.some([...annas, stranger], 1);
  const from = random.int(0, 300);
  return { kind: kind!, number: number!, from, to: from + random.int(0, 5) };
}

async function reportInAnyOrder(random: Random, occurrences: CallOccurrence[]): Promise<void> {
  const left = random.some(occurrences, occurrences.length);
  while (left.length > 0) await recordCallEvents(left.splice(0, random.int(1, 4)));
}

function summary(row: Awaited<ReturnType<typeof open>>[number]) {
  const { openKey, missedCount, attempts } = row;
  return { openKey, missedCount, attempts, since: minuteOf(row.waitingSince) };
}

/** The rule in one breath: misses after the last talk. */
function expected(calls: Played[]) {
  const clients = [
    { openKey: `contact:${anna}`, numbers: annas },
    { openKey: `number:${stranger}`, numbers: [stranger] },
  ];
  return clients.flatMap(({ openKey, numbers }) => {
    const theirs = calls.filter(({ number }) => numbers.includes(number));
    const of = (...kinds: Kind[]) => theirs.filter(({ kind }) => kinds.includes(kind));
    const talked = Math.max(-1, ...of("reached", "came-through").map(({ to }) => to));
    const misses = of("missed").filter(({ from }) => from > talked);
    if (misses.length === 0) return [];
    const since = Math.min(...misses.map(({ from }) => from));
    const attempts = of("tried").filter(({ from }) => from >= since).length;
    return [{ openKey, missedCount: misses.length, attempts, since }];
  });
}

test("a group whose telephones are calls of their own is missed when none of them rings or talks", async () => {
  const client = { clientNumber: stranger, direction: "incoming" as const };
  const tell = (event: object) =>
    recordCallEvents([
      { source, receivedAt: new Date(), event: { ...client, ...event } as CallOccurrence["event"] },
    ]);
  const ring = (extension: string) =>
    tell({ kind: "call:ringing", externalId: `group-${extension}`, extension });
  const end = (extension: string, talkSeconds = 0) =>
    tell({
      kind: "call:ended",
      externalId: `group-${extension}`,
      disposition: talkSeconds > 0 ? "answered" : "no-answer",
      talkSeconds,
    });
  await ring("101");
  await ring("102");
  await end("101");
  expect(await open()).toEqual([]);
  await end("102", 1);
  expect(await open()).toEqual([]);
  await office.db.call.deleteMany();
  await ring("101");
  await ring("102");
  await end("102");
  await end("101");
  expect(await open()).toMatchObject([{ missedCount: 1 }]);
});

test("who is handed over and answered by nobody waits; not while the next telephone rings", async () => {
  const client = { externalId: "handed", clientNumber: stranger, direction: "incoming" as const };
  const tell = (event: object, seconds: number) =>
    recordCallEvents([
      {
        source,
        receivedAt: new Date(Date.now() - 60_000 + seconds * 1_000),
        event: { ...client, ...event } as CallOccurrence["event"],
      },
    ]);
  const over = { kind: "call:ended", disposition: "no-answer", talkSeconds: 0 };
  await tell({ kind: "call:ringing", extension: "101" }, 0);
  await tell({ kind: "call:answered", extension: "101" }, 1);
  await tell({ kind: "call:ringing", extension: "102" }, 2);
  await tell({ ...over, extension: "102" }, 20);
  expect(await open()).toMatchObject([{ e164: stranger, missedCount: 1 }]);
  await tell({ kind: "call:ringing", extension: "103" }, 22);
  expect(await open()).toEqual([]);
  await tell({ ...over, extension: "103" }, 40);
  expect(await open()).toMatchObject([{ e164: stranger, missedCount: 1 }]);
});
