/** The short way to the database, on both. */
import { beforeEach, expect, it } from "vitest";
import { db, directTransaction } from "./client";
import { direct } from "./direct";
import { insertNewSql, insertSql, updateSql, upsertSql, type Columns } from "./json-sql";
import { openOffice } from "#lib/testing/kit/office";

const office = await openOffice();
beforeEach(() => office.db.setting.deleteMany());

const settings = { table: "Setting", columns: { key: "text", value: "text" } } as const;
const users = {
  table: "User",
  columns: {
    id: "text",
    email: "text",
    name: "text",
    role: "text",
    passwordHash: "text",
    disabledAt: "time",
    doNotDisturb: "boolean",
    updatedAt: "time",
  } satisfies Columns as Columns,
};

it("writes every kind of value as Prisma reads it", async () => {
  const at = new Date("2026-01-15T10:00:00.123Z");
  const one = ["1", "a@x.test", `Ада "Ё" \\ $1 ?`, "sales", "-", null, true, at];
  const other = ["2", "b@x.test", "", "sales", "-", at, false, at];
  await direct().transaction((tx) => tx.run(insertSql(tx.dialect, users), [one, other]));
  const rows = await db().user.findMany({ orderBy: { id: "asc" } });
  expect(rows).toMatchObject([
    { id: "1", name: `Ада "Ё" \\ $1 ?`, disabledAt: null, doNotDisturb: true, updatedAt: at },
    { id: "2", name: "", disabledAt: at, doNotDisturb: false, updatedAt: at },
  ]);
  expect(await db().user.count({ where: { updatedAt: at } })).toBe(2);
});

it("inserts, overwrites and says how many", async () => {
  const write = (sql: typeof insertSql, rows: string[][]) =>
    direct().transaction((tx) => tx.run(sql(tx.dialect, settings), rows));
  const upsert: typeof insertSql = (dialect, options) =>
    upsertSql(dialect, { ...options, key: ["key"], update: ["value"] });
  expect(await write(insertSql, [["a", "1"]])).toBe(1);
  const both = [
    ["a", "2"],
    ["b", "2"],
  ];
  expect(await write(upsert, both)).toBe(2);
  expect(await db().setting.findMany({ orderBy: { key: "asc" } })).toEqual([
    { key: "a", value: "2" },
    { key: "b", value: "2" },
  ]);
});

it("takes one statement as a transaction of its own, also while another is open", async () => {
  const returning = { ...settings, key: ["key"], returning: ["key"] };
  const { dialect, write } = direct();
  const sql = insertNewSql(dialect, returning);
  const open = direct().transaction((tx) => tx.run(insertSql(dialect, settings), [["x", "1"]]));
  const written = write<{ key: string }>(sql, [
    ["a", "1"],
    ["b", "1"],
  ]);
  expect([await open, (await written).length]).toEqual([1, 2]);
  expect(await write(sql, [["a", "2"]])).toEqual([]);
  await expect(
    write(sql, [
      ["c", "1"],
      [null, "1"],
    ]),
  ).rejects.toThrow();
  expect(await db().setting.count()).toBe(3);
});

it("undoes everything when the work fails, and lets the next one in", async () => {
  const insert = (key: string) => (tx: Parameters<Parameters<typeof directTransaction>[0]>[0]) =>
    tx.run(insertSql(tx.dialect, settings), [[key, "1"]]);
  const failing = direct().transaction(async (tx) => {
    await insert("gone")(tx);
    throw new Error("on purpose");
  });
  await Promise.all([
    expect(failing).rejects.toThrow("on purpose"),
    direct().transaction(insert("a")),
  ]);
  expect(await db().setting.findMany()).toMatchObject([{ key: "a" }]);
});

it("repeats the whole work when somebody else made the same row", async () => {
  let tries = 0;
  await directTransaction(async (tx) => {
    if (++tries === 1)
      await tx.run(insertSql(tx.dialect, settings), [
        ["a", "1"],
        ["a", "2"],
      ]);
    await tx.run(insertSql(tx.dialect, settings), [["a", "3"]]);
  });
  expect(tries).toBe(2);
  expect(await db().setting.findMany()).toMatchObject([{ value: "3" }]);
});

it("overwrites a row of the expected version only", async () => {
  const data = { slug: "x", provider: "p", name: "x", settings: "{}" };
  const { id: connectionId } = await db().connection.create({ data });
  const about = { direction: "incoming", state: "ringing", clientRaw: "1", startedAt: new Date() };
  const { id } = await db().call.create({ data: { ...about, connectionId, version: 4 } });
  const columns = { id: "text", version: "integer", state: "text" } as const;
  const update = (version: number) =>
    direct().transaction((tx) =>
      tx.run(updateSql(tx.dialect, { table: "Call", columns, guard: true }), [
        [id, version, "ended"],
      ]),
    );
  expect([await update(4), await update(6), await update(5)]).toEqual([0, 0, 1]);
  expect(await db().call.findUnique({ where: { id } })).toMatchObject({ version: 5 });
});
