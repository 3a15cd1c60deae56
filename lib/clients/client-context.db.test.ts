import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "#lib/calls/visible-calls";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { clientContext } from "./client-context";
import { contextOfCall } from "./context-of-call";

let test: TestDatabase;
let connectionId: string;
const agreed = "01900000-0000-7000-8000-000000000001";
const people = {} as Record<"olena" | "ivan", Viewer>;
const number = "+73430112233";
const dayStart = new Date("2026-03-05T00:00:00Z");
const at = (time: string) => new Date(`2026-03-${time}:00Z`);

beforeAll(async () => {
  test = await createTestDatabase();
  const office = { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" };
  connectionId = (await test.db.connection.create({ data: office })).id;
  for (const name of ["olena", "ivan"] as const) {
    const data = { email: `${name}@x.test`, name, role: "sales", passwordHash: "-" };
    people[name] = { id: (await test.db.user.create({ data })).id, role: "sales" };
  }
});
afterAll(() => test.close());

async function call(
  startedAt: Date,
  over: { contactId?: string; talk?: number; userId?: string; outcomeId?: string; state?: string },
) {
  const { talk, userId = people.olena.id, ...columns } = over;
  const answeredAt = talk === undefined ? null : startedAt;
  return test.db.call.create({
    data: {
      ...{
        connectionId,
        direction: "incoming",
        state: "ended",
        clientRaw: "8",
        clientE164: number,
      },
      disposition: talk === undefined ? "no-answer" : "answered",
      ...{ startedAt, answeredAt, talkSeconds: talk ?? null, ...columns },
      legs: { create: { extension: "101", userId, state: "ended", startedAt, answeredAt } },
    },
  });
}

it("of a contact is what the whole team did, the last three things first", async () => {
  const contact = await test.db.contact.create({
    data: {
      ...{ name: "Аркадий", searchText: "аркадий", ownerId: people.ivan.id },
      tags: { create: [{ tag: { create: { name: "VIP", nameKey: "vip" } } }] },
    },
  });
  const contactId = contact.id;
  const talk = await call(at("03T10:00"), { contactId, talk: 192, outcomeId: agreed });
  await test.db.note.create({
    data: { callId: talk.id, contactId, userId: people.olena.id, text: "wants the list" },
  });
  await call(at("05T09:00"), { contactId });
  const sms = { extension: "101", numberRaw: number, state: "sent", text: "hello" };
  await test.db.sms.create({
    data: { connectionId, contactId, createdAt: at("01T09:00"), ...sms },
  });
  const note = { contactId, userId: people.ivan.id, createdAt: at("04T09:00") };
  await test.db.note.create({ data: { ...note, text: "by letter" } });
  await test.db.note.create({
    data: { ...note, createdAt: at("05T11:00"), text: "gone", deletedAt: at("05T11:30") },
  });
  await test.db.callback.create({
    data: {
      ...{ openKey: `contact:${contactId}`, contactId, numberRaw: number, kind: "missed" },
      ...{ ownerId: people.ivan.id, waitingSince: at("05T09:00"), dueAt: at("05T10:00") },
      missedCount: 2,
    },
  });
  const ringing = await call(at("05T12:00"), { contactId, state: "ringing" });

  const read = { callId: ringing.id, since: dayStart };
  expect(await contextOfCall(people.olena, read)).toEqual({
    ownerId: people.ivan.id,
    tags: ["VIP"],
    lastTalk: {
      ...{ at: "2026-03-03T10:00:00.000Z", userId: people.olena.id, talkSeconds: 192 },
      outcome: { id: agreed, key: "agreed", name: null },
    },
    happened: [
      expect.objectContaining({ kind: "call", disposition: "no-answer", outcome: null }),
      expect.objectContaining({ kind: "note", text: "by letter", userId: people.ivan.id }),
      expect.objectContaining({
        ...{ kind: "call", text: "wants the list", talkSeconds: 192, direction: "incoming" },
        at: "2026-03-03T10:00:00.000Z",
      }),
    ],
    callback: expect.objectContaining({
      ...{ kind: "missed", dueAt: "2026-03-05T10:00:00.000Z", missedCount: 2 },
      ownerId: people.ivan.id,
    }) as unknown,
    callsToday: 2,
  });
});

it("of a number that nobody has is what the person may see", async () => {
  await test.db.call.deleteMany();
  await call(at("05T08:00"), { talk: 5, userId: people.ivan.id });
  const own = await call(at("05T09:00"), { state: "ringing" });
  const context = (user: Viewer) =>
    clientContext(user, { e164: number }, { callId: own.id, since: dayStart });
  expect(await context(people.olena)).toMatchObject({
    lastTalk: null,
    callsToday: 1,
    happened: [],
  });
  expect(await context({ ...people.olena, role: "manager" })).toMatchObject({
    ...{ lastTalk: { userId: people.ivan.id }, callsToday: 2 },
  });
  await expect(contextOfCall(people.ivan, { callId: own.id, since: dayStart })).rejects.toThrow(
    "not-found",
  );
});
