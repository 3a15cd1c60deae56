import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { chooseContact, undoChoice } from "./choose-contact";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { connectionId } = office.connections.office;
const olena: Viewer = { id: office.people.olena, role: "sales" };
const ivan: Viewer = { id: office.people.ivan, role: "sales" };
const number = "+74950177788";

beforeEach(async () => {
  await office.db.call.deleteMany();
  await office.db.contact.deleteMany();
  await office.db.numberChoice.deleteMany();
  await office.db.callback.deleteMany();
});

async function contact(name: string, ...e164s: string[]): Promise<string> {
  const numbers = e164s.map((e164) => ({ raw: e164, e164, digits: e164.slice(1) }));
  const data = { name, searchText: name, numbers: { create: numbers } };
  return (await office.db.contact.create({ data })).id;
}

async function call(state: string, clientE164: string | null = number): Promise<string> {
  const startedAt = new Date();
  const leg = { extension: "101", userId: olena.id, state: "answered", startedAt };
  const data = {
    connectionId,
    direction: "incoming",
    state,
    clientRaw: "8",
    clientE164,
    startedAt,
  };
  return (await office.db.call.create({ data: { ...data, legs: { create: leg } } })).id;
}

const contactOf = async (id: string) =>
  (await office.db.call.findUniqueOrThrow({ where: { id } })).contactId;
const choice = () => office.db.numberChoice.findUnique({ where: { e164: number } });

it("gives an unknown number to a contact, with the older calls, what was noted, and its history", async () => {
  const older = await call("ended");
  const live = await call("active");
  await office.db.note.create({ data: { callId: live, userId: olena.id, text: "hm" } });
  const maria = await contact("мария");
  const before = await office.db.contact.findUniqueOrThrow({ where: { id: maria } });
  expect(await chooseContact(olena, { callId: live, contactId: maria })).toEqual({
    callIds: [live],
    callbackIds: [],
    before: { contactId: null, remembered: null, taken: false },
  });
  expect([await contactOf(older), await contactOf(live)]).toEqual([maria, maria]);
  const after = await office.db.contact.findUniqueOrThrow({
    where: { id: maria },
    include: { numbers: true, changes: true, notes: true },
  });
  expect(after.numbers.map(({ e164 }) => e164)).toEqual([number]);
  expect(after.searchText).toBe(`мария ${number.slice(1)}`);
  // Whoever is editing the contact at the moment learns of it instead of wiping the number out.
  expect(after.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());
  expect(after.changes).toHaveLength(1);
  expect(after.notes).toHaveLength(1);
  expect(await choice()).toBeNull();
});

it("remembers the choice among several, and changes its mind", async () => {
  const [maria, petr] = [await contact("мария", number), await contact("пётр", number)];
  const callId = await call("ringing");
  await chooseContact(olena, { callId, contactId: petr });
  expect(await contactOf(callId)).toBe(petr);
  expect(await choice()).toMatchObject({ contactId: petr, chosenById: olena.id });
  await chooseContact(olena, { callId, contactId: maria });
  expect(await choice()).toMatchObject({ contactId: maria });
  await chooseContact(olena, { callId, contactId: null });
  expect([await contactOf(callId), (await choice())?.contactId]).toEqual([null, null]);
});

it("is for those who may see the call, and for contacts that are there", async () => {
  const callId = await call("ringing");
  const maria = await contact("мария");
  await expect(chooseContact(ivan, { callId, contactId: maria })).rejects.toThrow("not-found");
  await office.db.contact.update({ where: { id: maria }, data: { deletedAt: new Date() } });
  await expect(chooseContact(olena, { callId, contactId: maria })).rejects.toThrow("not-found");
  expect(await office.db.contactNumber.count()).toBe(0);
});

it("keeps a hidden number's caller for that call alone", async () => {
  const callId = await call("active", null);
  const other = await call("ended", null);
  const maria = await contact("мария");
  await chooseContact(olena, { callId, contactId: maria });
  expect([await contactOf(callId), await contactOf(other)]).toEqual([maria, null]);
  expect(await office.db.contactNumber.count()).toBe(0);
});

const numbersOf = async (id: string) =>
  (await office.db.contactNumber.findMany({ where: { contactId: id } })).map(({ e164 }) => e164);

it("takes the number away again from whoever got it during the call and is not the client", async () => {
  const older = await call("ended");
  const earlier = new Date(Date.now() - 3_600_000);
  const missed = {
    kind: "missed",
    numberRaw: number,
    e164: number,
    callId: older,
    missedCount: 1,
    waitingSince: earlier,
    dueAt: earlier,
  };
  const ended = { disposition: "no-answer", startedAt: earlier, endedAt: earlier };
  await office.db.call.update({ where: { id: older }, data: ended });
  const { id } = await office.db.callback.create({
    data: { ...missed, openKey: `number:${number}` },
  });
  const [maria, petr] = [await contact("мария"), await contact("пётр")];
  const callId = await call("ringing");
  await chooseContact(olena, { callId, contactId: maria });
  expect(await office.db.callback.findUnique({ where: { id } })).toMatchObject({
    openKey: `contact:${maria}`,
  });
  const second = await chooseContact(olena, { callId, contactId: petr });
  expect(second.before).toEqual({ contactId: maria, remembered: null, taken: true });
  expect([await numbersOf(maria), await numbersOf(petr)]).toEqual([[], [number]]);
  expect([await contactOf(older), await contactOf(callId)]).toEqual([petr, petr]);
  expect(await choice()).toBeNull();
  expect(await office.db.callback.findUnique({ where: { id } })).toMatchObject({
    openKey: `contact:${petr}`,
  });

  await undoChoice(olena, { callId, before: second.before });
  expect([await numbersOf(maria), await numbersOf(petr)]).toEqual([[number], []]);
  expect([await contactOf(older), await contactOf(callId)]).toEqual([maria, maria]);
});

it("leaves a number to whom it belonged before the call", async () => {
  const [maria, petr] = [await contact("мария", number), await contact("пётр")];
  const callId = await call("ringing");
  await office.db.call.update({ where: { id: callId }, data: { contactId: maria } });
  const { before } = await chooseContact(olena, { callId, contactId: petr });
  expect(await numbersOf(maria)).toEqual([number]);
  expect(await choice()).toMatchObject({ contactId: petr });

  await undoChoice(olena, { callId, before });
  expect([await numbersOf(maria), await numbersOf(petr)]).toEqual([[number], []]);
  expect([await contactOf(callId), await choice()]).toEqual([maria, null]);
});

it("undone, a number is nobody's again, and those who share one can be chosen among", async () => {
  const older = await call("ended");
  const callId = await call("active");
  const maria = await contact("мария");
  const first = await chooseContact(olena, { callId, contactId: maria });
  await undoChoice(olena, { callId, before: first.before });
  expect([await numbersOf(maria), await contactOf(older), await contactOf(callId)]).toEqual([
    [],
    null,
    null,
  ]);
  const [anna, petr] = [await contact("анна", number), await contact("пётр", number)];
  const second = await chooseContact(olena, { callId, contactId: petr });
  await undoChoice(olena, { callId, before: second.before });
  expect([await contactOf(callId), await choice()]).toEqual([null, null]);
  expect([await numbersOf(anna), await numbersOf(petr)]).toEqual([[number], [number]]);
  await expect(undoChoice(ivan, { callId, before: second.before })).rejects.toThrow("not-found");
});
