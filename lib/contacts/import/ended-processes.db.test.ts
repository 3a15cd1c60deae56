/** Processes that end while they work on an import, or work on the same one. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { log } from "#lib/base/log";
import { beginFile, ended, settled } from "#lib/testing/kit/import-file";
import { openOffice } from "#lib/testing/kit/office";
import { createImporter, type Importer } from "./importer";
import { getImport } from "./queries";
import { beginUndo, continueImport } from "./steer-import";

const office = await openOffice({ people: { ada: { role: "manager" } } });
const { db } = office;
const { ada } = office.people;
const openImporter = () => createImporter({ log: log(), publish: () => Promise.resolve() });
let importer: Importer;

beforeEach(async () => {
  await db.contactImport.deleteMany();
  await db.contactChange.deleteMany();
  await db.contact.deleteMany();
  importer = openImporter();
});
afterEach(() => importer.close());

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => `Person ${n},+7343${1_000_000 + n},,,,,`).join("\n");

it("goes on after the program's end where it was, each row once", async () => {
  const id = await beginFile(ada, many(3_000));
  importer.work(id);
  while (((await getImport(id))?.position ?? 0) === 0) await new Promise((r) => setTimeout(r, 5));
  await importer.close();
  expect(await getImport(id)).toMatchObject({ state: "running" });
  importer = openImporter();
  await importer.open();
  expect(await ended(id)).toMatchObject({ state: "done", created: 3_000, skipped: 0 });
  expect(await db.contactNumber.count()).toBe(3_000);
  // The file goes after its import has ended.
  await expect.poll(() => db.importPiece.count()).toBe(0);
});

it("takes each row once when two processes work on it at the same time, and undoes each once", async () => {
  const id = await beginFile(ada, many(3_000));
  const other = openImporter();
  importer.work(id);
  other.work(id);
  expect(await ended(id)).toMatchObject({ state: "done", position: 3_000, created: 3_000 });
  await Promise.all([importer.close(), other.close()]);
  expect(await db.contactNumber.count()).toBe(3_000);
  importer = openImporter();
  const second = openImporter();
  await beginUndo(id);
  importer.work(id);
  second.work(id);
  expect(await ended(id)).toMatchObject({ state: "undone", kept: 0 });
  await second.close();
  const gone = { kind: "deleted", importId: id };
  expect(await db.contactChange.count({ where: gone })).toBe(3_000);
});

it("is left to people when processes end over the same rows again and again", async () => {
  const id = await beginFile(ada, many(10));
  await db.contactImport.update({ where: { id }, data: { starts: 3 } });
  await importer.open();
  expect(await ended(id)).toMatchObject({ state: "interrupted", position: 0 });
  await continueImport(id);
  expect(await settled(importer, id)).toMatchObject({ state: "done", created: 10 });
});
