import { afterAll, beforeAll, expect, it } from "vitest";
import { importContacts } from "#lib/import/import-contacts";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { suggestContacts } from "./suggest-contacts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await importContacts(
    [
      { name: "Аркадий", phones: ["+7 343 0112233"], company: "Мёд" },
      { name: "Борис", phones: ["+7 343 9999999", "101"] },
      { name: "Галина", phones: ["+380 44 0000201"] },
      { name: "Удалён", phones: ["+7 343 0112299"] },
    ],
    { country: "RU" },
  );
  const gone = { where: { name: "Удалён" }, data: { deletedAt: new Date() } };
  await test.db.contact.updateMany(gone);
});
afterAll(() => test.close());

it.each([
  ["+7 343", ["Аркадий", "Борис"]],
  ["8 (343) 01", ["Аркадий"]],
  ["343", ["Аркадий", "Борис"]],
  ["+7 343 99", ["Борис"]],
  ["9999", []],
  ["101", ["Борис"]],
  ["+38044", ["Галина"]],
  ["38044", ["Галина"]],
  ["34", []],
  ["", []],
  ["999999999999999", []],
])("%j suggests %j", async (typed, names) => {
  expect((await suggestContacts(typed)).map(({ name }) => name)).toEqual(names);
});
