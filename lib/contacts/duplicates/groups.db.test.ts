import { beforeEach, expect, it } from "vitest";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { duplicateGroups } from "./groups";
import { forgetNotDuplicates, markNotDuplicates } from "./not-duplicates";
import type { Evidence } from "./likeness";

const office = await openOffice();
const me = salesPerson("somebody");
beforeEach(async () => {
  await office.db.ignoredNumber.deleteMany();
  await office.db.contact.deleteMany();
});

interface Known {
  number?: string;
  email?: string;
  companyKey?: string;
  deletedAt?: Date;
}

async function contact(name: string, { number, email, ...more }: Known = {}): Promise<string> {
  const numbers = number ? { create: parsePhoneNumber(number, "RU") } : {};
  const emails = email ? { create: { address: email, key: email.toLowerCase() } } : {};
  const data = { name, searchText: name, numbers, emails, ...more };
  return (await office.db.contact.create({ data })).id;
}

const names = async (by: Evidence, after = "") =>
  (await duplicateGroups(me, { by, after })).groups.map(({ contacts }) =>
    contacts.map(({ name }) => name),
  );

it("finds who shares a number, however it is spelled, but for the bin and ignored numbers", async () => {
  await contact("A", { number: "8 343 011-22-33" });
  await contact("B", { number: "+7 343 0112233" });
  await contact("C", { number: "+7 343 0112244" });
  await contact("D", { number: "+7 343 0112244", deletedAt: new Date() });
  await contact("E", { number: "+7 343 0112255" });
  await contact("F", { number: "+7 343 0112255" });
  await office.db.ignoredNumber.create({ data: { e164: "+73430112255", kind: "ignored" } });
  expect(await duplicateGroups(me, { by: "number", after: "" })).toMatchObject({
    groups: [{ key: "+73430112233", contacts: [{ name: "A" }, { name: "B" }] }],
    next: null,
  });
});

it("finds who shares an e-mail address, and whose names are similar in one company", async () => {
  await contact("A", { email: "Same@x.test" });
  await contact("B", { email: "same@x.test" });
  await contact("Пётр Соколов", { companyKey: "мед" });
  await contact("Соколов Петр", { companyKey: "мед" });
  await contact("Сокалов Пётр", { companyKey: "мед" });
  await contact("Мария Соколова", { companyKey: "мед" });
  await contact("Петр Соколов", { companyKey: "acme" });
  expect(await names("email")).toEqual([["A", "B"]]);
  expect((await names("name")).map((group) => group.sort())).toEqual([
    ["Пётр Соколов", "Сокалов Пётр", "Соколов Петр"],
  ]);
});

it("leaves out who is said to be two people, until that is taken back", async () => {
  const [a, b, c] = [
    await contact("A", { number: "+73430112233" }),
    await contact("B", { number: "+73430112233" }),
    await contact("C", { number: "+73430112233" }),
  ];
  await markNotDuplicates([[b, a]]);
  await markNotDuplicates([
    [a, b],
    [c, a],
  ]);
  expect(await names("number")).toEqual([["B", "C"]]);
  await forgetNotDuplicates([[a, c]]);
  expect(await names("number")).toEqual([["A", "B", "C"]]);
});

it("goes on from where the page ended, each group once", async () => {
  for (let n = 10; n < 55; n++) {
    await contact(`${n} a`, { number: `+734301122${n}` });
    await contact(`${n} b`, { number: `+734301122${n}` });
  }
  const seen: string[] = [];
  let after: string | null = "";
  for (let page = 0; after !== null && page < 5; page++) {
    const { groups, next } = await duplicateGroups(me, { by: "number", after });
    seen.push(...groups.map(({ key }) => key));
    after = next;
  }
  expect(after).toBeNull();
  expect(seen).toHaveLength(45);
  expect(new Set(seen).size).toBe(45);
});
