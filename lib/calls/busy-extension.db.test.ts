/** A reception's telephone: thousands of legs a day, most of them told again by the provider's history. */
import { beforeAll, expect, it } from "vitest";
import { db } from "#lib/db/client";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { openOffice } from "#lib/testing/kit/office";
import { liveCallsOf } from "./live-calls";

const office = await openOffice({ people: { olena: { extension: "101" }, ivan: {} } });
const { olena, ivan } = office.people;
const legs = 5_000;
const hour = 3_600_000;

beforeAll(async () => {
  const { connectionId } = office.connections.office;
  const now = Date.now();
  const calls = Array.from({ length: legs }, (_, n) => {
    // Over the last 20 hours; a tenth of them live, the others from history.
    const at = now - Math.round((n / legs) * 20 * hour) - 60_000;
    const id = timeOrderedId(at, n);
    const startedAt = new Date(at);
    const told = { startedAt, answeredAt: startedAt, endedAt: new Date(at + 30_000) };
    const call = { id, connectionId, externalId: `old ${n}`, clientRaw: `8343${n}`, ...told };
    return { ...call, direction: "incoming", state: "ended", replayed: n % 10 !== 0 };
  });
  await db().call.createMany({ data: calls.map((one) => ({ ...one, disposition: "answered" })) });
  const answered = calls.map(({ id, startedAt, answeredAt, endedAt }) => {
    const leg = { callId: id, extension: "101", userId: olena, state: "ended" };
    return { ...leg, startedAt, answeredAt, endedAt };
  });
  await db().callLeg.createMany({ data: answered });
});

it("has its pop-ups after 5,000 answered calls in a day", async () => {
  const ring = await office.record({
    kind: "call:ringing",
    externalId: "now",
    direction: "incoming",
    clientNumber: "+73430112233",
    extension: "101",
  });
  const began = performance.now();
  const cards = await liveCallsOf(olena);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(cards.at(-1)).toMatchObject({ id: ring.id, state: "ringing" });
  // A tenth of a fifth: live ones of the last four hours.
  expect(cards.length).toBe(101);
  expect(cards.slice(0, -1).every(({ state, replayed }) => state === "ended" && !replayed)).toBe(
    true,
  );
  const times = cards.map(({ startedAt }) => startedAt);
  expect(times).toEqual([...times].sort());
  expect(await liveCallsOf(ivan)).toEqual([]);
});
