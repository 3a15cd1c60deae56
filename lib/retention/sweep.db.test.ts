/** What is old goes: as far as the settings say, in small pieces, from the database's files too. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { day } from "#lib/base/duration";
import { neverCalled } from "#lib/calls/contact-calls";
import { direct } from "#lib/db/direct";
import { periodOf } from "#lib/base/period";
import { statisticsOptions } from "#lib/statistics/options";
import { readStatistics } from "#lib/statistics/read-statistics";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { readRetention, setRetention } from "./settings";
import { forgetOld, longestPiece } from "./sweep";

const office = await openOffice({ people: { olena: { extension: "101" } } });
const { db } = office;
const { connectionId } = office.connections.office;
const ago = (days: number) => new Date(Date.now() - days * day);

beforeEach(async () => {
  await db.call.deleteMany();
  await db.inboxMessage.deleteMany();
  await db.setting.deleteMany({ where: { key: { startsWith: "retention." } } });
});

let told = 0;
const message = (days: number, raw = "{}", status = "applied") => ({
  connectionId,
  key: String(++told),
  raw,
  status,
  receivedAt: ago(days),
});

/** A call that ended so many days ago, told by the provider's events. */
async function call(days: number, clientNumber: string): Promise<string> {
  const externalId = String(++told);
  const startedAt = ago(days);
  const at = (seconds: number) => new Date(startedAt.getTime() + seconds * 1_000).toISOString();
  const facts = { externalId, direction: "incoming", clientNumber } as const;
  const told_ = { receivedAt: startedAt };
  await office.record({ kind: "call:ringing", ...facts, extension: "101", at: at(0) }, told_);
  await office.record({ kind: "call:answered", ...facts, extension: "101", at: at(5) }, told_);
  const recordingUrl = `https://pbx.test/records/${externalId}-${clientNumber}.mp3`;
  const ended = { disposition: "answered", talkSeconds: 60, recordingUrl, at: at(65) } as const;
  return (await office.record({ kind: "call:ended", ...facts, ...ended }, told_)).id;
}

const statistics = () =>
  readStatistics(
    periodOf(
      statisticsOptions.parse({ period: "custom", from: "2020-01-01", to: "2030-12-31" }),
      "UTC",
    ),
    { personId: null, connectionId: null },
  );

/** The database's files that hold these letters; PostgreSQL's are the server's. */
function filesWith(canary: string): string[] {
  if (direct().dialect !== "sqlite") return [];
  const folder = dirname(office.url.replace(/^file:/, ""));
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(canary));
}

describe("providers' messages", () => {
  it("go when they are old, whatever became of them, but for those that wait to be applied", async () => {
    await db.inboxMessage.createMany({
      data: [message(40), message(40, "{}", "refused"), message(40, "{}", "received"), message(29)],
    });
    expect(await forgetOld()).toMatchObject({ messages: 2 });
    const left = await db.inboxMessage.findMany({ orderBy: { id: "asc" } });
    expect(left.map(({ status }) => status)).toEqual(["received", "applied"]);
  });

  it("stay for good where somebody wants that", async () => {
    await db.inboxMessage.createMany({ data: [message(3_000)] });
    await setRetention({ messages: null });
    expect(await forgetOld()).toMatchObject({ messages: 0 });
  });

  it("are in no file of the database afterwards", async () => {
    const canary = "канарка-8317-in-the-inbox";
    // Long enough for pages of their own.
    const raw = JSON.stringify({ text: canary.repeat(400) });
    const data = [message(40, raw), message(40, canary), message(1, "stays-here")];
    await db.inboxMessage.createMany({ data });
    if (direct().dialect === "sqlite") expect(filesWith(canary)).not.toEqual([]);
    await forgetOld();
    expect(filesWith(canary)).toEqual([]);
    expect(await db.inboxMessage.count({ where: { raw: { contains: canary } } })).toBe(0);
    expect(await db.inboxMessage.count({ where: { raw: "stays-here" } })).toBe(1);
  });

  it("go in pieces that leave everybody else their turn", async () => {
    const data = Array.from({ length: 6_000 }, () => message(40, "x".repeat(300)));
    await db.inboxMessage.createMany({ data });
    const pieces: number[] = [];
    expect(await forgetOld({ onPiece: (ms) => pieces.push(ms) })).toMatchObject({
      messages: 6_000,
    });
    expect(pieces.length).toBeGreaterThan(3);
    // The middle one: a machine with other work holds single pieces up.
    expect(pieces.toSorted((a, b) => a - b)[Math.floor(pieces.length / 2)]).toBeLessThan(
      longestPiece,
    );
  });

  it("stop going when the program ends", async () => {
    await db.inboxMessage.createMany({ data: Array.from({ length: 3_000 }, () => message(40)) });
    const stopping = new AbortController();
    await forgetOld({ stopped: stopping.signal, onPiece: () => stopping.abort() });
    expect(await db.inboxMessage.count()).toBeGreaterThan(0);
  });

  it("take rows of files along that did not get in", async () => {
    const ended = { fileName: "x.csv", options: "{}", startedAt: ago(50), endedAt: ago(50) };
    const one = await db.contactImport.create({ data: { ...ended, state: "done" } });
    const other = await db.contactImport.create({
      data: { ...ended, state: "interrupted", endedAt: null },
    });
    const failure = { line: 1, column: "", reason: "x", row: "[]" };
    const data = [one, other].map(({ id }) => ({ ...failure, importId: id }));
    await db.importFailure.createMany({ data });
    await forgetOld();
    expect(await db.importFailure.findMany()).toMatchObject([{ importId: other.id }]);
  });
});

describe("addresses of recordings", () => {
  it("go from the call and from what was told of it, and the call is as it was", async () => {
    const [old, young] = [await call(100, "74951112233"), await call(10, "74951112244")];
    const before = await db.call.findUniqueOrThrow({ where: { id: old } });
    await setRetention({ recordings: 90 });
    expect(await forgetOld()).toMatchObject({ recordings: 1 });
    const after = await db.call.findUniqueOrThrow({ where: { id: old } });
    expect(after).toMatchObject({
      recordingUrl: null,
      clientE164: before.clientE164,
      talkSeconds: 60,
    });
    expect(after.told).not.toContain("pbx.test");
    expect(JSON.parse(after.told!)).toHaveLength((JSON.parse(before.told!) as []).length);
    expect(filesWith("74951112233.mp3")).toEqual([]);
    const kept = await db.call.findUniqueOrThrow({ where: { id: young } });
    expect(kept.recordingUrl).toContain("pbx.test");
    expect(await forgetOld()).toMatchObject({ recordings: 0 });
  });
});

describe("clients of old calls", () => {
  it("take along what lists know of the calls, as do those of a deleted connection", async () => {
    const contactId = await addContact("Анна", "+74957770101");
    const stored = () => db.contactCalls.findUniqueOrThrow({ where: { contactId } });
    await call(500, "74957770101");
    expect((await stored()).talkedAt).not.toBeNull();
    await setRetention({ clients: 365 });
    await forgetOld();
    expect(await stored()).toMatchObject({ talkedAt: null, calledAt: neverCalled });
    await setRetention({ clients: null });

    await call(1, "74957770101");
    expect((await stored()).talkedAt).not.toBeNull();
    const { id } = await db.connection.create({
      data: { slug: "gone", provider: "generic", name: "Gone", settings: "{}", deletedAt: ago(0) },
    });
    await db.call.updateMany({ where: { contactId }, data: { connectionId: id } });
    await forgetOld();
    expect(await stored()).toMatchObject({ talkedAt: null, calledAt: neverCalled });
    await db.contact.delete({ where: { id: contactId } });
  });

  it("are forgotten, in the files too, and the figures stay what they were", async () => {
    const contact = { name: "Канарка", searchText: "канарка" };
    const { id: contactId } = await db.contact.create({ data: contact });
    const [old, young] = [await call(500, "74957770001"), await call(10, "74957770002")];
    const texts = { connectionId, extension: "101", state: "sent", contactId };
    const lead = { connectionId, numberRaw: "74957770003" };
    const owed = { kind: "missed", waitingSince: ago(500), dueAt: ago(500) };
    await db.sms.create({
      data: { ...texts, numberRaw: "74957770004", text: "канарка пишет", createdAt: ago(500) },
    });
    await db.lead.createMany({ data: [{ ...lead, createdAt: ago(500) }, lead] });
    await db.callback.createMany({
      data: [
        { ...owed, numberRaw: "74957770005", closedAt: ago(499) },
        { ...owed, numberRaw: "74957770006", openKey: "number:+74957770006" },
      ],
    });
    const { olena } = office.people;
    const known = await call(499, "74957770007");
    await db.call.update({ where: { id: known }, data: { contactId } });
    const notes = [
      { userId: olena, callId: old, text: "канарка просила скидку" },
      { userId: olena, callId: known, text: "любит чай" },
    ];
    await db.note.createMany({ data: notes });
    const before = await statistics();
    await setRetention({ clients: 365 });

    expect(await forgetOld()).toMatchObject({ clients: 5 });

    expect(await statistics()).toEqual(before);
    const calls = await db.call.findMany({
      orderBy: { startedAt: "asc" },
      include: { legs: true },
    });
    expect(calls).toMatchObject([
      { id: old, clientRaw: "", clientE164: null, told: null, talkSeconds: 60 },
      { id: known, clientRaw: "", contactId: null },
      { id: young, clientE164: "+74957770002" },
    ]);
    expect(calls[0]!.legs).toHaveLength(1);
    expect(await db.sms.findMany()).toMatchObject([{ text: "", numberRaw: "", contactId: null }]);
    expect(await db.lead.count()).toBe(1);
    expect(await db.callback.count({ where: { numberRaw: "74957770006" } })).toBe(1);
    expect(await db.note.findMany()).toMatchObject([{ text: "любит чай", contactId }]);
    expect(await db.contact.count()).toBe(1);
    for (const number of ["7770001", "7770004", "7770005", "7770007"])
      expect(filesWith(number)).toEqual([]);
    expect(filesWith("просила скидку")).toEqual([]);
    expect(await forgetOld()).toMatchObject({ clients: 0 });
  });
});

describe("entries of the audit log", () => {
  it("go when they are older than the setting says, which is an entry itself", async () => {
    const entry = (days: number) => ({
      at: ago(days),
      event: "person.created",
      searchText: `of ${days} days`,
    });
    const data = [...Array.from({ length: 1_200 }, () => entry(500)), entry(300), entry(20)];
    await db.auditEntry.createMany({ data });
    expect(await readRetention()).toMatchObject({ audit: 365 });
    expect(await forgetOld()).toMatchObject({ audit: 1_200 });
    await setRetention({ audit: 30 });
    expect(await forgetOld()).toMatchObject({ audit: 1 });
    expect(await db.auditEntry.count({ where: { searchText: "of 20 days" } })).toBe(1);
    const changed = await db.auditEntry.findFirstOrThrow({ where: { event: "setting.changed" } });
    expect(changed).toMatchObject({
      subjectId: expect.stringMatching(/retention|audit/) as string,
    });
  });
});

it("takes what a deleted connection has left, in pieces, and nothing of the others", async () => {
  const { id: gone } = await db.connection.create({
    data: { slug: "gone", provider: "generic", name: "Gone", settings: "{}", deletedAt: ago(0) },
  });
  const facts = { connectionId: gone, direction: "incoming", state: "ended", clientRaw: "1" };
  const calls = Array.from({ length: 2_000 }, () => ({ ...facts, startedAt: ago(1) }));
  await db.call.createMany({ data: calls });
  const data = Array.from({ length: 2_000 }, () => ({ ...message(1), connectionId: gone }));
  await db.inboxMessage.createMany({ data: [...data, message(1)] });
  const text = { extension: "101", numberRaw: "1", text: "x", state: "sent", createdAt: ago(1) };
  await db.sms.create({ data: { ...text, connectionId: gone } });
  await db.lead.create({ data: { connectionId: gone, numberRaw: "1" } });
  const kept = await call(1, "74957770009");
  const pieces: number[] = [];

  expect(await forgetOld({ onPiece: (ms) => pieces.push(ms) })).toMatchObject({
    connections: 4_003,
  });

  expect(pieces.length).toBeGreaterThan(5);
  expect(await db.connection.count({ where: { id: gone } })).toBe(0);
  expect((await db.call.findMany()).map(({ id }) => id)).toEqual([kept]);
  expect(await db.inboxMessage.count()).toBe(1);
  expect(await forgetOld()).toMatchObject({ connections: 0 });
});
