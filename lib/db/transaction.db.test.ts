import { expect, it } from "vitest";
import { transaction, WriteConflict } from "./client";
import { openOffice } from "#lib/testing/kit/office";

const office = await openOffice();

it("loses no update among 200 read-then-write transactions, 10 at a time", async () => {
  const { id } = await office.db.connection.create({
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
  const { name } = await office.db.connection.findUniqueOrThrow({ where: { id } });
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
  expect(await office.db.setting.count({ where: { key: "once" } })).toBe(1);
});

it("reads as many rows by their ids as are asked for, whatever a statement can take", async () => {
  const keys = Array.from({ length: 40_000 }, (_, index) => `row ${index}`);
  const ends = [keys.at(0)!, keys.at(-1)!];
  await office.db.setting.createMany({ data: ends.map((key) => ({ key, value: "" })) });
  const found = await office.db.setting.findMany({ where: { key: { in: keys } } });
  expect(found.map(({ key }) => key).sort()).toEqual(ends);
});
