import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { directTransaction } from "#lib/db/client";
import { createTestDatabase, type TestDatabase } from "#lib/testing/kit/test-database";
import { openLog } from "#lib/base/log";
import { applyBatch } from "./apply-batch";
import { emptyFields } from "../fields";
import type { PreparedRow } from "./prepare-row";
import type { ImportOptions } from "./import-options";
import { createImporter, type Importer } from "./importer";
import { failuresOf } from "./problem-rows";
import { getImport } from "./queries";
import { beginUndo, cancelImport } from "./steer-import";
import { beginFile, settled as settledBy } from "#lib/testing/kit/import-file";

const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-imports-"));
let test: TestDatabase;
let importer: Importer;
let userId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  configSlot.set({ dataDir } as never);
  const person = { email: "ada@x.test", name: "Ada", role: "manager", passwordHash: "" };
  userId = (await test.db.user.create({ data: person })).id;
});
afterAll(async () => {
  await test.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  importer = openImporter();
  await test.db.contactImport.deleteMany();
  await test.db.call.deleteMany();
  await test.db.contact.deleteMany();
  await test.db.company.deleteMany();
  return () => importer.close();
});

const openImporter = () =>
  createImporter({ log: openLog("silent"), publish: () => Promise.resolve() });
const begin = (text: string, changed?: Partial<ImportOptions>) => beginFile(userId, text, changed);
const settled = (id: string) => settledBy(importer, id);
const run = async (text: string, changed?: Partial<ImportOptions>) =>
  settled(await begin(text, changed));

const contacts = () =>
  test.db.contact.findMany({
    where: { deletedAt: null },
    orderBy: { id: "asc" },
    include: {
      numbers: { orderBy: { position: "asc" } },
      emails: { orderBy: { position: "asc" } },
      tags: { include: { tag: true } },
      company: true,
      owner: true,
      changes: { orderBy: { id: "asc" } },
    },
  });

async function callFrom(clientE164: string) {
  const slug = `c${Date.now()}`;
  const connection = await test.db.connection.create({
    data: { slug, provider: "any", name: "Main", settings: "{}" },
  });
  const call = { direction: "incoming", state: "ended", clientRaw: clientE164, clientE164 };
  return test.db.call.create({
    data: { ...call, connectionId: connection.id, startedAt: new Date() },
  });
}

it("takes what is right, tells what is wrong with its line, and links the calls", async () => {
  const call = await callFrom("+73430112233");
  const done = await run(
    `Аркадий,8 (343) 011-22-33,a@x.test,ООО «Мёд»,ada@x.test,"vip, new",Hello\n` +
      `,+73430112244,,,,,\nВера,+73430112255,not-mail,,,,\nГлеб,+73430112266,,,Nobody,,\n`,
  );
  expect(done).toMatchObject({ state: "done", position: 4, created: 4, failed: 0, skipped: 0 });
  const [arkady, unnamed, vera, gleb] = await contacts();
  expect(arkady).toMatchObject({
    name: "Аркадий",
    importId: done.id,
    note: "Hello",
    companyKey: "ооо «мед»",
    owner: { name: "Ada" },
    numbers: [{ e164: "+73430112233", raw: "8 (343) 011-22-33" }],
    changes: [{ kind: "imported", importId: done.id, userId, fields: null }],
  });
  expect(arkady!.tags.map(({ tag }) => tag.name).sort()).toEqual(["new", "vip"]);
  expect(await test.db.call.findUnique({ where: { id: call.id } })).toMatchObject({
    contactId: arkady!.id,
    version: 2,
  });
  const { failures } = await failuresOf(done.id, { limit: 10 });
  expect(failures.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [4, "E-mail", "email"],
    [5, "Owner", "owner"],
  ]);
  expect(failures[0]!.cells[1]).toBe("+73430112255");
  expect(unnamed).toMatchObject({ name: "+7 343 011 22 44", numbers: [{ e164: "+73430112244" }] });
  expect(vera).toMatchObject({ name: "Вера", emails: [] });
  expect(gleb).toMatchObject({ name: "Глеб", owner: null });
  expect(await getImport(done.id)).toMatchObject({ failed: 0, leftOut: 2 });
});

it("gives the calls of a shared number to whom somebody has chosen", async () => {
  const e164 = "+73430112233";
  await run(`Аркадий,${e164},,,,,\n`);
  const [arkady] = await contacts();
  await test.db.numberChoice.create({ data: { e164, contactId: arkady!.id } });
  const { id } = await callFrom(e164);
  await run(`Брат,${e164},,,,,\n`, { duplicates: "create" });
  const call = await test.db.call.findUniqueOrThrow({ where: { id } });
  expect(call.contactId).toBe(arkady!.id);
});

describe("duplicates, by number or address, also within the file", () => {
  const first = "Аркадий,+73430112233,a@x.test,,,,\n";
  const again =
    "Аркадий Новый,83430112233,,Мёд,,vip,\nКто-то,,A@X.test,,,,later\n" +
    "Борис,+73430112244,,,,,\nБорис Б.,+73430112244,b@x.test,,,,\n";

  it("are skipped", async () => {
    await run(first);
    expect(await run(again)).toMatchObject({ created: 1, updated: 0, skipped: 3 });
    expect((await contacts()).map(({ name }) => name)).toEqual(["Аркадий", "Борис"]);
  });

  it("are updated: words replace words, numbers and addresses are added", async () => {
    await run(first);
    expect(await run(again, { duplicates: "update" })).toMatchObject({ created: 1, updated: 3 });
    const [arkady, boris] = await contacts();
    expect(arkady).toMatchObject({
      name: "Кто-то",
      note: "later",
      company: { name: "Мёд" },
      tags: [{ tag: { name: "vip" } }],
      searchText: "кто-то мед a@x.test 73430112233",
    });
    expect(JSON.parse(arkady!.changes.at(-1)!.fields!)).toMatchObject({
      name: { from: "Аркадий", to: "Кто-то" },
      tags: { from: [], to: ["vip"] },
    });
    expect(boris).toMatchObject({ name: "Борис Б.", emails: [{ address: "b@x.test" }] });
    expect(await run(again, { duplicates: "update" })).toMatchObject({ created: 0 });
  });

  it("are created all the same", async () => {
    await run(first);
    expect(await run(again, { duplicates: "create" })).toMatchObject({ created: 4, skipped: 0 });
  });

  it("are not looked for in the bin", async () => {
    await run(first);
    await test.db.contact.updateMany({ data: { deletedAt: new Date() } });
    expect(await run(first)).toMatchObject({ created: 1, skipped: 0 });
  });
});

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => `Person ${n},+7343${1_000_000 + n},,,,,`).join("\n");

it("is cancelled between two batches; what is in stays and can be undone", async () => {
  const id = await begin(many(3_000));
  importer.work(id);
  while (((await getImport(id))?.position ?? 0) === 0) await new Promise((r) => setTimeout(r, 5));
  await cancelImport(id);
  await importer.close();
  const { created, position } = (await getImport(id))!;
  expect(position).toBeLessThan(3_000);
  expect(await test.db.contact.count()).toBe(created);
  importer = openImporter();
  await beginUndo(id);
  expect(await settled(id)).toMatchObject({ state: "undone", kept: 0 });
  expect(await contacts()).toEqual([]);
});

it("lets one import in at a time", async () => {
  const begun = await Promise.allSettled([begin(many(2)), begin(many(2))]);
  const refused = begun.filter((one) => one.status === "rejected");
  expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(["busy"]);
});

it("takes back what nobody has touched since, and tells what stays", async () => {
  await run("Старый,+73430112200,,,,,\nДругой,+73430112201,,,,,\n");
  const call = await callFrom("+73430112233");
  const done = await run(
    "Старый Новый,+73430112200,s@x.test,Мёд,,vip,words\nДругой Новый,+73430112201,,,,,\n" +
      "Аркадий,+73430112233,,,,,\nБорис,+73430112244,,,,,\n",
    { duplicates: "update" },
  );
  const named = async (name: string) => (await contacts()).find((one) => one.name === name)!;
  for (const name of ["Борис", "Другой Новый"]) {
    await test.db.contact.update({
      where: { id: (await named(name)).id },
      data: { note: "mine", updatedAt: new Date(Date.now() + 5) },
    });
  }
  await beginUndo(done.id);
  expect(await settled(done.id)).toMatchObject({ state: "undone", kept: 2 });
  expect((await contacts()).map(({ name }) => name)).toEqual(["Старый", "Другой Новый", "Борис"]);
  expect(await named("Старый")).toMatchObject({
    note: null,
    company: null,
    emails: [],
    tags: [],
    searchText: "старый 73430112200",
  });
  const unlinked = await test.db.call.findUnique({ where: { id: call.id } });
  expect(unlinked).toMatchObject({ contactId: null });
  await expect(beginUndo(done.id)).rejects.toMatchObject({ code: "not-possible" });
});

it("says when the file's end can't be read", async () => {
  const id = await begin("Ann,+12025550143,,,,,\n");
  const { id: fileId } = await test.db.importFile.findUniqueOrThrow({ where: { importId: id } });
  const bytes = Buffer.from('Name\n"never closed');
  await test.db.importPiece.updateMany({ where: { fileId }, data: { bytes } });
  await test.db.importFile.update({ where: { id: fileId }, data: { size: bytes.length } });
  expect(await settled(id)).toMatchObject({ state: "failed", failed: 1 });
});

it("writes a batch whole or not at all", async () => {
  const person = { email: "gone@x.test", name: "Gone", role: "sales", passwordHash: "" };
  const { id: ownerId } = await test.db.user.create({ data: person });
  await test.db.user.delete({ where: { id: ownerId } });
  const row = (name: string, owner: string | null) =>
    ({ ...emptyFields(), name, ownerId: owner, numbers: [], emails: [] }) satisfies PreparedRow;
  const by = { duplicates: "skip", importId: null, userId: null } as const;
  await expect(
    directTransaction((tx) => applyBatch(tx, [row("Ann", null), row("Bob", ownerId)], by)),
  ).rejects.toThrow();
  expect(await contacts()).toEqual([]);
});
