import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { addContactNote, deleteNote, editNote, notesOfCall, restoreNote } from "./contact-notes";
import { callNoteOf, saveCallNote } from "#lib/calls/wrap-up";

const office = await openOffice({
  people: { olena: {}, ivan: {}, manager: { role: "manager" } },
});
const { connectionId } = office.connections.office;
const people: Record<keyof typeof office.people, Viewer> = {
  olena: { id: office.people.olena, role: "sales" },
  ivan: { id: office.people.ivan, role: "sales" },
  manager: { id: office.people.manager, role: "manager" },
};

it("of a call: one a person, as last typed; empty text removes it; others can't see the call", async () => {
  const startedAt = new Date();
  const leg = { extension: "101", userId: people.olena.id, state: "answered", startedAt };
  const call = await office.db.call.create({
    data: {
      connectionId,
      direction: "incoming",
      state: "active",
      clientRaw: "8",
      startedAt,
      legs: { create: leg },
    },
  });
  const save = (who: keyof typeof people, text: string) =>
    saveCallNote(people[who], { callId: call.id, text });
  await save("olena", "wan");
  await save("olena", "wants the list");
  await Promise.all([save("manager", "a"), save("manager", "b")]);
  await save("manager", "ab");
  expect(await callNoteOf(people.olena.id, call.id)).toBe("wants the list");
  expect(await office.db.note.count({ where: { callId: call.id } })).toBe(2);
  await expect(save("ivan", "x")).rejects.toThrow("not-found");
  const { olena, ivan, manager } = people;
  const editable = async (who: Viewer) =>
    (await notesOfCall(who, call.id)).map((note) => [note.text, note.editable]);
  expect(await editable(olena)).toEqual([
    ["wants the list", true],
    ["ab", false],
  ]);
  expect(await editable(manager)).toEqual([
    ["wants the list", true],
    ["ab", true],
  ]);
  await expect(notesOfCall(ivan, call.id)).rejects.toThrow("not-found");
  await save("olena", " ");
  expect(await callNoteOf(people.olena.id, call.id)).toBeNull();
});

it("of a contact: its writer and managers change it, delete it and bring it back", async () => {
  const { id: contactId } = await office.db.contact.create({
    data: { name: "А", searchText: "а" },
  });
  const { olena, ivan, manager } = people;
  const { id: noteId } = await addContactNote(olena, { contactId, text: "by letter" });
  await expect(editNote(ivan, { noteId, text: "x" })).rejects.toThrow("not-found");
  await editNote(olena, { noteId, text: "by e-mail" });
  await deleteNote(manager, noteId);
  await expect(editNote(olena, { noteId, text: "x" })).rejects.toThrow("not-found");
  await restoreNote(olena, noteId);
  const note = await office.db.note.findUniqueOrThrow({ where: { id: noteId } });
  expect(note).toMatchObject({ text: "by e-mail", deletedAt: null, userId: olena.id });
  const told = await office.db.auditEntry.findMany({ where: { subjectId: noteId } });
  expect(told.map(({ event }) => event).sort()).toEqual([
    "note.changed",
    "note.deleted",
    "note.restored",
  ]);
  expect(JSON.stringify(told)).not.toContain("by e-mail");
  await office.db.contact.update({ where: { id: contactId }, data: { deletedAt: new Date() } });
  await expect(addContactNote(olena, { contactId, text: "x" })).rejects.toThrow("not-found");
});
