import { afterAll, beforeAll, expect, it } from "vitest";
import { transaction, WriteConflict } from "./client";
import { createTestDatabase, type TestDatabase } from "./testing";

let test: TestDatabase;
beforeAll(async () => (test = await createTestDatabase()));
afterAll(() => test.close());

it("loses no update among 200 read-then-write transactions, 10 at a time", async () => {
  const { id } = await test.db.connection.create({
    data: { slug: "counter", provider: "none", name: "0", settings: "{}" },
  });
  const increment = () =>
    transaction(async (tx) => {
      const { name } = await tx.connection.findUniqueOrThrow({ where: { id } });
      const { count } = await tx.connection.updateMany({
        where: { id, name },
        data: { name: String(Number(name) + 1) },
      });
      if (count === 0) throw new WriteConflict();
    });
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 10 }, increment));
  }
  const { name } = await test.db.connection.findUniqueOrThrow({ where: { id } });
  expect(name).toBe("200");
});

it("repeats the whole transaction when two create the same", async () => {
  const ensure = () =>
    transaction(async (tx) => {
      const known = await tx.setting.findUnique({ where: { key: "once" } });
      return known ?? tx.setting.create({ data: { key: "once", value: "1" } });
    });
  const all = await Promise.all(Array.from({ length: 8 }, ensure));
  expect(new Set(all.map((row) => row.key)).size).toBe(1);
  expect(await test.db.setting.count({ where: { key: "once" } })).toBe(1);
});
