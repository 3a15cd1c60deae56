import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "#lib/calls/visible-calls";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { addContactNote, deleteNote, editNote, restoreNote } from "./contact-notes";
import { callNoteOf, saveCallNote } from "./save-call-note";

let test: TestDatabase;
let connectionId: string;
const people = {} as Record<"olena" | "ivan" | "manager", Viewer>;

beforeAll(async () => {
  test = await createTestDatabase();
  const office = { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" };
  connectionId = (await test.db.connection.create({ data: office })).id;
  for (const name of ["olena", "ivan", "manager"] as const) {
    const role = name === "manager" ? "manager" : "sales";
    const data = { email: `${name}@x.test`, name, role, passwordHash: "-" };
    people[name] = { id: (await test.db.user.create({ data })).id, role };
  }
});
afterAll(() => test.close());

it("of a call: one a person, as last typed; empty text removes it; others can't see the call", async () => {
  const startedAt = new Date();
  const leg = { extension: "101", userId: people.olena.id, state: "answered", startedAt };
  const call = await test.db.call.create({
    data: {
      ...{ connectionId, direction: "incoming", state: "active", clientRaw: "8", startedAt },
      legs: { create: leg },
    },
  });
  const save = (who: keyof typeof people, text: string) =>
    saveCallNote(people[who], { callId: call.id, text });
  await save("olena", "wan");
  await save("olena", "wants the list");
  await Promise.all([save("manager", "a"), save("manager", "ab")]);
  expect(await callNoteOf(people.olena.id, call.id)).toBe("wants the list");
  expect(await test.db.note.count({ where: { callId: call.id } })).toBe(2);
  await expect(save("ivan", "x")).rejects.toThrow("not-found");
  await save("olena", " ");
  expect(await callNoteOf(people.olena.id, call.id)).toBeNull();
});

it("of a contact: its writer and managers change it, delete it and bring it back", async () => {
  const { id: contactId } = await test.db.contact.create({ data: { name: "А", searchText: "а" } });
  const { olena, ivan, manager } = people;
  const { id: noteId } = await addContactNote(olena, { contactId, text: "by letter" });
  await expect(editNote(ivan, { noteId, text: "x" })).rejects.toThrow("not-found");
  await editNote(olena, { noteId, text: "by e-mail" });
  await deleteNote(manager, noteId);
  await expect(editNote(olena, { noteId, text: "x" })).rejects.toThrow("not-found");
  await restoreNote(olena, noteId);
  const note = await test.db.note.findUniqueOrThrow({ where: { id: noteId } });
  expect(note).toMatchObject({ text: "by e-mail", deletedAt: null, userId: olena.id });
  await test.db.contact.update({ where: { id: contactId }, data: { deletedAt: new Date() } });
  await expect(addContactNote(olena, { contactId, text: "x" })).rejects.toThrow("not-found");
});
