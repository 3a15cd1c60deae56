/** Whose a promised call is when its client gets another owner. */
import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { promiseCallback } from "#lib/callbacks/promise-callback";
import { openOffice } from "#lib/testing/kit/office";
import { contactInput } from "./contact-input";
import { changeContacts, createContact } from "./save-contact";
import { setOwner } from "./set-owner";

const office = await openOffice({
  people: { olena: {}, ivan: {}, maria: { role: "manager" } },
});
const { people } = office;
const olena: Viewer = { id: people.olena, role: "sales" };
const ivan: Viewer = { id: people.ivan, role: "sales" };
const maria: Viewer = { id: people.maria, role: "manager" };
const dueAt = new Date(Date.now() + 3_600_000);

let contactId = "";
beforeEach(async () => {
  await office.db.callback.deleteMany();
  const input = { name: "Emma", ownerId: people.olena, numbers: [{ raw: "+73430112288" }] };
  contactId = (await createContact(contactInput.parse(input), olena)).id;
});

const ownerOf = async () => (await office.db.callback.findFirstOrThrow()).ownerId;
const handTo = (ownerId: string, by: Viewer) =>
  changeContacts([contactId], () => ({ ownerId }), by);

it("a promise in one's own name stays, whoever gets the client", async () => {
  await promiseCallback({ contactId, dueAt }, olena);
  const { callbackIds } = await handTo(people.ivan, maria);
  expect([await ownerOf(), callbackIds]).toEqual([people.olena, []]);
});

it("who hands the client over hands over what they promised; undone, it is theirs again", async () => {
  await promiseCallback({ contactId, dueAt }, olena);
  await handTo(people.ivan, olena);
  expect(await ownerOf()).toBe(people.ivan);
  await handTo(people.olena, olena);
  expect(await ownerOf()).toBe(people.olena);
});

it("a promise that a colleague gave for the owner goes to the new one", async () => {
  await promiseCallback({ contactId, dueAt }, ivan);
  expect(await ownerOf()).toBe(people.olena);
  await handTo(people.maria, maria);
  expect(await ownerOf()).toBe(people.maria);
});

it("so it is when somebody else has promised anew", async () => {
  await promiseCallback({ contactId, dueAt }, olena);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await promiseCallback({ contactId, dueAt }, ivan);
  await handTo(people.maria, maria);
  expect(await ownerOf()).toBe(people.maria);
});

it.each([
  ["nobody's", null],
  ["a colleague's", people.ivan],
])("one that was %s is so again when the new owner is taken back", async (_whose, ownerId) => {
  await promiseCallback({ contactId, dueAt }, ivan);
  await office.db.callback.updateMany({ data: { ownerId, promisedAt: null } });
  const to = { ids: [contactId], ownerId: people.maria, callbacks: [] };
  const { before } = await setOwner(to, maria);
  expect(await ownerOf()).toBe(people.maria);
  for (const former of before) await setOwner(former, maria);
  expect(await ownerOf()).toBe(ownerId);
});
