import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { callsOfCompany } from "#lib/calls/queries";
import { contactInput } from "../contact-input";
import { deleteContacts } from "../delete-contacts";
import { createContact } from "../save-contact";
import { openOffice } from "#lib/testing/kit/office";
import { companyChange, companyListOptions } from "./company-input";
import { getCompany, listCompanies } from "./queries";
import { updateCompany } from "./save-company";

const office = await openOffice({ people: { anna: {} } });
const me: Viewer = { id: office.people.anna, role: "sales" };

const contact = async (name: string, company: string, over: object = {}) =>
  (await createContact(contactInput.parse({ name, company, ...over }), me)).id;
const companyOf = async (id: string) =>
  (await office.db.contact.findUniqueOrThrow({ where: { id } })).companyId!;
const list = (over: object) => listCompanies(me, companyListOptions.parse(over));

it("are found by name and paged through, with the contacts they have", async () => {
  await office.db.company.createMany({
    data: Array.from({ length: 120 }, (_, index) => {
      const name = `Company ${String(index).padStart(3, "0")}`;
      return { name, nameKey: name.toLowerCase() };
    }),
  });
  await contact("Anna", "ООО «Мёд»");
  await deleteContacts([await contact("Boris", "ооо «мед»")], me);
  expect((await list({ q: "МЁД" })).companies).toMatchObject([{ name: "ООО «Мёд»", contacts: 1 }]);
  const first = await list({ q: "company" });
  const second = await list({ q: "company", after: first.next });
  const third = await list({ q: "company", after: second.next });
  expect([first.previous, third.next]).toEqual([null, null]);
  const names = [first, second, third].flatMap(({ companies }) => companies.map((c) => c.name));
  expect(names).toHaveLength(120);
  expect(names).toEqual(names.toSorted());
  expect(await list({ q: "company", before: third.previous })).toEqual({
    ...second,
    previous: second.companies[0]!.name.toLowerCase(),
  });
  expect(await list({ q: "company", before: second.previous })).toEqual(first);
});

it("are edited a field at a time, and nobody's words vanish", async () => {
  const id = await companyOf(await contact("Anna", "Acme"));
  const save = (field: string, from: string | null, to: string) =>
    updateCompany(id, companyChange.parse({ field, from, to }));
  expect(await save("website", null, "acme.test")).toBe("saved");
  expect(await save("note", null, "theirs")).toBe("saved");
  expect(await save("note", null, "mine")).toBe("conflict");
  expect(await save("note", null, "theirs")).toBe("saved");
  expect(await getCompany(id)).toMatchObject({ website: "https://acme.test", note: "theirs" });
  expect(
    companyChange.safeParse({ field: "website", from: null, to: "javascript:1" }).success,
  ).toBe(false);
});

it("carry their contacts along when they are renamed", async () => {
  const numbers = [{ raw: "+73430110001" }];
  const anna = await contact("Anna", "Old name", { numbers, emails: [{ address: "a@x.test" }] });
  const id = await companyOf(anna);
  const rename = (from: string, to: string) => updateCompany(id, { field: "name", from, to });
  expect(await rename("Old name", "ООО «Мёд»")).toBe("taken");
  expect(await rename("Old name", "Newer Name")).toBe("saved");
  expect(await office.db.contact.findUniqueOrThrow({ where: { id: anna } })).toMatchObject({
    companyKey: "newer name",
    searchText: "anna newer name a@x.test 73430110001",
  });
  expect(await rename("Newer Name", "NEWER name")).toBe("saved");
});

it("show the calls with their contacts that the person may see", async () => {
  const own = await contact("Own", "Callers", { ownerId: me.id });
  const foreign = await contact("Foreign", "Callers");
  const about = { slug: "main", provider: "any", name: "Main", settings: "{}" };
  const connection = await office.db.connection.create({ data: about });
  for (const [index, contactId] of [own, foreign].entries()) {
    await office.db.call.create({
      data: {
        connectionId: connection.id,
        direction: "incoming",
        state: "ended",
        clientRaw: "1",
        contactId,
        clientOwnerId: contactId === own ? me.id : null,
        startedAt: new Date(Date.now() + index),
      },
    });
  }
  const seen = async (role: "sales" | "manager") =>
    (await callsOfCompany({ id: me.id, role }, await companyOf(own))).map((c) => c.contact?.name);
  expect(await seen("sales")).toEqual(["Own"]);
  expect(await seen("manager")).toEqual(["Foreign", "Own"]);
});

it("are in the order of their words, whatever marks stand before them, on every page in both directions", async () => {
  const marks = ["", "«", '"', "“", "„", "'"];
  const words = Array.from({ length: 120 }, (_, index) => `zeta ${String(index).padStart(3, "0")}`);
  const names = words.map((word, index) => `${marks[index % marks.length]}${word}`);
  // Three that differ in their marks alone.
  names.push("«zeta 050", "„zeta 050");
  await office.db.company.createMany({ data: names.map((name) => ({ name, nameKey: name })) });
  const first = await list({ q: "zeta" });
  const second = await list({ q: "zeta", after: first.next });
  const third = await list({ q: "zeta", after: second.next });
  const listed = [first, second, third].flatMap(({ companies }) => companies.map((c) => c.name));
  expect(listed.toSorted()).toEqual(names.toSorted());
  const bare = listed.map((name) => name.replace(/^\W/, ""));
  expect(bare).toEqual([...words, "zeta 050", "zeta 050"].toSorted());
  expect((await list({ q: "zeta", before: third.previous })).companies).toEqual(second.companies);
  expect((await list({ q: "zeta", before: second.previous })).companies).toEqual(first.companies);
});
