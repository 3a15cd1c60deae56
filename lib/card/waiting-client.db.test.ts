import { expect, it } from "vitest";
import { setContactScope, type Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { readWaitingClient } from "./waiting-client";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { connectionId } = office.connections.office;
const olena: Viewer = { id: office.people.olena, role: "sales" };
const number = "+73430112233";
const at = (time: string) => new Date(`2026-03-${time}:00Z`);

const call = (startedAt: Date, contactId: string | null, userId = olena.id) =>
  office.db.call.create({
    data: {
      connectionId,
      direction: "incoming",
      state: "ended",
      disposition: "no-answer",
      clientRaw: number,
      clientE164: number,
      contactId,
      startedAt,
      endedAt: startedAt,
      legs: { create: { extension: "101", userId, state: "ended", startedAt } },
    },
  });

const wait = (contactId: string | null, ownerId: string | null) =>
  office.db.callback.create({
    data: {
      openKey: contactId ? `contact:${contactId}` : `number:${number}`,
      contactId,
      ownerId,
      numberRaw: number,
      e164: number,
      kind: "missed",
      waitingSince: at("05T09:00"),
      dueAt: at("05T10:00"),
    },
  });

it("tells who a contact is, what stands on them, and what was said; not that they wait", async () => {
  const { id: contactId } = await office.db.contact.create({
    data: {
      name: "Аркадий",
      searchText: "аркадий",
      note: "calls only after 15:00",
      numbers: { create: { raw: number, e164: number, digits: "73430112233", position: 0 } },
    },
  });
  await call(at("05T09:00"), contactId);
  const note = { contactId, userId: olena.id, text: "wants the list", createdAt: at("04T09:00") };
  await office.db.note.create({ data: note });
  await office.db.contactChange.create({ data: { contactId, at: at("05T09:30"), kind: "edited" } });
  const { id } = await wait(contactId, null);
  const { contact, entries } = await readWaitingClient(olena, id);
  expect(contact).toMatchObject({ name: "Аркадий", note: "calls only after 15:00" });
  expect(contact?.numbers.map(({ e164 }) => e164)).toEqual([number]);
  expect(entries.map(({ kind }) => kind)).toEqual(["call", "note"]);
});

it("of a number tells the calls that the person may see", async () => {
  await office.db.call.deleteMany();
  const own = await call(at("06T09:00"), null);
  await call(at("06T10:00"), null, office.people.ivan);
  const { id } = await wait(null, null);
  const { contact, entries } = await readWaitingClient(olena, id);
  expect(contact).toBeNull();
  expect(entries.map((entry) => entry.id)).toEqual([own.id]);
});

it("of a contact out of reach tells nothing to whoever owes the call, and to others not even that", async () => {
  const { id: contactId } = await office.db.contact.create({
    data: { name: "Зоя", searchText: "зоя", ownerId: office.people.ivan },
  });
  await call(at("07T09:00"), contactId);
  await setContactScope("own");
  const mine = await wait(contactId, olena.id);
  expect(await readWaitingClient(olena, mine.id)).toMatchObject({ contact: null, entries: [] });
  await office.db.callback.update({
    where: { id: mine.id },
    data: { ownerId: office.people.ivan },
  });
  await expect(readWaitingClient(olena, mine.id)).rejects.toThrow("not-found");
});
