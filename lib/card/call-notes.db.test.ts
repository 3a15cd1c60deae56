import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { contextOfCall } from "./client-context";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { connectionId } = office.connections.office;
const people: Record<"olena" | "ivan", Viewer> = {
  olena: { id: office.people.olena, role: "sales" },
  ivan: { id: office.people.ivan, role: "sales" },
};
const number = "+73430112233";
const dayStart = new Date("2026-03-05T00:00:00Z");
const at = (time: string) => new Date(`2026-03-${time}:00Z`);

async function call(
  startedAt: Date,
  over: { contactId?: string; talk?: number; userId?: string; state?: string } = {},
) {
  const { talk, userId = people.olena.id, ...columns } = over;
  const answeredAt = talk === undefined ? null : startedAt;
  const about = { connectionId, direction: "incoming", clientRaw: "8", clientE164: number };
  const leg = { extension: "101", userId, state: "ended", startedAt, answeredAt };
  return office.db.call.create({
    data: { ...about, state: "ended", startedAt, answeredAt, ...columns, legs: { create: leg } },
  });
}

it("of the notes shows the last that the person may read, of an earlier call", async () => {
  const { id: contactId } = await office.db.contact.create({
    data: { name: "Зоя", searchText: "зоя" },
  });
  const write = async (callId: string, text: string, time: string) =>
    office.db.note.create({
      data: { callId, contactId, userId: people.ivan.id, text, createdAt: at(time) },
    });
  const shared = await call(at("08T09:00"), { contactId, talk: 60 });
  await write(shared.id, "ready to sign", "08T09:01");
  // A talk that she had no part in.
  const ivans = await call(at("08T10:00"), { contactId, talk: 60, userId: people.ivan.id });
  await write(ivans.id, "secret", "08T10:01");
  const ringing = await call(at("08T11:00"), { contactId, state: "ringing" });
  await write(ringing.id, "this call's own", "08T11:01");
  const lastNote = async (user: Viewer) =>
    (await contextOfCall(user, { callId: ringing.id, since: dayStart })).lastNote?.text;
  expect(await lastNote(people.olena)).toBe("ready to sign");
  expect(await lastNote({ ...people.olena, role: "manager" })).toBe("secret");
});

it("brings what a colleague has noted down during the call that they hand over", async () => {
  const { id: callId } = await call(at("07T10:00"), { state: "active" });
  await office.db.callLeg.create({
    data: {
      callId,
      extension: "102",
      userId: people.ivan.id,
      state: "ringing",
      startedAt: at("07T10:01"),
    },
  });
  const note = { callId, userId: people.olena.id, text: "wants instalments" };
  await office.db.note.create({ data: note });
  const passedOn = async (user: Viewer) =>
    (await contextOfCall(user, { callId, since: dayStart })).passedOn;
  expect(await passedOn(people.ivan)).toEqual([{ userId: people.olena.id, text: note.text }]);
  expect(await passedOn(people.olena)).toEqual([]);
});
