/** Who is told of what concerns them, and for how long they see it. */
import { beforeEach, expect, it } from "vitest";
import { isVisible, setContactScope, type Viewer } from "#lib/auth/policy";
import { day } from "#lib/base/duration";
import { handOverCallback } from "#lib/callbacks/change-callback";
import { promiseCallback } from "#lib/callbacks/promise-callback";
import { saveCallNote } from "#lib/calls/wrap-up";
import {
  addContactNote,
  deleteNote,
  editNote,
  restoreNote,
} from "#lib/contacts/notes/contact-notes";
import { changeContacts, createContact, updateContactFields } from "#lib/contacts/save-contact";
import { contactInput } from "#lib/contacts/contact-input";
import { forgetOld } from "#lib/retention/sweep";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { timelinePage } from "#lib/timeline/timeline-page";
import { leftAlone } from "./mentions";
import { tellHeld, tellOfCallNote } from "./tell-held";
import { readAllNotices, readNotice, readNotices, unreadNotices, unreadOf } from "./read-notices";

const office = await openOffice({
  people: { olena: {}, ivan: {}, vera: {}, ada: { role: "manager" } },
});
const { connectionId } = office.connections.office;
const person = (name: keyof typeof office.people): Viewer => ({
  id: office.people[name],
  role: name === "ada" ? "manager" : "sales",
});
const [olena, ivan, vera, ada] = (["olena", "ivan", "vera", "ada"] as const).map(person) as [
  Viewer,
  Viewer,
  Viewer,
  Viewer,
];

beforeEach(async () => {
  await office.db.notice.deleteMany();
  await office.db.note.deleteMany();
  await setContactScope("all");
});

const told = async (who: Viewer) =>
  (await readNotices(who)).map(({ kind, contact, text, count }) =>
    [kind, contact?.name, text, count > 1 ? count : null].filter(Boolean).join(" "),
  );

async function callOf(who: Viewer, contactId: string | null) {
  const startedAt = new Date();
  const leg = { extension: "101", userId: who.id, state: "answered", startedAt };
  const data = {
    connectionId,
    direction: "incoming",
    state: "active",
    clientRaw: "8343",
    startedAt,
  };
  return office.db.call.create({ data: { ...data, contactId, legs: { create: leg } } });
}

it("tells whom a note names, once, until it does not any more", async () => {
  const contactId = await addContact("Аркадий", "+73430000001");
  const text = "@ivan send the list, @Olena knows, write to x@vera.test";
  const { id: noteId, toldIds } = await addContactNote(olena, { contactId, text });
  expect([...toldIds].sort()).toEqual([olena.id, ivan.id].sort());
  expect(await told(ivan)).toEqual([`mention Аркадий ${text}`]);
  expect([await told(olena), await told(vera)]).toEqual([[], []]);

  const [notice] = await readNotices(ivan);
  await expect(readNotice(vera.id, notice!.id)).rejects.toThrow("not-found");
  await readNotice(ivan.id, notice!.id);
  expect(await unreadNotices(ivan)).toBe(0);
  await editNote(olena, { noteId, text: "@ivan and @vera" });
  expect([await unreadNotices(ivan), await unreadNotices(vera)]).toEqual([0, 1]);
  expect((await deleteNote(olena, noteId)).toldIds).toHaveLength(2);
  expect([await told(ivan), await told(vera)]).toEqual([[], []]);
  await restoreNote(olena, noteId);
  await editNote(olena, { noteId, text: "@ivan alone" });
  expect([(await told(ivan)).length, await told(vera)]).toEqual([1, []]);
});

it("knows who was named when they are called otherwise, and names nobody who has left", async () => {
  const contactId = await addContact("Борис", "+73430000002");
  const { id: noteId } = await addContactNote(olena, { contactId, text: "@vera asks" });
  const rename = (name: string, disabledAt: Date | null = null) =>
    office.db.user.update({ where: { id: vera.id }, data: { name, disabledAt } });
  await rename("Vera Novak");
  await editNote(olena, { noteId, text: "@vera asks again" });
  const { entries } = await timelinePage(olena, contactId);
  expect(entries[0]).toMatchObject({ note: { mentions: [{ userId: vera.id, name: "vera" }] } });
  expect(await unreadNotices(vera)).toBe(1);
  await rename("vera", new Date());
  await addContactNote(olena, { contactId, text: "@vera is gone" });
  await rename("vera");
  expect(await unreadNotices(vera)).toBe(1);
});

it("tells whom a first name means that nobody else has, and keeps whom it meant", async () => {
  const contactId = await addContact("Глеб", "+73430000009");
  const rename = (who: Viewer, name: string, disabledAt: Date | null = null) =>
    office.db.user.update({ where: { id: who.id }, data: { name, disabledAt } });
  await rename(ivan, "Ivan Petrov");
  const text = "@Ivan pls check";
  const { id: noteId, toldIds } = await addContactNote(olena, { contactId, text });
  expect(toldIds).toEqual([ivan.id]);
  const mentions = async () => office.db.mention.findMany({ where: { noteId } });
  expect(await mentions()).toEqual([{ noteId, userId: ivan.id, name: "Ivan" }]);

  await rename(vera, "Ivan Sidorov");
  await editNote(olena, { noteId, text: "@Ivan pls check today" });
  await addContactNote(olena, { contactId, text: "which @Ivan?" });
  expect([await unreadNotices(ivan), await unreadNotices(vera)]).toEqual([1, 0]);
  await editNote(olena, { noteId, text: "@Ivan Petrov pls check" });
  expect(await mentions()).toEqual([{ noteId, userId: ivan.id, name: "Ivan Petrov" }]);

  await rename(vera, "Ivan Sidorov", new Date());
  await addContactNote(olena, { contactId, text: "ask @Ivan Sidorov" });
  expect(await unreadNotices(ivan)).toBe(1);
  await Promise.all([rename(ivan, "ivan"), rename(vera, "vera")]);
});

it("opens a note of a call to whom it names, who reach its contact, and nothing else of the call", async () => {
  await setContactScope("own");
  const free = await addContact("Free", "+73430000003");
  const olenas = await addContact("Olena’s", "+73430000004", olena.id);
  const calls = [await callOf(olena, free), await callOf(olena, olenas), await callOf(olena, null)];
  for (const { id: callId } of calls)
    await saveCallNote(olena, { callId, text: "@ivan, @ada: mine" });
  expect(await told(ivan)).toEqual(["mention Free @ivan, @ada: mine"]);
  expect(await unreadNotices(ivan)).toBe(1);
  expect(await told(ada)).toHaveLength(3);
  const notesOf = async (who: Viewer) => {
    const { entries } = await timelinePage(who, free, { kinds: ["note"] });
    return entries.length;
  };
  expect([await notesOf(ivan), await notesOf(vera)]).toEqual([1, 0]);
  expect(await isVisible(office.db, ivan, calls[0]!.id)).toBe(false);

  const [first] = calls;
  expect(await saveCallNote(olena, { callId: first!.id, text: "" })).toHaveLength(2);
  expect([await told(ivan), await notesOf(ivan)]).toEqual([[], 0]);
});

it("tells of a note that is still typed once it is left alone, of those whom it names by then", async () => {
  const contactId = await addContact("Зоя", "+73430000008");
  const { id: callId } = await callOf(olena, contactId);
  const typed = (text: string) => saveCallNote(olena, { callId, text, typing: true });
  const later = (ms: number) => tellHeld(new Date(Date.now() + ms));
  expect(await typed("@ivan")).toEqual([]);
  expect(await typed("@vera and @ada")).toEqual([ivan.id]);
  expect(await later(0)).toEqual([]);
  expect([await told(ivan), await told(vera)]).toEqual([[], []]);
  expect((await later(leftAlone)).sort()).toEqual([vera.id, ada.id].sort());
  expect([await told(ivan), await told(vera)]).toEqual([[], ["mention Зоя @vera and @ada"]]);
  expect(await later(leftAlone)).toEqual([]);

  // Who has been told sees what it says now; who has not waits until it is done with.
  const changed = await typed("@vera and @ivan");
  expect([...changed].sort()).toEqual([ada.id, vera.id].sort());
  expect([await told(ada), await told(ivan)]).toEqual([[], []]);
  expect(await tellOfCallNote(vera.id, callId)).toEqual([]);
  expect(await tellOfCallNote(olena.id, callId)).toEqual([ivan.id]);
  expect(await saveCallNote(olena, { callId, text: "@vera, @ivan, @ada" })).toHaveLength(3);
  expect(await unreadNotices(ada)).toBe(1);
});

it("tells of a callback that is handed over, or promised for another, as long as it is theirs", async () => {
  const dueAt = new Date(Date.now() + day);
  const { id } = await promiseCallback({ number: "+73430000005", dueAt }, olena);
  expect(await handOverCallback(id, ivan.id, olena)).toEqual([ivan.id, olena.id]);
  expect(await told(ivan)).toEqual(["callback"]);
  expect((await readNotices(ivan))[0]).toMatchObject({
    byId: olena.id,
    number: { shown: "+7 343 000 00 05", dialled: "+73430000005" },
  });
  await handOverCallback(id, olena.id, olena);
  expect([await told(ivan), await told(olena)]).toEqual([[], []]);

  const contactId = await addContact("Вера", "+73430000006", vera.id);
  const promised = await promiseCallback({ contactId, dueAt, note: "price" }, olena);
  expect(promised.toldIds).toEqual([vera.id]);
  await promiseCallback({ contactId, dueAt, note: "prices" }, olena);
  expect(await told(vera)).toEqual(["promised Вера prices"]);
});

it("tells of clients: of one by name, of several by how many; not of those taken away since", async () => {
  const ids = await Promise.all(
    Array.from({ length: 30 }, (_, index) => addContact(`N ${index}`, `+734300001${index + 10}`)),
  );
  const give = (some: string[], ownerId: string | null) =>
    changeContacts(some, () => ({ ownerId }), ada);
  const one = await updateContactFields(ids[0]!, { ownerId: ivan.id }, new Date(), ada);
  expect(one).toMatchObject({ toldIds: [ivan.id] });
  expect(await told(ivan)).toEqual(["client N 0"]);
  await give(ids.slice(1), ivan.id);
  expect(await told(ivan)).toEqual(["client 29", "client N 0"]);
  expect(await unreadNotices(ivan)).toBe(2);

  const back = await give(ids, vera.id);
  expect([...back.toldIds].sort()).toEqual([ivan.id, vera.id].sort());
  expect([await unreadNotices(ivan), await told(vera)]).toEqual([0, ["client 30"]]);
  await give(ids, ada.id);
  expect([await told(vera), await told(ada)]).toEqual([[], []]);

  const fresh = contactInput.parse({ name: "Fresh", ownerId: ivan.id });
  await createContact(fresh, olena);
  expect(await told(ivan)).toEqual(["client Fresh"]);
});

it("keeps them for a season, and takes them along with their person and note", async () => {
  const contactId = await addContact("Глеб", "+73430000007");
  const { id } = await addContactNote(olena, { contactId, text: "@ivan @vera" });
  const old = { at: new Date(Date.now() - 91 * day) };
  await office.db.notice.updateMany({ where: { userId: ivan.id }, data: old });
  expect((await forgetOld()).notices).toBe(1);
  expect([await unreadNotices(ivan), await unreadNotices(vera)]).toEqual([0, 1]);
  await readAllNotices(vera.id);
  expect(await unreadNotices(vera)).toBe(0);
  await office.db.note.delete({ where: { id } });
  expect([await office.db.notice.count(), await office.db.mention.count()]).toEqual([0, 0]);
});

it("counts for several at once what each of them sees", async () => {
  await setContactScope("own");
  const contactId = await addContact("Лев", "+73430000008", ivan.id);
  await addContactNote(ada, { contactId, text: "@ivan @vera @ada" });
  const clients = { kind: "client", byId: ada.id, at: new Date(), count: 3 };
  for (const { id } of [vera, ivan])
    await office.db.notice.create({ data: { ...clients, userId: id } });
  await office.db.notice.create({ data: { ...clients, userId: olena.id, readAt: new Date() } });
  await office.db.notice.create({ data: { ...clients, userId: olena.id, heldUntil: new Date() } });
  // The contact is not Vera's: what was said of it is not hers to read.
  expect(await unreadOf([vera, olena, ivan, ada, ivan])).toEqual([1, 0, 2, 0, 2]);
  expect(await unreadOf([])).toEqual([]);
  for (const [who, unread] of [
    [vera, 1],
    [olena, 0],
    [ivan, 2],
  ] as const) {
    expect(await unreadNotices(who)).toBe(unread);
    expect(await readNotices(who).then((all) => all.filter(({ read }) => !read))).toHaveLength(
      unread,
    );
  }
});
