import { beforeAll, describe, expect, it } from "vitest";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { importContacts } from "./import/import-contacts";
import type { ListOptions } from "./list-options";
import { listOptions } from "./list-schema";
import { listContacts } from "./list-contacts";
import { getContact, readContacts } from "./queries";

const office = await openOffice();
beforeAll(async () => {
  await importContacts(
    [
      {
        name: "Фёдор Ёлкин",
        phones: ["8 (343) 011-22-33"],
        company: "ООО «Мёд»",
        email: "fe@example.ru",
      },
      { name: "анна Смирнова", phones: ["+380 44 011 22 33"], company: "Acme" },
      { name: "Борис 100% _\\", phones: ["+1 202 555 0143"] },
      { name: "Ёжиков", phones: ["101"], company: "acme" },
      { name: "Жанна", phones: ["+7 343 0112244", "+7 495 0112233"] },
    ],
    { country: "RU" },
  );
});

const options = (over: Partial<ListOptions>) => ({ ...listOptions.parse({}), ...over });
const viewer = salesPerson("00000000-0000-7000-8000-000000000001");
const names = async (over: Partial<ListOptions>) =>
  (await listContacts(options(over), viewer)).contacts.map((contact) => contact.name);

describe("search", () => {
  it.each([
    ["", 5],
    ["ёЛКИН", 1],
    ["елкин", 1],
    ["лки", 1],
    ["мед елкин", 1],
    ["FE@EXAMPLE", 1],
    ["acme", 2],
    ["acme анна", 1],
    ["acme фёдор", 0],
    ["011", 3],
    ["0143", 1],
    ["+7 343", 2],
    ["8 (343) 011-22", 2],
    ["7343011", 2],
    ["83430112233", 1],
    ["044 011 22", 1],
    ["00380440112233", 1],
    ["смирнова 2233", 1],
    ["жанна 4950", 1],
    ["01", 5],
    ["101", 1],
    ["100%", 1],
    ["100% _\\", 1],
    ["'; DROP TABLE", 0],
    ["nobody", 0],
  ])("for %j finds %i", async (q, found) => {
    const { total, contacts } = await listContacts(options({ q }), viewer);
    expect([total.count, contacts.length]).toEqual([found, found]);
  });
});

it("takes no letter for a pattern that breaks the query", async () => {
  for (const q of ["\\", "%", "_", "100\\", "'", '"']) await listContacts(options({ q }), viewer);
});

describe("order", () => {
  it("goes by name, ё beside е and whatever the case", async () => {
    const byName = ["анна Смирнова", "Борис 100% _\\", "Ёжиков", "Жанна", "Фёдор Ёлкин"];
    expect(await names({ sort: "name" })).toEqual(byName);
    expect(await names({ sort: "name", order: "desc" })).toEqual(byName.toReversed());
  });

  it("goes by company, those without one last", async () => {
    expect(await names({ sort: "company" })).toEqual([
      "анна Смирнова",
      "Ёжиков",
      "Фёдор Ёлкин",
      "Борис 100% _\\",
      "Жанна",
    ]);
    expect(await names({ sort: "company", order: "desc" })).toEqual([
      "Фёдор Ёлкин",
      "Ёжиков",
      "анна Смирнова",
      "Жанна",
      "Борис 100% _\\",
    ]);
  });

  it("goes by time", async () => {
    const zhanna = await office.db.contact.findFirstOrThrow({ where: { name: "Жанна" } });
    const later = { createdAt: new Date("2030-01-01"), updatedAt: new Date("2030-01-01") };
    await office.db.contact.update({ where: { id: zhanna.id }, data: later });
    expect((await names({ sort: "updated", order: "desc" }))[0]).toBe("Жанна");
    expect((await names({ sort: "created", order: "asc" })).at(-1)).toBe("Жанна");
  });
});

describe("reading from outside", () => {
  it("follows a cursor to the end, without what is in the bin", async () => {
    const seen: string[] = [];
    const gone = await office.db.contact.findFirstOrThrow({ where: { name: "Ёжиков" } });
    await office.db.contact.update({ where: { id: gone.id }, data: { deletedAt: new Date() } });
    let after: string | undefined;
    do {
      const { contacts, next } = await readContacts(viewer, { limit: 2, after });
      seen.push(...contacts.map((contact) => contact.id));
      after = next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await office.db.contact.count()) - 1);
    expect(await getContact(gone.id, viewer)).toBeNull();
  });
});

it("a contact has its numbers in their order", async () => {
  const { id } = await office.db.contact.findFirstOrThrow({ where: { name: "Жанна" } });
  expect(await getContact(id, viewer)).toMatchObject({
    name: "Жанна",
    company: null,
    owner: null,
    numbers: [
      { raw: "+7 343 0112244", e164: "+73430112244", label: null },
      { raw: "+7 495 0112233", e164: "+74950112233", label: null },
    ],
  });
  expect(await getContact("00000000-0000-7000-8000-000000000000", viewer)).toBeNull();
});
