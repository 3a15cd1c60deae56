import { afterAll, beforeEach, expect, it } from "vitest";
import { log } from "#lib/base/log";
import { beginFile, settled } from "#lib/testing/kit/import-file";
import { openOffice } from "#lib/testing/kit/office";
import { refusing } from "#lib/testing/kit/refusing";
import type { Written } from "../write-contacts";
import type { ImportOptions } from "./import-options";
import { createImporter } from "./importer";
import { failuresOf } from "./problem-rows";
import { beginUndo } from "./steer-import";

const office = await openOffice({ people: { ada: { role: "manager" } } });
const published: Written = { liveCallIds: [], callbackIds: [] };
const importer = createImporter({
  log: log(),
  async publish({ liveCallIds, callbackIds }) {
    published.liveCallIds.push(...liveCallIds);
    published.callbackIds.push(...callbackIds);
  },
});
afterAll(() => importer.close());
beforeEach(async () => {
  await office.db.contact.deleteMany();
});

const run = async (text: string, changed?: Partial<ImportOptions>) =>
  settled(importer, await beginFile(office.people.ada, text, changed));
const contacts = () =>
  office.db.contact.findMany({ where: { deletedAt: null }, orderBy: { id: "asc" } });

function call(clientE164: string, state: string) {
  const { connectionId } = office.connections.office;
  const about = { direction: "incoming", state, clientRaw: clientE164, clientE164 };
  return office.db.call.create({ data: { ...about, connectionId, startedAt: new Date() } });
}

it("puts aside a row the database itself refuses, and takes the others", async () => {
  const allow = await refusing(office.db, "Contact", "Refused");
  const names = ["Ann", "Bob", "Refused", "Cid", "Dan", "Eve", "Refused", "Fay"];
  const done = await run(names.map((name) => `${name},,,,,,\n`).join(""));
  await allow();
  expect(done).toMatchObject({ state: "done", position: 8, created: 6, failed: 2 });
  expect((await contacts()).map(({ name }) => name)).toEqual([
    "Ann",
    "Bob",
    "Cid",
    "Dan",
    "Eve",
    "Fay",
  ]);
  const { failures } = await failuresOf(done.id, { limit: 10 });
  expect(failures.map(({ line, reason, cells }) => [line, reason, cells[0]])).toEqual([
    [4, "refused", "Refused"],
    [8, "refused", "Refused"],
  ]);
});

it("takes open callbacks, live calls and open pages along, and so does its undo", async () => {
  await run("Аркадий,+73430112233,,,,,\n");
  const [arkady] = await contacts();
  const at = new Date();
  const promise = { kind: "promised", promisedAt: at, waitingSince: at, dueAt: at };
  const callback = (client: object) =>
    office.db.callback.create({ data: { ...promise, numberRaw: "+7", ...client } });
  const own = await callback({ contactId: arkady!.id, openKey: `contact:${arkady!.id}` });
  const e164 = "+73430112299";
  const nobodys = await callback({ e164, openKey: `number:${e164}` });
  const live = await call("+73430112233", "active");
  await office.db.call.update({ where: { id: live.id }, data: { contactId: arkady!.id } });
  const ringing = await call(e164, "ringing");
  const rows = `Аркадий Новый,+73430112233,,,ada,,\nБорис,${e164},,,,,\n`;
  const done = await run(rows, { duplicates: "update" });
  expect(done).toMatchObject({ created: 1, updated: 1 });

  const boris = (await contacts()).find(({ name }) => name === "Борис")!;
  const after = (id: string) => office.db.callback.findUniqueOrThrow({ where: { id } });
  const callNow = (id: string) => office.db.call.findUniqueOrThrow({ where: { id } });
  expect(await after(own.id)).toMatchObject({ ownerId: office.people.ada });
  expect(await after(nobodys.id)).toMatchObject({ contactId: boris.id, closedAt: null });
  expect(await callNow(live.id)).toMatchObject({ version: 2 });
  expect(await callNow(ringing.id)).toMatchObject({ contactId: boris.id, version: 2 });
  expect(published.liveCallIds.toSorted()).toEqual([live.id, ringing.id].toSorted());
  expect(published.callbackIds.toSorted()).toEqual([own.id, nobodys.id].toSorted());

  published.liveCallIds = [];
  published.callbackIds = [];
  await beginUndo(done.id);
  expect(await settled(importer, done.id)).toMatchObject({ state: "undone", kept: 0 });
  expect(await after(own.id)).toMatchObject({ ownerId: null });
  expect(await callNow(ringing.id)).toMatchObject({ contactId: null });
  expect(published.liveCallIds.toSorted()).toEqual([live.id, ringing.id].toSorted());
  expect(published.callbackIds).toEqual([own.id]);
});
