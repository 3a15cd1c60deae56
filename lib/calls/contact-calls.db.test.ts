import { beforeEach, expect, it } from "vitest";
import { minute } from "#lib/base/duration";
import { directTransaction } from "#lib/db/client";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { neverCalled, refreshContactCalls } from "./contact-calls";
import { fillContactCalls } from "./fill-contact-calls";
import { undoWrapUp, wrapUpCall } from "./wrap-up";

const office = await openOffice({ people: { olena: { extension: "101" } } });
const { olena } = office.people;
const agreed = "01900000-0000-7000-8000-000000000001";
const never = { calledAt: neverCalled, talkedAt: null, attempts: 0, outcomeId: null };

let contactId: string;
let made = 0;
beforeEach(async () => {
  await office.db.call.deleteMany();
  await office.db.contact.deleteMany();
  contactId = await addContact("Anna", "+73430112233");
});

const stored = () => office.db.contactCalls.findUniqueOrThrow({ where: { contactId } });
const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();

/** An outgoing call that nobody takes. @returns when it began */
async function attempt(at = ago(0)): Promise<Date> {
  const externalId = `out-${++made}`;
  const { startedAt } = await office.record(aCallEvent("call:dialling", { externalId, at }));
  const over = { externalId, direction: "outgoing", disposition: "no-answer", at } as const;
  await office.record(aCallEvent("call:ended", over));
  return new Date(startedAt);
}

async function talk(at = ago(0)): Promise<string> {
  const externalId = `in-${++made}`;
  await office.record(aCallEvent("call:answered", { externalId, at }));
  return (await office.record(aCallEvent("call:ended", { externalId, talkSeconds: 5, at }))).id;
}

it("knows the last call, the attempts since the last talk, and the talk as soon as it begins", async () => {
  expect(await stored()).toMatchObject(never);
  await office.record(aCallEvent("call:ringing", { externalId: "missed", at: ago(50) }));
  const missed = { externalId: "missed", disposition: "no-answer", at: ago(49) } as const;
  await office.record(aCallEvent("call:ended", missed));
  expect(await stored()).toMatchObject(never);

  await attempt(ago(40));
  const second = await attempt(ago(30));
  expect(await stored()).toMatchObject({ calledAt: second, talkedAt: null, attempts: 2 });

  const at = ago(20);
  await office.record(aCallEvent("call:answered", { externalId: "talk", at }));
  const talked = { calledAt: new Date(at), talkedAt: new Date(at), attempts: 0 };
  expect(await stored()).toMatchObject(talked);
  const third = await attempt(ago(10));
  expect(await stored()).toMatchObject({ ...talked, calledAt: third, attempts: 1 });
  // Told late: it was before the talk.
  await attempt(ago(35));
  expect(await stored()).toMatchObject({ ...talked, calledAt: third, attempts: 1 });
});

it("keeps the outcome of the last call that has one", async () => {
  const callId = await talk(ago(20));
  await wrapUpCall(olena, { callId, outcomeId: agreed });
  await talk(ago(10));
  expect(await stored()).toMatchObject({ outcomeId: agreed });
  await undoWrapUp(olena, { callId });
  expect(await stored()).toMatchObject({ outcomeId: null });
});

it("counts two calls that end at once", async () => {
  await Promise.all([attempt(), attempt(), attempt()]);
  expect(await stored()).toMatchObject({ attempts: 3 });
});

it("takes no call of a campaign for one of the team's", async () => {
  const { connectionId } = office.connections.office;
  const sound = await office.db.campaignSound.create({
    data: { connectionId, name: "a.wav", key: crypto.randomUUID(), bytes: new Uint8Array(1) },
  });
  const data = { name: "Fair", mode: "ours", connectionId, soundId: sound.id, channels: 1 };
  const rules = { hoursFrom: 0, hoursTo: 600, weekdays: "1", maxAttempts: 1, minGapMinutes: 1 };
  const { id: campaignId } = await office.db.campaign.create({ data: { ...data, ...rules } });
  const e164 = "+73430112233";
  const startedAt = new Date();
  await office.db.dialAttempt.create({
    data: { campaignId, targetId: "t", connectionId, e164, startedAt, deadline: startedAt },
  });
  await attempt();
  expect(await stored()).toMatchObject(never);
  await office.db.campaign.deleteMany();
});

it("fills in what is older than the table, and leaves alone what is there", async () => {
  await attempt(ago(40));
  await talk(ago(30));
  const last = await attempt(ago(20));
  const other = await addContact("Boris", "+73430112244");
  const known = await stored();
  await office.db.contactCalls.deleteMany();
  expect(await fillContactCalls()).toBe(2);
  expect(await stored()).toEqual(known);
  expect(known).toMatchObject({ calledAt: last, attempts: 1 });
  expect(
    await office.db.contactCalls.findUniqueOrThrow({ where: { contactId: other } }),
  ).toMatchObject(never);
  await office.db.contactCalls.update({ where: { contactId: other }, data: { attempts: 7 } });
  expect(await fillContactCalls()).toBe(0);
  expect(await office.db.contactCalls.count({ where: { attempts: 7 } })).toBe(1);
});

it("asks nothing about contacts that are gone", async () => {
  const gone = crypto.randomUUID();
  await directTransaction((tx) => refreshContactCalls(tx, [gone, contactId]));
  expect(await office.db.contactCalls.count()).toBe(1);
});
