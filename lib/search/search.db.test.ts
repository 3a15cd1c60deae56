import { beforeAll, describe, expect, it } from "vitest";
import { importContacts } from "#lib/contacts/import/import-contacts";
import { contactInput } from "#lib/contacts/contact-input";
import { createContact, updateContactFields } from "#lib/contacts/save-contact";
import { openOffice } from "#lib/testing/kit/office";
import { search } from "./search";

const office = await openOffice({ people: { olena: {}, ivan: {}, boss: { role: "manager" } } });
const olena = { id: office.people.olena, role: "sales" as const };
const ivan = { id: office.people.ivan, role: "sales" as const };
const boss = { id: office.people.boss, role: "manager" as const };
const limits = { contacts: 8, companies: 5, calls: 5, notes: 4 };

beforeAll(async () => {
  await importContacts(
    [
      {
        name: "Фёдор Ёлкин",
        phones: ["8 (343) 011-22-33"],
        company: "ООО «Мёд и молоко»",
        email: "fedor@example.ru",
      },
      { name: "Анна Смирнова", phones: ["+380 44 765 43 21"], company: "Acme Partners" },
      { name: "Смирнов Пётр", phones: ["+7 495 0177788"] },
      { name: "Кузьмина Ольга", phones: ["+7 812 3334455"], company: "acme partners" },
      { name: "Ян Ли", phones: ["101"] },
      { name: "Договор 8 от (843) 014", phones: ["+7 912 8430001", "+7 912 0140008"] },
      { name: "Казань", phones: ["+7 843 014-55-66"] },
    ],
    { country: "RU" },
  );
});

const find = (q: string, user: Parameters<typeof search>[0] = olena) => search(user, q, limits);
const names = async (q: string) => (await find(q)).contacts.map(({ name }) => name);

it("by a part of a number are found those alone that hold its digits in a row", async () => {
  expect(await names("8 (843) 014")).toEqual(["Казань"]);
  expect(await names("+7 843 014")).toEqual(["Казань"]);
  expect(await names("843 014 55")).toEqual(["Казань"]);
});

describe("a contact is found", () => {
  it.each([
    ["by three letters within a name", "ёлк", "Фёдор Ёлкин"],
    ["by letters in the middle", "ирно", "Анна Смирнова"],
    ["whatever the case", "КУЗЬМ", "Кузьмина Ольга"],
    ["ё typed as е", "федор", "Фёдор Ёлкин"],
    ["by a company", "молоко", "Фёдор Ёлкин"],
    ["by a piece of an e-mail", "dor@exa", "Фёдор Ёлкин"],
    ["by words in any order", "елкин фед", "Фёдор Ёлкин"],
    ["by one letter its name begins with", "я", "Ян Ли"],
    ["by two, and two of another word", "ян ли", "Ян Ли"],
    ["by digits within a number", "765", "Анна Смирнова"],
    ["by the end of a number", "54321", "Анна Смирнова"],
    ["by a number with a trunk prefix", "8 (343) 011", "Фёдор Ёлкин"],
    ["by a short number", "101", "Ян Ли"],
  ])("%s: %s", async (_, q, name) => {
    expect(await names(q)).toContain(name);
  });

  it.each([
    ["wrong", "смернова"],
    ["missing", "смрнова"],
    ["too many", "смиррнова"],
    ["swapped", "смиронва"],
    ["wrong at the beginning", "змирнова"],
    ["wrong in a word of four", "анма смирнова"],
    ["typed on the English layout", "cvbhyjdf"],
  ])("with one letter %s: %s", async (_, q) => {
    const { contacts, corrected } = await find(q);
    expect(contacts.map(({ name }) => name)).toContain("Анна Смирнова");
    expect(corrected.length).toBeGreaterThan(0);
  });
});

it.each(["смирноваа петрр", "нетникого", "765432199", "'; DROP TABLE", '"', "%", "_", "\\", " "])(
  "nothing is found by %j",
  async (q) => expect((await find(q)).contacts).toEqual([]),
);

it("the number that was looked for is the one shown", async () => {
  await importContacts([{ name: "Двое", phones: ["+7 495 0001111", "+7 495 0002229"] }], {
    country: "RU",
  });
  expect((await find("02229")).contacts[0]).toMatchObject({
    name: "Двое",
    number: { raw: "+7 495 0002229", e164: "+74950002229" },
  });
});

it("names that begin so come first, one's own before others'", async () => {
  for (const [name, ownerId] of [
    ["Бек Зоринский", null],
    ["Зоринский Яков", ivan.id],
    ["Зоринский Адам", null],
    ["Незоринский", ivan.id],
  ] as const) {
    await createContact(contactInput.parse({ name, ownerId: ownerId ?? "", numbers: [] }), olena);
  }
  const { contacts } = await find("зорин", ivan);
  expect(contacts.map(({ name, own }) => [name, own])).toEqual([
    ["Зоринский Яков", true],
    ["Зоринский Адам", false],
    ["Бек Зоринский", false],
    ["Незоринский", true],
  ]);
});

it("companies are found by their own name", async () => {
  expect((await find("artner")).companies.map(({ name }) => name)).toEqual(["Acme Partners"]);
  expect((await find("парнтерс")).companies).toEqual([]);
  expect((await find("partmers")).companies.map(({ name }) => name)).toEqual(["Acme Partners"]);
});

it("what is written is found at once, what is deleted no more", async () => {
  const { id } = await createContact(contactInput.parse({ name: "Бегемотов", numbers: [] }), olena);
  expect(await names("бегемот")).toEqual(["Бегемотов"]);
  const { updatedAt } = await office.db.contact.findUniqueOrThrow({ where: { id } });
  await updateContactFields(id, { name: "Крокодилов" }, updatedAt, olena);
  expect(await names("бегемот")).toEqual([]);
  expect(await names("крокадилов")).toEqual(["Крокодилов"]);
  await office.db.contact.update({ where: { id }, data: { deletedAt: new Date() } });
  expect(await names("крокодил")).toEqual([]);
  await office.db.contact.update({ where: { id }, data: { deletedAt: null } });
  expect(await names("окодил")).toEqual(["Крокодилов"]);
  await office.db.contact.delete({ where: { id } });
  expect(await names("крокодил")).toEqual([]);
});

it("a frequent word is found among many, and a rare one behind them", async () => {
  const rows = Array.from({ length: 6_000 }, (_, index) => ({
    name: `Частый ${index}`,
    phones: [`+4420794${String(60_000 + index)}`],
  }));
  await importContacts([...rows, { name: "Уникумов", phones: ["+442079412345"] }], {
    country: "GB",
  });
  expect(await names("аст")).toHaveLength(limits.contacts);
  expect(await names("част 5999")).toEqual(["Частый 5999"]);
  expect(await names("никумо")).toEqual(["Уникумов"]);
  expect(await names("412345")).toEqual(["Уникумов"]);
});

describe("calls", () => {
  beforeAll(async () => {
    const { db } = office;
    const { connectionId } = office.connections.office;
    const contact = await db.contact.findFirstOrThrow({ where: { name: "Анна Смирнова" } });
    const call = (minute: number, clientRaw: string, data: object) =>
      db.call.create({
        data: {
          connectionId,
          externalId: String(minute),
          direction: "incoming",
          state: "ended",
          disposition: "answered",
          clientRaw,
          clientE164: `+${clientRaw}`,
          startedAt: new Date(Date.UTC(2026, 0, 1, 9, minute)),
          ...data,
        },
      });
    await call(1, "380447654321", { contactId: contact.id, requestedById: olena.id });
    await call(2, "380447654321", { contactId: contact.id });
    await call(3, "79991112233", {
      legs: {
        create: { extension: "101", userId: olena.id, state: "answered", startedAt: new Date() },
      },
    });
  });
  const minutes = async (q: string, user: Parameters<typeof search>[0]) =>
    (await find(q, user)).calls.map(({ startedAt }) => new Date(startedAt).getUTCMinutes());

  it("of the contacts that are found, the latest first, as far as one may see them", async () => {
    expect(await minutes("смирнова", boss)).toEqual([2, 1]);
    expect(await minutes("смирнова", olena)).toEqual([1]);
    expect(await minutes("смирнова", ivan)).toEqual([]);
  });

  it("of strangers, by any digits of the number", async () => {
    expect(await minutes("799911", boss)).toEqual([3]);
    expect(await minutes("11122", olena)).toEqual([3]);
    expect(await minutes("11122", ivan)).toEqual([]);
  });
});
