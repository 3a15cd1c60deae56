import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { promiseCallback } from "#lib/callbacks/promise-callback";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { giveBackWork, handOverWork, heldWork } from "./held-work";
import { changeContacts } from "./save-contact";

const office = await openOffice({
  people: { olena: {}, ivan: {}, maria: {}, ada: { role: "admin" } },
});
const { db, people } = office;
const ada: Viewer = { id: people.ada, role: "admin" };
const [from, nothing] = [people.olena, { clients: 0, callbacks: 0, promises: 0 }];
const olenas = { clients: 2, callbacks: 2, promises: 1 };

let emma = "";
let promise = "";
beforeEach(async () => {
  await db.callback.deleteMany();
  await db.contact.deleteMany();
  emma = await addContact("Emma", "+73430001001", from);
  const anna = await addContact("Anna", "+73430001002", from);
  const owed = { kind: "missed", waitingSince: new Date(), dueAt: new Date(), ownerId: from };
  for (const [number, contactId] of [
    ["+73430001001", emma],
    ["+73430001009", null],
  ] as const) {
    const openKey = contactId ? `contact:${contactId}` : `number:${number}`;
    const client = { numberRaw: number, e164: number, contactId, openKey };
    await db.callback.create({ data: { ...owed, ...client } });
  }
  const promised = { contactId: anna, dueAt: new Date(Date.now() + 3_600_000) };
  promise = (await promiseCallback(promised, { id: from, role: "sales" })).id;
});

it.each([
  ["a colleague", people.ivan],
  ["nobody", null],
])("clients, callbacks and promises go to %s, and come back", async (_, toId) => {
  expect(await heldWork(from)).toEqual(olenas);
  const { span, refused, callbackIds } = await handOverWork({ fromId: from, toId }, ada);
  expect([refused, callbackIds.length]).toEqual([0, 3]);
  expect(await heldWork(from)).toEqual(nothing);
  if (toId) expect(await heldWork(toId)).toEqual(olenas);
  const { ownerId } = await db.callback.findUniqueOrThrow({ where: { id: promise } });
  expect(ownerId).toBe(toId);

  await giveBackWork({ fromId: from, toId }, span, ada);
  expect(await heldWork(from)).toEqual(olenas);
});

it("who had something before keeps it, and what was passed on since is not taken back", async () => {
  const toId = people.ivan;
  await addContact("Ivan’s own", "+73430001003", toId);
  const { span } = await handOverWork({ fromId: from, toId }, ada);
  await changeContacts([emma], () => ({ ownerId: people.ada }), ada);
  await giveBackWork({ fromId: from, toId }, span, ada);
  expect([await heldWork(from), await heldWork(toId)]).toEqual([
    { clients: 1, callbacks: 1, promises: 1 },
    { clients: 1, callbacks: 0, promises: 0 },
  ]);
});

it.each([
  ["nobody's", null],
  ["a colleague's", people.ada],
])(
  "a callback of a client that was %s is so again, unless it was passed on",
  async (_, ownerId) => {
    const toId = people.ivan;
    const openKey = `contact:${emma}`;
    const ofEmma = () => db.callback.findFirstOrThrow({ where: { openKey } });
    await db.callback.updateMany({ where: { openKey }, data: { ownerId } });
    const { span } = await handOverWork({ fromId: from, toId }, ada);
    expect((await ofEmma()).ownerId).toBe(toId);
    await giveBackWork({ fromId: from, toId }, span, ada);
    expect((await ofEmma()).ownerId).toBe(ownerId);

    const again = await handOverWork({ fromId: from, toId }, ada);
    await db.callback.updateMany({ where: { openKey }, data: { ownerId: people.maria } });
    await giveBackWork({ fromId: from, toId }, again.span, ada);
    expect((await ofEmma()).ownerId).toBe(people.maria);
  },
);

it("nothing goes to whoever leaves, or has left", async () => {
  await db.user.update({ where: { id: people.ivan }, data: { disabledAt: new Date() } });
  for (const toId of [from, people.ivan]) {
    await expect(handOverWork({ fromId: from, toId }, ada)).rejects.toMatchObject({
      code: "not-found",
    });
  }
  expect(await heldWork(from)).toEqual(olenas);
});
