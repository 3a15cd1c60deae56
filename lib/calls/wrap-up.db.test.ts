import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { saveExtensions } from "#lib/users/save-extensions";
import { callsForPublishing, liveCallsOf } from "./queries";
import { recordCallEvents } from "./record-call-events";
import { undoWrapUp, wrapUpCall } from "./wrap-up";

let test: TestDatabase;
let connectionId: string;
let olena: string;
let ivan: string;
const agreed = "01900000-0000-7000-8000-000000000001";
const outcome = { id: agreed, key: "agreed", name: null };

beforeAll(async () => {
  test = await createTestDatabase();
  const office = { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" };
  connectionId = (await test.db.connection.create({ data: office })).id;
  const person = async (name: string) =>
    (
      await test.db.user.create({
        data: { email: `${name}@x.test`, name, role: "sales", passwordHash: "-" },
      })
    ).id;
  [olena, ivan] = [await person("olena"), await person("ivan")];
  await saveExtensions(olena, { [connectionId]: "101" });
});
afterAll(() => test.close());

const source = () => ({ connectionId, slug: "office", country: "RU" });
async function tell(externalId: string, kind: string, over: object = {}) {
  const about = {
    externalId,
    direction: "incoming",
    clientNumber: "83430112233",
    extension: "101",
  };
  const event = { kind, ...about, ...over } as never;
  const [told] = await recordCallEvents([{ event, source: source(), receivedAt: new Date() }]);
  return told!.view;
}
const ended = { disposition: "answered", talkSeconds: 5 };
async function talk(externalId: string): Promise<string> {
  await tell(externalId, "call:answered");
  return (await tell(externalId, "call:ended", ended)).id;
}

it("says what the talk gave, who said so, and puts the card away; undo brings it back", async () => {
  const callId = await talk("1");
  const before = (await callsForPublishing([callId]))[0]!.view;
  const { version } = await wrapUpCall(olena, { callId, outcomeId: agreed });
  const [{ view } = { view: null }] = await callsForPublishing([callId]);
  expect(view).toMatchObject({ version, outcome, disposition: "answered" });
  expect(version).toBe(before.version + 1);
  const row = await test.db.call.findUniqueOrThrow({ where: { id: callId } });
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
  const recording = { ...ended, recordingUrl: "https://x.test/r" };
  expect((await tell("2", "call:ended", recording)).outcome).toEqual(outcome);
  // One that has the whole row written anew: it began earlier than it seemed.
  const at = new Date(Date.now() - 60_000).toISOString();
  const corrected = await tell("2", "call:ringing", { at });
  expect(corrected).toMatchObject({ outcome, startedAt: at });
  expect((await callsForPublishing([callId]))[0]!.view).toEqual(corrected);
  const row = await test.db.call.findUniqueOrThrow({ where: { id: callId } });
  expect(row).toMatchObject({ outcomeId: agreed, wrappedUpById: olena });
});

it("is for those who talked, when it is over, from the list", async () => {
  const callId = await talk("3");
  const unknown = { callId, outcomeId: ivan };
  await expect(wrapUpCall(ivan, { callId, outcomeId: agreed })).rejects.toThrow("not-found");
  await expect(wrapUpCall(olena, unknown)).rejects.toThrow("not-found");
  const { id } = await tell("4", "call:answered");
  await expect(wrapUpCall(olena, { callId: id, outcomeId: agreed })).rejects.toThrow("not-over");
});
