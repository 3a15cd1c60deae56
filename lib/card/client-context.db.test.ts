import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { timelinePage } from "#lib/timeline/timeline-page";
import { contextOfCall } from "./client-context";
import { clientFacts } from "./client-facts";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { connectionId } = office.connections.office;
const agreed = "01900000-0000-7000-8000-000000000001";
const people: Record<"olena" | "ivan", Viewer> = {
  olena: { id: office.people.olena, role: "sales" },
  ivan: { id: office.people.ivan, role: "sales" },
};
const number = "+73430112233";
const dayStart = new Date("2026-03-05T00:00:00Z");
const at = (time: string) => new Date(`2026-03-${time}:00Z`);

async function call(
  startedAt: Date,
  over: { contactId?: string; talk?: number; userId?: string; outcomeId?: string; state?: string },
) {
  const { talk, userId = people.olena.id, ...columns } = over;
  const answeredAt = talk === undefined ? null : startedAt;
  return office.db.call.create({
    data: {
      connectionId,
      direction: "incoming",
      state: "ended",
      clientRaw: "8",
      clientE164: number,
      disposition: talk === undefined ? "no-answer" : "answered",
      startedAt,
      answeredAt,
      talkSeconds: talk ?? null,
      ...columns,
      legs: { create: { extension: "101", userId, state: "ended", startedAt, answeredAt } },
    },
  });
}

it("of a contact is what the whole team did, the last three things first", async () => {
  const contact = await office.db.contact.create({
    data: {
      name: "Аркадий",
      searchText: "аркадий",
      ownerId: people.ivan.id,
      note: "calls only after 15:00",
      tags: { create: [{ tag: { create: { name: "VIP", nameKey: "vip" } } }] },
    },
  });
  const contactId = contact.id;
  const talk = await call(at("03T10:00"), { contactId, talk: 192, outcomeId: agreed });
  await office.db.note.create({
    data: {
      callId: talk.id,
      contactId,
      userId: people.olena.id,
      text: "wants the list",
      createdAt: at("03T10:02"),
    },
  });
  await call(at("05T09:00"), { contactId });
  const sms = { extension: "101", numberRaw: number, state: "sent", text: "hello" };
  await office.db.sms.create({
    data: { connectionId, contactId, createdAt: at("01T09:00"), ...sms },
  });
  const note = { contactId, userId: people.ivan.id, createdAt: at("04T09:00") };
  await office.db.note.create({ data: { ...note, text: "by letter" } });
  await office.db.note.create({
    data: { ...note, createdAt: at("05T11:00"), text: "gone", deletedAt: at("05T11:30") },
  });
  await office.db.callback.create({
    data: {
      openKey: `contact:${contactId}`,
      contactId,
      numberRaw: number,
      kind: "missed",
      ownerId: people.ivan.id,
      waitingSince: at("05T09:00"),
      dueAt: at("05T10:00"),
      missedCount: 2,
    },
  });
  const ringing = await call(at("05T12:00"), { contactId, state: "ringing" });

  const read = { callId: ringing.id, since: dayStart };
  expect(await contextOfCall(people.olena, read)).toEqual({
    ownerId: people.ivan.id,
    tags: ["VIP"],
    lastTalk: {
      at: "2026-03-03T10:00:00.000Z",
      userId: people.olena.id,
      talkSeconds: 192,
      outcome: { id: agreed, key: "agreed", name: null },
    },
    extension: null,
    settled: null,
    tasks: [],
    passedOn: [],
    script: null,
    ownNote: "calls only after 15:00",
    // Of the note that was deleted later, nothing.
    lastNote: expect.objectContaining({
      text: "by letter",
      userId: people.ivan.id,
      callId: null,
      at: "2026-03-04T09:00:00.000Z",
    }) as unknown,
    latest: [
      expect.objectContaining({
        kind: "call",
        call: expect.objectContaining({ disposition: "no-answer", outcome: null }) as unknown,
        note: null,
      }),
      expect.objectContaining({
        kind: "note",
        note: expect.objectContaining({ text: "by letter", userId: people.ivan.id }) as unknown,
      }),
      expect.objectContaining({
        kind: "call",
        call: expect.objectContaining({ talkSeconds: 192, direction: "incoming" }) as unknown,
        note: "wants the list",
        at: "2026-03-03T10:00:00.000Z",
      }),
    ],
    callback: expect.objectContaining({
      kind: "missed",
      dueAt: "2026-03-05T10:00:00.000Z",
      missedCount: 2,
      ownerId: people.ivan.id,
    }) as unknown,
    callsToday: 2,
  });
});

it("of a number that nobody has is what the person may see", async () => {
  await office.db.call.deleteMany();
  await call(at("05T08:00"), { talk: 5, userId: people.ivan.id });
  const own = await call(at("05T09:00"), { state: "ringing" });
  const facts = (user: Viewer) =>
    clientFacts(user, { e164: number }, { callId: own.id, since: dayStart });
  expect(await facts(people.olena)).toMatchObject({ lastTalk: null, callsToday: 1 });
  expect(await contextOfCall(people.olena, { callId: own.id, since: dayStart })).toMatchObject({
    lastTalk: null,
    latest: null,
  });
  expect(await facts({ ...people.olena, role: "manager" })).toMatchObject({
    lastTalk: { userId: people.ivan.id },
    callsToday: 2,
  });
  await expect(contextOfCall(people.ivan, { callId: own.id, since: dayStart })).rejects.toThrow(
    "not-found",
  );
});

it("shows how the timeline begins, whatever kinds its entries have", async () => {
  const contact = await office.db.contact.create({ data: { name: "Вера", searchText: "вера" } });
  const own = { contactId: contact.id, userId: people.ivan.id };
  const sms = { extension: "101", numberRaw: number, state: "sent", text: "hello" };
  const missed = {
    contactId: contact.id,
    numberRaw: number,
    kind: "missed",
    dueAt: at("20T00:00"),
  };
  const write: Record<string, (time: Date) => Promise<unknown>> = {
    call: (time) => call(time, { contactId: contact.id, talk: 60 }),
    "note of a call": async (time) => {
      const { id } = await call(time, { contactId: contact.id });
      const data = { ...own, callId: id, text: "during", createdAt: time };
      return office.db.note.create({ data });
    },
    note: (createdAt) => office.db.note.create({ data: { ...own, createdAt, text: "wrote" } }),
    sms: (createdAt) =>
      office.db.sms.create({
        data: { connectionId, ...own, userId: people.olena.id, ...sms, createdAt },
      }),
    callback: (time) =>
      office.db.callback.create({
        data: {
          ...missed,
          waitingSince: time,
          createdAt: time,
          closedAt: new Date(time.getTime() + 1),
          closedReason: "done",
        },
      }),
    "open callback": (time) =>
      office.db.callback.create({ data: { ...missed, waitingSince: time, createdAt: time } }),
    change: (time) =>
      office.db.contactChange.create({ data: { ...own, at: time, kind: "merged" } }),
    "edited field": (time) =>
      office.db.contactChange.create({ data: { ...own, at: time, kind: "edited" } }),
    "live call": (time) => call(time, { contactId: contact.id, state: "active" }),
  };
  const ringing = await call(at("31T23:00"), { contactId: contact.id, state: "ringing" });
  const seen = new Set<string>();
  // Each kind is among the last three at some time, and goes out of sight again.
  for (const [minute, kind] of [...Object.keys(write), ...Object.keys(write)].entries()) {
    await write[kind]!(at(`20T10:${minute + 10}`));
    const { latest } = await contextOfCall(people.olena, { callId: ringing.id, since: dayStart });
    const { entries } = await timelinePage(people.olena, contact.id);
    const over = entries.filter(
      (entry) =>
        (entry.kind !== "call" || entry.call.state === "ended") &&
        (entry.kind !== "callback" || entry.callback.closed !== null) &&
        (entry.kind !== "note" || entry.note.callId === null) &&
        (entry.kind !== "change" || entry.change.kind !== "edited"),
    );
    // The card's calls come with their note; all else is as in the timeline.
    expect(latest?.map((entry) => ({ ...entry, note: undefined }))).toEqual(
      over.slice(0, 3).map((entry) => ({ ...entry, note: undefined })),
    );
    for (const entry of latest ?? []) {
      seen.add(entry.kind === "call" && entry.note ? "note of a call" : entry.kind);
    }
  }
  expect([...seen].sort()).toEqual(["call", "callback", "change", "note", "note of a call", "sms"]);
});

it("names the promise for later, or of a colleague, that this very call has ended", async () => {
  const contact = await office.db.contact.create({ data: { name: "Инна", searchText: "инна" } });
  const contactId = contact.id;
  const talk = await call(at("06T12:42"), { contactId, talk: 60 });
  const promise = { contactId, numberRaw: number, e164: number, kind: "promised" };
  const closed = { closedAt: at("06T12:42"), closedReason: "talked", closedByCallId: talk.id };
  const { id } = await office.db.callback.create({
    data: {
      ...promise,
      ...closed,
      waitingSince: at("06T13:37"),
      dueAt: at("06T13:37"),
      promisedAt: at("06T10:00"),
    },
  });
  const settled = async () =>
    (await contextOfCall(people.olena, { callId: talk.id, since: dayStart })).settled;
  expect(await settled()).toEqual({ id, promisedFor: "2026-03-06T13:37:00.000Z" });
  // Kept at its time, there is nothing to ask.
  await office.db.callback.update({ where: { id }, data: { waitingSince: at("06T12:40") } });
  expect(await settled()).toBeNull();
  // Unless it was a colleague's: whoever has talked says whether what they promised is settled.
  await office.db.callback.update({ where: { id }, data: { ownerId: people.ivan.id } });
  expect(await settled()).toMatchObject({ id });
  await office.db.callback.update({ where: { id }, data: { ownerId: people.olena.id } });
  expect(await settled()).toBeNull();
});
