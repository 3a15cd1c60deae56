import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { contactInput } from "./contact-input";
import { deleteContacts, purgeContacts, restoreContacts } from "./delete-contacts";
import { listBin } from "./list-bin";
import { getContact } from "./queries";
import { createContact } from "./save-contact";

const office = await openOffice({ people: { ann: {} } });
const me: Viewer = { id: office.people.ann, role: "sales" };

const contact = async (name: string, over: object = {}) =>
  (await createContact(contactInput.parse({ name, ...over }), me)).id;
const binned = async () => (await listBin(me)).contacts.map(({ name }) => name);

it("keeps what is deleted until it is restored, whole, with who and when", async () => {
  const full = { company: "Acme", tags: ["vip"], numbers: [{ raw: "+73430110001" }] };
  const id = await contact("Anna", full);
  const before = await getContact(id, me);
  expect(await deleteContacts([id], me)).toEqual([id]);
  expect(await deleteContacts([id], me)).toEqual([]);
  expect(await getContact(id, me)).toBeNull();
  expect(await listBin(me)).toMatchObject({
    contacts: [{ id, name: "Anna", company: "Acme", deletedBy: "ann" }],
    next: null,
  });
  expect((await restoreContacts([id], me)).ids).toEqual([id]);
  expect((await restoreContacts([id], me)).ids).toEqual([]);
  expect(await getContact(id, me)).toEqual({ ...before, updatedAt: expect.any(String) });
  expect(await binned()).toEqual([]);
  const kinds = await office.db.contactChange.findMany({
    where: { contactId: id },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  expect(kinds.map(({ kind, userId }) => [kind, userId])).toEqual([
    ["created", me.id],
    ["deleted", me.id],
    ["restored", me.id],
  ]);
});

it("deletes for good only what is in the bin, and leaves merged contacts to their merge", async () => {
  const [kept, gone, merged] = [await contact("Kept"), await contact("Gone"), await contact("In")];
  await deleteContacts([gone, merged], me);
  await office.db.contact.update({ where: { id: merged }, data: { mergedIntoId: kept } });
  expect(await binned()).toEqual(["Gone"]);
  expect((await restoreContacts([merged], me)).ids).toEqual([]);
  expect(await purgeContacts([kept, gone, merged])).toBe(1);
  expect((await restoreContacts([gone], me)).ids).toEqual([]);
  expect(await getContact(kept, me)).not.toBeNull();
  await restoreContacts([kept], me);
});

it("shows a full bin a page at a time, though many went at the same moment", async () => {
  const ids: string[] = [];
  for (let index = 0; index < 60; index++) ids.push(await contact(`Many ${index}`));
  await deleteContacts(ids, { ...me, role: "manager" });
  const first = await listBin(me);
  const second = await listBin(me, { after: first.next! });
  const seen = [...first.contacts, ...second.contacts].map(({ id }) => id);
  expect(second.next).toBeNull();
  expect(seen.toSorted()).toEqual(ids.toSorted());
});
