import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { importContacts } from "./import-contacts";
import { listOptions, pageSize, type ListOptions } from "./list-options";
import { getContact, listContacts, readContacts } from "./queries";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
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
afterAll(() => database.close());

const options = (over: Partial<ListOptions>) => ({ ...listOptions.parse({}), ...over });
const names = async (over: Partial<ListOptions>) =>
  (await listContacts(options(over))).contacts.map((contact) => contact.name);

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
    const { total, contacts } = await listContacts(options({ q }));
    expect([total, contacts.length]).toEqual([found, found]);
  });
});

it("takes no letter for a pattern that breaks the query", async () => {
  for (const q of ["\\", "%", "_", "100\\", "'", '"']) await listContacts(options({ q }));
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
      "анна Смирнова",
      "Ёжиков",
      "Борис 100% _\\",
      "Жанна",
    ]);
  });

  it("goes by time", async () => {
    const zhanna = await database.db.contact.findFirstOrThrow({ where: { name: "Жанна" } });
    const later = { createdAt: new Date("2030-01-01"), updatedAt: new Date("2030-01-01") };
    await database.db.contact.update({ where: { id: zhanna.id }, data: later });
    expect((await names({ sort: "updated", order: "desc" }))[0]).toBe("Жанна");
    expect((await names({ sort: "created", order: "asc" })).at(-1)).toBe("Жанна");
  });
});

describe("pages", () => {
  beforeAll(async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      name: `Page ${String(index).padStart(3, "0")}`,
      phones: [`+4420794${String(60_000 + index)}`],
      company: index % 3 === 0 ? undefined : `Company ${String(index % 10)}`,
    }));
    await importContacts(rows, { country: "GB" });
  });

  it.each(["name", "company", "created", "updated"] as const)(
    "by %s hold everybody once, and beyond the last is the last",
    async (sort) => {
      const pages = await Promise.all(
        [1, 2, 3].map((page) => listContacts(options({ q: "page", sort, page }))),
      );
      expect(pages.map((page) => page.contacts.length)).toEqual([pageSize, pageSize, 20]);
      expect(new Set(pages.flatMap((page) => page.contacts.map(({ id }) => id))).size).toBe(120);
      const beyond = await listContacts(options({ q: "page", sort, page: 999 }));
      expect(beyond).toEqual(pages[2]);
    },
  );

  it("have sound options whatever the address says", () => {
    const plain = { q: "", page: 1, sort: "name", order: "asc" };
    expect(listOptions.parse({ page: "-1", sort: "password", order: "x", q: ["a", "b"] })).toEqual(
      plain,
    );
    expect(listOptions.parse({ page: "2", sort: "updated", order: "desc", q: " x " })).toEqual({
      q: "x",
      page: 2,
      sort: "updated",
      order: "desc",
    });
  });

  it("for reading from outside follow a cursor to the end", async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { contacts, next } = await readContacts({ limit: 40, after });
      seen.push(...contacts.map((contact) => contact.id));
      after = next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(await database.db.contact.count());
  });
});

it("a contact has its numbers in their order", async () => {
  const { id } = await database.db.contact.findFirstOrThrow({ where: { name: "Жанна" } });
  expect(await getContact(id)).toMatchObject({
    name: "Жанна",
    company: null,
    owner: null,
    numbers: [
      { raw: "+7 343 0112244", e164: "+73430112244", label: null },
      { raw: "+7 495 0112233", e164: "+74950112233", label: null },
    ],
  });
  expect(await getContact("00000000-0000-7000-8000-000000000000")).toBeNull();
});
