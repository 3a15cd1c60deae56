import { expect, it } from "vitest";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { liveCallsOf } from "./live-calls";
import { callsForPublishing } from "./queries";
import { undoWrapUp, wrapUpCall } from "./wrap-up";

const office = await openOffice({ people: { olena: { extension: "101" }, ivan: {} } });
const { olena, ivan } = office.people;
const agreed = "01900000-0000-7000-8000-000000000001";
const outcome = { id: agreed, key: "agreed", name: null };

async function talk(externalId: string): Promise<string> {
  await office.record(aCallEvent("call:answered", { externalId }));
  return (await office.record(aCallEvent("call:ended", { externalId, talkSeconds: 5 }))).id;
}

it("says what the talk gave, who said so, and puts the card away; undo brings it back", async () => {
  const callId = await talk("1");
  const before = (await callsForPublishing([callId]))[0]!.view;
  const { version } = await wrapUpCall(olena, { callId, outcomeId: agreed });
  const [{ view } = { view: null }] = await callsForPublishing([callId]);
  expect(view).toMatchObject({ version, outcome, disposition: "answered" });
  expect(version).toBe(before.version + 1);
  const row = await office.db.call.findUniqueOrThrow({ where: { id: callId } });
  expect(row).toMatchObject({ wrappedUpById: olena, wrappedUpAt: expect.any(Date) as Date });
  expect(await liveCallsOf(olena)).toEqual([]);

  await undoWrapUp(olena, { callId });
  expect(await liveCallsOf(olena)).toMatchObject([{ id: callId, outcome: null }]);
  await expect(undoWrapUp(olena, { callId })).rejects.toThrow("not-found");
  await wrapUpCall(olena, { callId, outcomeId: agreed });
});

it("outlives everything the provider says later, in the database and in what is pushed", async () => {
  const callId = await talk("2");
  await wrapUpCall(olena, { callId, outcomeId: agreed });
  const recording = { externalId: "2", talkSeconds: 5, recordingUrl: "https://x.test/r" };
  expect((await office.record(aCallEvent("call:ended", recording))).outcome).toEqual(outcome);
  // One that has the whole row written anew: it began earlier than it seemed.
  const at = new Date(Date.now() - 60_000).toISOString();
  const corrected = await office.record(aCallEvent("call:ringing", { externalId: "2", at }));
  expect(corrected).toMatchObject({ outcome, startedAt: at });
  expect((await callsForPublishing([callId]))[0]!.view).toEqual(corrected);
  const row = await office.db.call.findUniqueOrThrow({ where: { id: callId } });
  expect(row).toMatchObject({ outcomeId: agreed, wrappedUpById: olena });
});

it("is for those who talked, when it is over, from the list", async () => {
  const callId = await talk("3");
  const unknown = { callId, outcomeId: ivan };
  await expect(wrapUpCall(ivan, { callId, outcomeId: agreed })).rejects.toThrow("not-found");
  await expect(wrapUpCall(olena, unknown)).rejects.toThrow("not-found");
  const { id } = await office.record(aCallEvent("call:answered", { externalId: "4" }));
  await expect(wrapUpCall(olena, { callId: id, outcomeId: agreed })).rejects.toThrow("not-over");
});

it("is for whoever has handed the call on, while the colleague still talks", async () => {
  const told = { externalId: "5", extension: "102" };
  const { id: callId } = await office.record(aCallEvent("call:answered", { externalId: "5" }));
  await office.record(aCallEvent("call:ringing", told));
  await expect(wrapUpCall(olena, { callId, outcomeId: agreed })).rejects.toThrow("not-over");
  await office.record(aCallEvent("call:answered", told));
  await wrapUpCall(olena, { callId, outcomeId: agreed });
  const [live] = await callsForPublishing([callId]);
  expect(live!.view).toMatchObject({ state: "active", outcome });
});

it("waits for a call that nobody took, the last one of them, and for none that was refused", async () => {
  await office.db.call.deleteMany();
  const dial = async (externalId: string, over: object = {}) => {
    await office.record(aCallEvent("call:dialling", { externalId }));
    const outgoing = { externalId, direction: "outgoing", disposition: "no-answer" } as const;
    return (await office.record(aCallEvent("call:ended", { ...outgoing, ...over }))).id;
  };
  await dial("6");
  const last = await dial("7", { clientNumber: "83430112244", disposition: "busy" });
  const shown = async () => (await liveCallsOf(olena)).map(({ id }) => id);
  expect(await shown()).toEqual([last]);
  await wrapUpCall(olena, { callId: last, outcomeId: agreed });
  // Put away, it is told of as such: the one before does not come forward.
  expect(await liveCallsOf(olena)).toMatchObject([{ id: last, legs: [{ dismissed: "wrap-up" }] }]);
  await office.db.call.update({ where: { id: last }, data: { failure: "not registered" } });
  expect(await shown()).not.toContain(last);
});
