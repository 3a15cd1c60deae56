/** The databases' counting against a plain recount, call by call, over whatever calls there may be. */
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { transaction } from "#lib/db/client";
import { openOffice } from "#lib/testing/kit/office";
import { insertRows } from "#lib/db/json-sql";
import { averageWait, callsOf, missedOf } from "./figures";
import { statisticsOptions } from "./options";
import { periodOf } from "#lib/base/period";
import { filterFor, readStatistics } from "./read-statistics";

const office = await openOffice({ connections: { office: {}, second: {} } });
const people = ["01900000-0000-7000-8000-00000000000a", "01900000-0000-7000-8000-00000000000b"];
const connections = Object.values(office.connections).map(({ connectionId }) => connectionId);
const outcomes: string[] = [];
beforeAll(async () => {
  for (const [index, key] of ["office", "second"].entries()) {
    const data = { key, position: index + 1 };
    outcomes.push((await office.db.outcome.create({ data })).id);
  }
});
beforeEach(() => office.db.call.deleteMany());

interface TestCall {
  startedAt: Date;
  direction: "incoming" | "outgoing" | "internal";
  disposition: "answered" | "no-answer" | "busy" | "failed" | null;
  failure: string | null;
  connectionId: string;
  handledById: string | null;
  outcomeId: string | null;
  waitSeconds: number | null;
  talkSeconds: number | null;
}

/** Around the night in which Kyiv's clocks go back. */
const around = Date.UTC(2026, 9, 25);
const callMade = fc.record({
  at: fc.integer({ min: around - 20 * 86_400_000, max: around + 20 * 86_400_000 }),
  direction: fc.constantFrom("incoming", "outgoing", "internal"),
  disposition: fc.constantFrom("answered", "answered", "no-answer", "busy", "failed", null),
  /** Why the provider refused to dial. */
  refused: fc.option(fc.constant("No such extension")),
  connection: fc.nat(1),
  person: fc.integer({ min: -1, max: 1 }),
  outcome: fc.integer({ min: -1, max: 1 }),
  wait: fc.option(fc.nat(90)),
  talk: fc.option(fc.nat(900)),
});

type MadeCall = typeof callMade extends fc.Arbitrary<infer T> ? T : never;

async function store(made: MadeCall[]): Promise<TestCall[]> {
  const calls = made.map((one): TestCall => ({
    startedAt: new Date(one.at),
    direction: one.direction as TestCall["direction"],
    disposition: one.disposition as TestCall["disposition"],
    failure: one.direction === "outgoing" && one.disposition === "failed" ? one.refused : null,
    connectionId: connections[one.connection]!,
    handledById: people[one.person] ?? null,
    outcomeId: outcomes[one.outcome] ?? null,
    waitSeconds: one.disposition === "answered" ? one.wait : null,
    talkSeconds: one.disposition === "answered" ? one.talk : null,
  }));
  const columns = [
    "id",
    "connectionId",
    "direction",
    "state",
    "disposition",
    "failure",
    "clientRaw",
    "startedAt",
    "handledById",
    "outcomeId",
    "waitSeconds",
    "talkSeconds",
  ];
  const rows = calls.map((call, index) => [
    `call-${index}`,
    call.connectionId,
    call.direction,
    call.disposition ? "ended" : "active",
    call.disposition,
    call.failure,
    "+70000000000",
    call.startedAt,
    call.handledById,
    call.outcomeId,
    call.waitSeconds,
    call.talkSeconds,
  ]);
  await transaction((tx) => insertRows(tx, { table: "Call", columns, rows }));
  return calls;
}

const counts = (call: TestCall) =>
  call.disposition !== null && call.direction !== "internal" && call.failure === null;
const automatic = (call: TestCall) => call.direction === "outgoing" && !call.handledById;
const isAnswered = (call: TestCall) => call.disposition === "answered";
const isMissed = (call: TestCall) => call.direction === "incoming" && !isAnswered(call);

/** In words nobody could optimise. */
function recount(calls: TestCall[]) {
  const all = calls.filter(counts);
  const sum = (numbers: (number | null)[]) => numbers.reduce<number>((a, b) => a + (b ?? 0), 0);
  const taken = all.filter((call) => call.direction === "incoming" && isAnswered(call));
  const ours = all.filter((call) => call.direction === "outgoing" && call.handledById);
  return {
    incoming: all.filter((call) => call.direction === "incoming").length,
    answered: taken.length,
    outgoing: ours.length,
    reached: ours.filter(isAnswered).length,
    automatic: all.filter(automatic).length,
    waitSeconds: sum(taken.map((call) => call.waitSeconds)),
    waits: taken.filter((call) => call.waitSeconds !== null).length,
    talkSeconds: sum([...taken, ...ours.filter(isAnswered)].map((call) => call.talkSeconds)),
  };
}

/** By the platform's own calendar, not by the one the product asks. */
function localTime(at: Date, timeZone: string): { day: string; hour: number; weekday: number } {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(at);
  const day = parts.slice(0, 10);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { day, hour: Number(parts.slice(11, 13)), weekday };
}

const custom = (from: string, to: string) =>
  statisticsOptions.parse({ period: "custom", from, to });
const everybody = { personId: null, connectionId: null };
const zones = ["Europe/Kyiv", "Asia/Kathmandu", "America/St_Johns", "UTC"];

it("counts as a plain recount does, day by day, in any zone", async () => {
  await fc.assert(
    fc
      .asyncProperty(
        fc.array(callMade, { maxLength: 120 }),
        fc.constantFrom(...zones),
        async (made, zone) => {
          const calls = await store(made);
          const period = periodOf(custom("2026-10-15", "2026-11-01"), zone);
          const found = await readStatistics(period, everybody);
          const dayOf = (call: TestCall) => localTime(call.startedAt, zone).day;
          const inside = calls.filter(
            (call) => dayOf(call) >= "2026-10-15" && dayOf(call) <= "2026-11-01",
          );
          expect(found.now.figures).toEqual(recount(inside));
          for (const { label, figures } of found.buckets) {
            expect(figures, label).toEqual(recount(calls.filter((call) => dayOf(call) === label)));
          }
          for (const { personId, figures } of found.people) {
            const theirs = inside.filter(({ handledById }) => handledById === personId);
            expect(figures).toEqual(recount(theirs));
          }
          for (const { connectionId, figures } of found.connections) {
            const its = inside.filter((call) => call.connectionId === connectionId);
            expect(figures).toEqual(recount(its));
          }
          const talks = inside.filter((c) => counts(c) && isAnswered(c) && !automatic(c));
          for (const { outcomeId, talks: count } of found.outcomes) {
            expect(count).toBe(talks.filter((call) => call.outcomeId === outcomeId).length);
          }
          const heat = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
          for (const call of inside.filter((call) => counts(call) && isMissed(call))) {
            const { weekday, hour } = localTime(call.startedAt, zone);
            heat[weekday]![hour]! += 1;
          }
          expect(found.missedByHour).toEqual(heat);
          const waits = talks
            .filter((call) => call.direction === "incoming" && call.waitSeconds !== null)
            .map((call) => call.waitSeconds!)
            .sort((a, b) => a - b);
          const at = (part: number) => waits[Math.ceil(waits.length * part) - 1] ?? null;
          expect([found.now.medianWait, found.now.p90Wait]).toEqual([at(0.5), at(0.9)]);
          const before = calls.filter(
            (call) => dayOf(call) >= "2026-09-27" && dayOf(call) <= "2026-10-14",
          );
          expect(found.before.figures).toEqual(recount(before));
        },
      )
      .afterEach(() => office.db.call.deleteMany().then(() => undefined)),
    { numRuns: 15 },
  );
}, 60_000);

describe("who sees what", () => {
  it("is everything for managers, and sales people's own whatever they ask for", async () => {
    const at = Date.UTC(2026, 9, 20, 12);
    const made = (person: number, connection: number): MadeCall => ({
      at,
      person,
      connection,
      direction: "incoming",
      disposition: "answered",
      outcome: -1,
      wait: 4,
      talk: 60,
      refused: null,
    });
    await store([made(0, 0), made(0, 1), made(1, 0)]);
    const period = periodOf(custom("2026-10-20", "2026-10-20"), "UTC");
    const calls = async (role: "sales" | "manager", query: object) => {
      const options = statisticsOptions.parse(query);
      const filter = filterFor({ id: people[0]!, role }, options);
      return callsOf((await readStatistics(period, filter)).now.figures);
    };
    expect(await calls("manager", {})).toBe(3);
    expect(await calls("manager", { person: people[1] })).toBe(1);
    expect(await calls("manager", { connection: connections[0] })).toBe(2);
    expect(await calls("sales", {})).toBe(2);
    expect(await calls("sales", { person: people[1] })).toBe(2);
  });
});

it("says nothing of what there is nothing to measure", async () => {
  const { now } = await readStatistics(periodOf(custom("2026-10-20", "2026-10-21"), "UTC"), {
    ...everybody,
  });
  expect(now.medianWait).toBeNull();
  expect(averageWait(now.figures)).toBeNull();
  expect(missedOf(now.figures)).toBe(0);
});
