import { beforeAll, expect, it } from "vitest";
import { importContacts } from "#lib/contacts/import/import-contacts";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { suggestContacts } from "./suggest-contacts";

const office = await openOffice();
beforeAll(async () => {
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
  await office.db.contact.updateMany(gone);
});

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
  expect((await suggestContacts(salesPerson("somebody"), typed)).map(({ name }) => name)).toEqual(
    names,
  );
});
