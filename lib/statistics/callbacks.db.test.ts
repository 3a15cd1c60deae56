/** How long clients waited for a call, and how many no longer than the target, by person and by day. */
import { beforeEach, expect, it } from "vitest";
import { periodOf } from "#lib/base/period";
import { openOffice } from "#lib/testing/kit/office";
import { inTimePart } from "./figures";
import { statisticsOptions } from "./options";
import { readStatistics } from "./read-statistics";

const office = await openOffice();
const people = ["01900000-0000-7000-8000-00000000000a", "01900000-0000-7000-8000-00000000000b"];
const connections = [office.connections.office.connectionId];
beforeEach(async () => {
  await office.db.callback.deleteMany();
  await office.db.call.deleteMany();
});

const custom = (from: string, to: string) =>
  statisticsOptions.parse({ period: "custom", from, to });
const everybody = { personId: null, connectionId: null };

it("measures how long missed clients waited for the talk, not the promised ones", async () => {
  const from = Date.UTC(2026, 9, 20, 9);
  await office.db.call.create({
    data: {
      id: "talk",
      connectionId: connections[0]!,
      direction: "outgoing",
      state: "ended",
      disposition: "answered",
      clientRaw: "1",
      handledById: people[0]!,
      startedAt: new Date(from + 590_000),
      answeredAt: new Date(from + 600_000),
    },
  });
  const callback = (kind: string, closedReason: string, waitingSince: number) => ({
    kind,
    closedReason,
    numberRaw: "1",
    closedByCallId: "talk",
    waitingSince: new Date(waitingSince),
    dueAt: new Date(from),
    closedAt: new Date(from + 700_000),
  });
  await office.db.callback.create({ data: callback("missed", "talked", from) });
  await office.db.callback.create({ data: callback("promised", "talked", from - 1_000_000) });
  await office.db.callback.create({ data: callback("missed", "not-needed", from - 1_000_000) });
  const day = periodOf(custom("2026-10-20", "2026-10-20"), "UTC");
  const { now } = await readStatistics(day, everybody);
  expect(now).toMatchObject({ medianCallback: 600, p90Callback: 600, calledBack: 1 });
  const other = { personId: people[1]!, connectionId: null };
  expect((await readStatistics(day, other)).now.medianCallback).toBeNull();
});

it("tells who was called back within the target, and who still waits", async () => {
  const at = (day: number, minutes: number) => new Date(Date.UTC(2026, 9, day, 9, minutes));
  const talks = [
    // A person, and after how many minutes of waiting on which day.
    [0, 10, 20],
    [0, 15, 20],
    [0, 16, 20],
    [1, 5, 21],
    [null, 50, 21],
  ] as const;
  for (const [index, [person, waited, day]] of talks.entries()) {
    const id = `talk-${String(index)}`;
    await office.db.call.create({
      data: {
        id,
        connectionId: connections[0]!,
        direction: "outgoing",
        state: "ended",
        disposition: "answered",
        clientRaw: "1",
        handledById: person === null ? null : people[person],
        startedAt: at(day, waited),
        answeredAt: at(day, waited),
      },
    });
    const closed = { closedReason: "talked", closedByCallId: id, closedAt: at(day, waited + 1) };
    const callback = {
      kind: "missed",
      numberRaw: "1",
      waitingSince: at(day, 0),
      dueAt: at(day, 0),
    };
    await office.db.callback.create({ data: { ...callback, ...closed } });
  }
  const waits = (kind: string, day: number, minutes: number) => ({
    kind,
    numberRaw: "1",
    waitingSince: at(day, minutes),
    dueAt: at(day, minutes + 15),
  });
  await office.db.callback.createMany({
    data: [waits("missed", 21, 0), waits("promised", 21, 0), waits("lead", 21, 50)],
  });
  const period = periodOf(custom("2026-10-20", "2026-10-21"), "UTC");
  const found = await readStatistics(period, everybody, at(21, 60));
  expect(found.now.callbacks).toEqual({ calledBack: 5, inTime: 3, overdue: 1 });
  expect(found.before.callbacks).toEqual({ calledBack: 0, inTime: 0, overdue: 0 });
  expect(found.buckets.map(({ callbacks }) => callbacks)).toEqual([
    { calledBack: 3, inTime: 2, overdue: 0 },
    { calledBack: 2, inTime: 1, overdue: 1 },
  ]);
  expect(found.callbackPeople).toEqual([
    { personId: people[0], callbacks: { calledBack: 3, inTime: 2, overdue: 0 } },
    { personId: null, callbacks: { calledBack: 1, inTime: 0, overdue: 1 } },
    { personId: people[1], callbacks: { calledBack: 1, inTime: 1, overdue: 0 } },
  ]);
  const own = await readStatistics(period, { ...everybody, personId: people[1]! }, at(21, 60));
  expect(own.now.callbacks).toEqual({ calledBack: 1, inTime: 1, overdue: 0 });
  expect(inTimePart(own.now.callbacks)).toBe(1);
  expect(inTimePart(found.before.callbacks)).toBeNull();
});
