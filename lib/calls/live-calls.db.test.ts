/** Cards of many people at once. */
import { sqltag as sql } from "@prisma/client/runtime/client";
import { beforeAll, expect, it } from "vitest";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { minute } from "#lib/base/duration";
import { openOffice } from "#lib/testing/kit/office";
import { liveCallsOf, liveCallsOfPeople, partsLatelyEnded, partsUnderWay } from "./live-calls";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: { extension: "102" }, maria: {}, petro: {} },
  connections: { office: {}, closed: {} },
});
const { olena, ivan, maria, petro } = office.people;
const now = Date.now();

interface Told {
  legs?: (string | null)[];
  minutesAgo?: number;
  call?: object;
  leg?: object;
}

/** A call of these people; by default a talk that was over a minute later, and nobody has put away. */
function rowsOf({ legs = [], minutesAgo = 10, ...over }: Told) {
  const startedAt = new Date(now - minutesAgo * minute);
  const talk = { answeredAt: startedAt, endedAt: new Date(startedAt.getTime() + minute) };
  const id = timeOrderedId(startedAt.getTime());
  const { connectionId } = office.connections.office;
  const call = {
    id,
    connectionId,
    direction: "incoming",
    state: "ended",
    clientRaw: "83430112233",
  };
  return {
    call: { ...call, startedAt, ...talk, ...over.call },
    legs: legs.map((userId, n) => {
      const rang = { extension: `10${n}`, startedAt: new Date(startedAt.getTime() + n) };
      return { ...rang, callId: id, userId, state: "ended", ...talk, ...over.leg };
    }),
  };
}

/** @returns the ids */
async function record(told: readonly Told[]): Promise<string[]> {
  const rows = told.map(rowsOf);
  await office.db.call.createMany({ data: rows.map(({ call }) => call) });
  await office.db.callLeg.createMany({ data: rows.flatMap(({ legs }) => legs) });
  return rows.map(({ call }) => call.id);
}

const call = async (told: Told) => (await record([told]))[0]!;

const live = { state: "ringing", answeredAt: null, endedAt: null };
const inVain = { direction: "outgoing", answeredAt: null };
const unanswered = { answeredAt: null };
const shown: Record<string, string[]> = {};
const idsOf = (calls: readonly { id: string }[]) => calls.map(({ id }) => id);

beforeAll(async () => {
  const closed = office.connections.closed.connectionId;
  await office.db.connection.update({ where: { id: closed }, data: { deletedAt: new Date() } });

  const shared = await call({ legs: [olena, ivan, null], minutesAgo: 20 });
  const rings = await call({ legs: [olena, ivan], call: live, leg: unanswered, minutesAgo: 1 });
  const asked = { ...live, state: "dialling", direction: "outgoing", requestedById: maria };
  const requested = await call({ call: asked, minutesAgo: 2 });
  await call({ legs: [olena], call: inVain, leg: unanswered, minutesAgo: 8 });
  const tried = await call({ legs: [olena], call: inVain, leg: unanswered, minutesAgo: 7 });
  const long = await call({ legs: [ivan], minutesAgo: 25 * 60, call: { endedAt: new Date(now) } });

  // None of these is a card.
  await call({ legs: [olena], leg: { dismissed: "wrap-up" } });
  await call({ legs: [olena], leg: unanswered });
  await call({ legs: [olena], call: { replayed: true } });
  await call({ legs: [olena], minutesAgo: 5 * 60 });
  await call({ legs: [olena], minutesAgo: 29 * 60, call: { endedAt: new Date(now) } });
  await call({ legs: [olena], call: { connectionId: closed } });
  await call({ legs: [olena], call: { ...live, connectionId: closed }, leg: unanswered });
  const refused = { ...inVain, failure: "not registered" };
  await call({ legs: [olena], call: refused, leg: unanswered, minutesAgo: 3 });
  await call({ legs: [null], call: live, leg: unanswered });

  shown[olena] = [shared, tried, rings];
  shown[ivan] = [long, shared, rings];
  shown[maria] = [requested];
  shown[petro] = [];
});

it("are each person's own, in the order of time", async () => {
  const asked = [maria, olena, "nobody", ivan, petro, olena];
  const read = await liveCallsOfPeople(asked);
  expect(read.map(idsOf)).toEqual(asked.map((id) => shown[id] ?? []));
});

it("are what each gets alone", async () => {
  const asked = [olena, ivan, maria, petro];
  const alone = [];
  for (const id of asked) alone.push(await liveCallsOf(id));
  expect(await liveCallsOfPeople(asked)).toEqual(alone);
  expect(alone.flat().length).toBe(7);
});

it("are nobody's when nobody is asked for", async () => {
  expect(await liveCallsOfPeople([])).toEqual([]);
});

it("are the newest hundred talks of each, when they have put none away", async () => {
  const talksOf = (id: string) =>
    record(Array.from({ length: 150 }, (_, n) => ({ legs: [id], minutesAgo: 200 - n })));
  const [olenas, petros] = [await talksOf(olena), await talksOf(petro)];
  const [ofOlena = [], ofPetro = []] = await liveCallsOfPeople([olena, petro]);
  expect(idsOf(ofPetro)).toEqual(petros.slice(-100));
  const older = new Set(olenas.slice(0, 50));
  expect(ofOlena.filter(({ id }) => older.has(id))).toEqual([]);
  // The talk with Ivan is one of the hundred.
  expect(idsOf(ofOlena).filter((id) => olenas.includes(id))).toHaveLength(99);
  expect(idsOf(ofOlena)).toEqual(expect.arrayContaining(shown[olena]!));
});

if (process.env.TEST_DIALECT === "sqlite") {
  it.each([
    ["under way", partsUnderWay],
    ["that ended lately", partsLatelyEnded],
  ])("those %s are found without a look at any other", async (_, partsOf) => {
    const plan = await office.db.$queryRaw<{ detail: string }[]>(
      sql`EXPLAIN QUERY PLAN ${partsOf([olena, ivan, maria])}`,
    );
    const steps = plan.map(({ detail }) => detail);
    expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual([]);
    // A person's legs and requests of all years are no way in.
    expect(steps.filter((step) => /\(userId=\?\)|requestedById=/.test(step))).toEqual([]);
  });
}
