import { beforeEach, expect, it } from "vitest";
import { directTransaction, transaction } from "#lib/db/client";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { clientRows, numberedTables, type ClientTableName } from "#lib/numbers/client-rows";
import { mergeContacts } from "./duplicates/merge-contacts";
import { undoMerge } from "./duplicates/undo-merge";
import { relinkCalls, unlinkContacts, unlinkNumbers } from "./link-rows";

const office = await openOffice({ people: { olena: {} } });
const { connectionId } = office.connections.office;
const actor = salesPerson(office.people.olena);
const e164 = "+73430112233";
const at = new Date("2026-11-01T10:00:00Z");
const tables = Object.keys(clientRows) as ClientTableName[];

beforeEach(async () => {
  await office.db.contact.deleteMany();
  await office.db.call.deleteMany();
  await office.db.sms.deleteMany();
});

async function contact(name: string, number?: string): Promise<string> {
  const numbers = number && { create: { raw: number, e164: number, digits: number.slice(1) } };
  const data = { name, searchText: name, ...(numbers && { numbers }) };
  return (await office.db.contact.create({ data })).id;
}

/** One row for each table of the list, by what it takes to write it. */
const write: Record<ClientTableName, (contactId: string | null) => Promise<unknown>> = {
  Call: (contactId) =>
    office.db.call.create({
      data: {
        connectionId,
        contactId,
        clientE164: e164,
        clientRaw: e164,
        startedAt: at,
        direction: "incoming",
        state: "ended",
      },
    }),
  Sms: (contactId) =>
    office.db.sms.create({
      data: {
        connectionId,
        contactId,
        e164,
        numberRaw: e164,
        extension: "101",
        text: "hello",
        state: "sent",
        createdAt: at,
      },
    }),
  Callback: (contactId) =>
    office.db.callback.create({
      data: { contactId, e164, numberRaw: e164, kind: "missed", waitingSince: at, dueAt: at },
    }),
  Note: (contactId) => office.db.note.create({ data: { contactId, text: "wants the list" } }),
  Lead: (contactId) =>
    office.db.lead.create({ data: { connectionId, contactId, e164, numberRaw: e164 } }),
  CampaignTarget: async (contactId) => {
    const sound = await office.db.campaignSound.create({
      data: { connectionId, name: "a.wav", key: crypto.randomUUID(), bytes: new Uint8Array(1) },
    });
    const campaign = await office.db.campaign.create({
      data: {
        name: "Fair",
        connectionId,
        soundId: sound.id,
        mode: "ours",
        channels: 1,
        hoursFrom: 0,
        hoursTo: 600,
        weekdays: "1",
        maxAttempts: 1,
        minGapMinutes: 1,
      },
    });
    const data = { campaignId: campaign.id, contactId, e164, nextAttemptAt: at };
    await office.db.campaignTarget.create({ data });
  },
  ContactChange: (contactId) =>
    office.db.contactChange.create({ data: { contactId: contactId!, kind: "edited" } }),
};

/** How many rows a contact has of its own, by table; of those of ContactChange only the edits. */
async function counts(contactId: string | null): Promise<Record<ClientTableName, number>> {
  const found = {} as Record<ClientTableName, number>;
  for (const table of tables) {
    const whose = contactId === null ? `"contactId" IS NULL` : `"contactId" = '${contactId}'`;
    const only = table === "ContactChange" ? `AND "kind" = 'edited'` : "";
    const [row] = await office.db.$queryRawUnsafe<{ n: bigint }[]>(
      `SELECT count(*) AS n FROM "${table}" WHERE ${whose} ${only}`,
    );
    found[table] = Number(row!.n);
  }
  return found;
}
const expected = (of: (table: ClientTableName) => number) =>
  Object.fromEntries(tables.map((table) => [table, of(table)]));

it("a merge moves the rows of every table but the history, and undoing it brings them back", async () => {
  const [keptId, goneId] = [await contact("kept"), await contact("gone")];
  for (const table of tables) await write[table](goneId);
  expect(await counts(goneId)).toEqual(expected(() => 1));

  const merged = await mergeContacts({ keptId, goneId, take: [] }, actor);
  const moves = (table: ClientTableName) => (clientRows[table].follows === "history" ? 0 : 1);
  expect(await counts(keptId)).toMatchObject(expected(moves));
  expect(await counts(goneId)).toMatchObject(expected((table) => 1 - moves(table)));

  await undoMerge((merged as { mergeId: string }).mergeId, actor);
  expect(await counts(goneId)).toMatchObject(expected(() => 1));
});

it("a new number links the rows of every table that follows numbers; losing it unlinks them", async () => {
  for (const table of numberedTables) await write[table](null);
  const id = await contact("new", e164);
  await transaction((tx) => relinkCalls(tx, id));
  const linked = (table: string) => Number(numberedTables.some((one) => one === table));
  expect(await counts(id)).toEqual(expected(linked));

  await directTransaction((tx) => unlinkNumbers(tx, [{ contactId: id, e164: "+73430112299" }]));
  expect(await counts(id)).toEqual(expected(linked));
  await directTransaction((tx) => unlinkNumbers(tx, [{ contactId: id, e164 }]));
  expect(await counts(id)).toEqual(expected(() => 0));

  await transaction((tx) => relinkCalls(tx, id));
  expect(await directTransaction((tx) => unlinkContacts(tx, [id]))).toEqual([e164]);
  expect(await counts(id)).toEqual(expected(() => 0));
});
