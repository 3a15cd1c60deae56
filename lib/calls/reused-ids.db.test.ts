/** An exchange that uses its ids again: the vendor's own example names every call 1000. */
import { beforeEach, expect, it } from "vitest";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { recordCallEvents } from "./record-call-events";

const office = await openOffice({ people: { olena: { extension: "101" } } });
const { db } = office;
const source = office.connections.office;
const began = Date.now() - 60_000;
beforeEach(async () => void (await db.call.deleteMany()));

const first = { externalId: "1000", clientNumber: "73430112233" };
const second = { externalId: "1000", clientNumber: "73430445566" };
const story = [
  aCallEvent("call:ringing", first),
  aCallEvent("call:answered", first),
  aCallEvent("call:ended", { ...first, talkSeconds: 5 }),
  aCallEvent("call:ringing", second),
  aCallEvent("call:answered", second),
];
const occurrences = story.map((event, index) => ({
  event,
  source,
  receivedAt: new Date(began + index * 1_000),
}));
async function journal() {
  const calls = await db.call.findMany({ include: { legs: true }, orderBy: { startedAt: "asc" } });
  return calls.map(({ clientE164, state, legs }) => [clientE164, state, legs.length]);
}

it.each([false, true])("has another client's call under it, all at once: %s", async (atOnce) => {
  for (const batch of atOnce ? [occurrences] : occurrences.map((one) => [one])) {
    await recordCallEvents(batch);
  }
  expect(await journal()).toEqual([
    ["+73430112233", "ended", 1],
    ["+73430445566", "active", 1],
  ]);
  // What is told of this id from now on is about the later one.
  await office.record(aCallEvent("call:ended", { ...second, talkSeconds: 9 }));
  const last = await db.call.findUniqueOrThrow({
    where: {
      connectionId_externalId: { connectionId: source.connectionId, externalId: "1000" },
    },
  });
  expect(last).toMatchObject({ clientE164: "+73430445566", state: "ended", talkSeconds: 9 });
});

it.each([
  ["the same number in another spelling", "+7 (343) 011-22-33"],
  ["a colleague who hands it over", "102"],
  ["a hidden number", "anonymous"],
])("is the same call to %s", async (_, clientNumber) => {
  for (const batch of occurrences.slice(0, 3)) await recordCallEvents([batch]);
  const event = aCallEvent("call:ringing", { externalId: "1000", clientNumber, extension: "102" });
  await recordCallEvents([{ event, source, receivedAt: new Date(began + 3_000) }]);
  expect(await journal()).toHaveLength(1);
});
