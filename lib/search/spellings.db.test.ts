/** What people see as one name is found, however it is spelled. */
import { beforeAll, expect, it } from "vitest";
import { importContacts } from "#lib/contacts/import/import-contacts";
import { listContacts } from "#lib/contacts/list-contacts";
import { listOptions } from "#lib/contacts/list-schema";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { search } from "./search";
import cases from "./spellings.cases.json" with { type: "json" };

await openOffice();
const limits = { contacts: 8, companies: 4, calls: 5, notes: 4 };
const number = "+7 812 010 20 05 доб. 105";
beforeAll(async () => {
  const people = cases.map(({ name }) => ({ name, phones: [] }));
  await importContacts([...people, { name: "Номерной", phones: [number] }], { country: "RU" });
});

const asked = cases.flatMap(({ name, found }) => found.map((q) => [q, name] as const));
it.each(asked)("%j finds %j", async (q, name) => {
  const { contacts } = await search(salesPerson("somebody"), q, limits);
  expect(contacts.map((contact) => contact.name)).toContain(name);
});

it.each(asked.filter(([q]) => !/[a-z;]{8}|\[/.test(q)))(
  "a list finds by %j also %j",
  async (q, name) => {
    const { contacts } = await listContacts(listOptions.parse({ q }), salesPerson("somebody"));
    expect(contacts.map((contact) => contact.name)).toContain(name);
  },
);

it.each([
  "8 (812) 010-20-05",
  "тел. +7 812 010 20 05",
  "+7 812 010 20 05 доб. 105",
  "tel:%2B78120102005",
  "78120102005.0",
  "\u202a+7 812 010 20 05\u202c",
])("a number pasted as %j finds its owner", async (q) => {
  const { contacts } = await search(salesPerson("somebody"), q, limits);
  expect(contacts.map((contact) => contact.name)).toContain("Номерной");
});
