import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { matchContacts } from "./match-contacts";

let database: TestDatabase;
beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.close());

async function contact(name: string, e164s: (string | null)[], changed: string) {
  return database.db.contact.create({
    data: {
      name,
      searchText: name.toLowerCase(),
      updatedAt: new Date(changed),
      company: { create: { name: `${name} Ltd`, nameKey: name } },
      numbers: { create: e164s.map((e164) => ({ raw: e164 ?? "?", e164, digits: "" })) },
    },
  });
}

it("finds by equal number, a second one too, each contact once, the last changed first", async () => {
  const old = await contact("Old", ["+73430112233", "+73430112233"], "2026-01-01");
  const recent = await contact("Recent", ["+73430112244", "+73430112233"], "2026-02-01");
  await contact("Unreadable", [null], "2026-03-01");

  expect(await matchContacts(database.db, "+73430112233")).toEqual([
    { id: recent.id, name: "Recent", company: "Recent Ltd" },
    { id: old.id, name: "Old", company: "Old Ltd" },
  ]);
  expect(await matchContacts(database.db, "+73430112244")).toHaveLength(1);
});

it("never matches by part of a number, nor without one", async () => {
  expect(await matchContacts(database.db, "+7343011223")).toEqual([]);
  expect(await matchContacts(database.db, null)).toEqual([]);
});

it("stops at twenty", async () => {
  for (let index = 0; index < 25; index++) {
    await contact(`Namesake ${index}`, ["+73430119999"], "2026-01-01");
  }
  expect(await matchContacts(database.db, "+73430119999")).toHaveLength(20);
});
