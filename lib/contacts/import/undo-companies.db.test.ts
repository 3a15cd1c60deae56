import { afterAll, expect, it } from "vitest";
import { openLog } from "#lib/base/log";
import { beginFile, settled } from "#lib/testing/kit/import-file";
import { openOffice } from "#lib/testing/kit/office";
import { restoreContacts } from "../delete-contacts";
import type { ImportOptions } from "./import-options";
import { createImporter } from "./importer";
import { beginUndo } from "./steer-import";

const { people, db } = await openOffice({ people: { manager: { role: "manager" } } });
const importer = createImporter({ log: openLog("silent"), publish: () => Promise.resolve() });
afterAll(() => importer.close());

async function run(text: string, changed: Partial<ImportOptions> = {}) {
  return settled(importer, await beginFile(people.manager, text, changed));
}

async function undo(id: string) {
  await beginUndo(id);
  return settled(importer, id);
}

const companies = async () =>
  (await db.company.findMany({ orderBy: { nameKey: "asc" } })).map(({ name }) => name);

it("go with the import that made them, unless something else is in them or written about them", async () => {
  await run("Old,+73430112200,,Before,,,\n");
  const { id } = await run(
    "Old,+73430112200,,Changed,,,\nAnn,+73430112201,,Alone,,,\nBob,+73430112202,,Before,,,\n" +
      "Clara,+73430112203,,Joined,,,\nDora,+73430112204,,Noted,,,\n",
    { duplicates: "update" },
  );
  expect(await companies()).toEqual(["Alone", "Before", "Changed", "Joined", "Noted"]);
  const joined = await db.company.findFirstOrThrow({ where: { name: "Joined" } });
  await db.contact.create({ data: { name: "Egor", searchText: "egor", companyId: joined.id } });
  const noted = { note: "pays late", updatedAt: new Date() };
  await db.company.updateMany({ where: { name: "Noted" }, data: noted });
  expect(await undo(id)).toMatchObject({ state: "undone", kept: 0 });
  expect(await companies()).toEqual(["Before", "Joined", "Noted"]);
  const old = await db.contact.findFirstOrThrow({
    where: { name: "Old" },
    include: { company: true },
  });
  expect(old.company?.name).toBe("Before");
});

it("come back with whoever comes back from the bin", async () => {
  const { id } = await run("Fedor,+73430112205,,Gone,,,\n");
  await undo(id);
  const where = { name: "Fedor" };
  const fedor = await db.contact.findFirstOrThrow({ where });
  expect(fedor.companyId).toBeNull();
  await restoreContacts([fedor.id], { id: people.manager, role: "manager" });
  const back = await db.contact.findFirstOrThrow({ where, include: { company: true } });
  expect(back).toMatchObject({ deletedAt: null, company: { name: "Gone" } });
});
