/** A transaction that runs out of time while it writes: all of it is stored, or none. */
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { afterAll, expect, it } from "vitest";
import { createTestDatabase } from "#lib/testing/kit/test-database";
import { dialectOf } from "./client";
import { refusingLate } from "./late-statements";
import { safeSqlite } from "./sqlite-adapter";
import { createGate } from "./sqlite-gate";

const { url, db, close } = await createTestDatabase();
afterAll(close);

it.each(["rollback", "commit"] as const)("takes no statement after its %s", async (end) => {
  const factory: SqlDriverAdapterFactory =
    dialectOf(url) === "sqlite"
      ? safeSqlite(url, createGate())
      : refusingLate(new PrismaPg({ connectionString: url }));
  const adapter = await factory.connect();
  try {
    const write = (key: string) => ({
      sql: `INSERT INTO "Setting" ("key", "value") VALUES ('${key}, ${end}', '1')`,
      args: [],
      argTypes: [],
    });
    const transaction = await adapter.startTransaction();
    await transaction.executeRaw(write("in time"));
    // As Prisma ends it: by the adapter itself, or by a statement first.
    if (!transaction.options.usePhantomQuery) {
      await transaction.executeRaw({ sql: end.toUpperCase(), args: [], argTypes: [] });
    }
    await transaction[end]();
    await expect(transaction.executeRaw(write("late"))).rejects.toMatchObject({ code: "P2028" });
    const written = await db.setting.findMany({ where: { key: { endsWith: `, ${end}` } } });
    const keys = written.map(({ key }) => key);
    expect(keys).toEqual(end === "commit" ? ["in time, commit"] : []);
  } finally {
    await adapter.dispose();
  }
});

it("leaves nothing of a transaction whose time is over in the middle of a statement", async () => {
  const write = (tx: Pick<typeof db, "setting">, key: string) =>
    tx.setting.create({ data: { key, value: "1" } });
  const writing: Promise<unknown>[] = [];
  const slow = db.$transaction(
    async (tx) => {
      // More than fit into its time: some are under way when it ends.
      for (let n = 0; n < 5_000; n++) writing.push(write(tx, `late ${n}`).catch(() => undefined));
      await Promise.all(writing);
      await write(tx, "last");
    },
    { timeout: 30 },
  );
  await expect(slow).rejects.toMatchObject({ code: "P2028" });
  await Promise.all(writing);
  expect(await db.setting.count({ where: { key: { startsWith: "late " } } })).toBe(0);
});
