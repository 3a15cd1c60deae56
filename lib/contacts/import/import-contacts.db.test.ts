import { beforeEach, expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { defaultCountry } from "#lib/numbers/default-country";
import { importContacts } from "./import-contacts";
import { matchContacts } from "#lib/numbers/match-contacts";

const office = await openOffice();
beforeEach(async () => {
  await office.db.connection.deleteMany();
  await office.db.contact.deleteMany();
  await office.db.company.deleteMany();
});

const russia = { country: "RU" };

it("takes contacts over once, by number, however it is spelled", async () => {
  const rows = [
    { name: "Аркадий", phones: ["+7 (343) 0112233"] },
    {
      name: "Борис",
      phones: ["8 343 0112244", "101"],
      company: "ООО «Мёд»",
      email: "b@example.ru",
    },
  ];
  expect(await importContacts(rows, russia)).toEqual({ created: 2, skipped: 0 });
  expect(
    await importContacts(
      [
        { name: "Аркадий ещё раз", phones: ["83430112233"] },
        { name: "Валентина", phones: ["+7 343 0112255"], company: "ооо «мед» " },
        { name: "ВАЛЕНТИНА", phones: ["73430112255"] },
        { name: "Внутренний", phones: ["101"] },
      ],
      russia,
    ),
  ).toEqual({ created: 1, skipped: 3 });

  const contacts = await office.db.contact.findMany({
    orderBy: { id: "asc" },
    include: { numbers: { orderBy: { position: "asc" } }, company: true, emails: true },
  });
  expect(contacts.map((contact) => contact.name)).toEqual(["Аркадий", "Борис", "Валентина"]);
  expect(contacts[1]).toMatchObject({
    emails: [{ address: "b@example.ru", key: "b@example.ru" }],
    companyKey: "ооо «мед»",
    searchText: "борис ооо «мед» b@example.ru 73430112244 101",
    company: { name: "ООО «Мёд»", nameKey: "ооо «мед»" },
    numbers: [
      { raw: "8 343 0112244", e164: "+73430112244", digits: "73430112244", position: 0 },
      { raw: "101", e164: null, digits: "101", position: 1 },
    ],
  });
  expect(contacts[2]?.companyId).toBe(contacts[1]?.companyId);
  expect(Math.abs(contacts[0]!.createdAt.getTime() - Date.now())).toBeLessThan(60_000);
  expect(await matchContacts(office.db, "+73430112255")).toMatchObject([
    { id: contacts[2]!.id, name: "Валентина", company: "ООО «Мёд»" },
  ]);
});

it("adds everybody who shares a number in one address book, and nobody the second time", async () => {
  const rows = ["Аркадий", "Борис", "Аркадий"].map((name) => ({ name, phones: ["+73430112233"] }));
  expect(await importContacts(rows, russia)).toEqual({ created: 2, skipped: 1 });
  expect(await matchContacts(office.db, "+73430112233")).toHaveLength(2);
  await office.db.contact.updateMany({ data: { name: "Renamed" } });
  expect(await importContacts(rows, russia)).toEqual({ created: 0, skipped: 3 });
});

it("takes thousands, in their order", async () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => ({
    name: `Contact ${String(index).padStart(4, "0")}`,
    phones: [`+7343${String(1_000_000 + index)}`],
    company: `Company ${index % 700}`,
  }));
  expect(await importContacts(rows, russia)).toEqual({ created: 5_000, skipped: 0 });
  const stored = await office.db.contact.findMany({
    orderBy: { id: "asc" },
    select: { name: true },
  });
  expect(stored.map((contact) => contact.name)).toEqual(rows.map((row) => row.name));
  expect(await office.db.company.count()).toBe(700);
});

it("recognises who called before he was known", async () => {
  const connection = await office.db.connection.create({
    data: { slug: "main", provider: "any", name: "Main", settings: "{}" },
  });
  const call = (clientE164: string) => ({
    connectionId: connection.id,
    direction: "incoming",
    state: "ended",
    clientRaw: clientE164,
    clientE164,
    startedAt: new Date(),
  });
  await office.db.call.createMany({ data: [call("+73430112233"), call("+73430119999")] });
  await importContacts([{ name: "Аркадий", phones: ["+73430112233"] }], russia);
  const calls = await office.db.call.findMany({
    orderBy: { clientE164: "asc" },
    include: { contact: true },
  });
  expect(calls.map((one) => [one.contact?.name, one.version])).toEqual([
    ["Аркадий", 2],
    [undefined, 1],
  ]);
});

it("reads national numbers as the first enabled connection's country does", async () => {
  expect(await defaultCountry()).toBe("RU");
  const connection = { provider: "any", name: "" };
  await office.db.connection.create({
    data: { ...connection, slug: "off", enabled: false, settings: '{"country":"GB"}' },
  });
  await office.db.connection.create({
    data: { ...connection, slug: "on", settings: '{"country":"UA"}' },
  });
  expect(await defaultCountry()).toBe("UA");
});
