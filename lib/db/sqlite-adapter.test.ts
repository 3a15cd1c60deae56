/** Each fault of the stock adapter, shown on it, and its absence on ours. Real files, no stand-ins. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { PrismaClient } from "#lib/db/generated/sqlite/client";
import { migrate, readMigrations } from "./migrations";
import { safeSqlite } from "./sqlite-adapter";
import { createGate } from "./sqlite-gate";
import { sqliteSession } from "./sqlite-migrations";
import { insideTransaction } from "./transaction-scope";

type Kind = "stock" | "safe";
const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Opened {
  kind: Kind;
  db: PrismaClient;
  path: string;
}

async function open(kind: Kind): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-adapter-"));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "test.db");
  const session = sqliteSession(path);
  await migrate(session, readMigrations("sqlite"));
  await session.close();
  const adapter =
    kind === "safe"
      ? safeSqlite(`file:${path}`, createGate())
      : new PrismaBetterSqlite3({ url: path });
  const db = new PrismaClient({ adapter });
  await db.$connect();
  cleanUps.push(() => db.$disconnect());
  return { kind, db, path };
}

/** Starts at once: Prisma's own promises do nothing until they are awaited. */
const set = (db: Pick<PrismaClient, "setting">, key: string) =>
  db.setting.create({ data: { key, value: "1" } }).then((row) => row);
const failing = new Error("roll back");

/** Writes outside a transaction while one is open that will be rolled back. */
async function writesLostByRollback({ db, kind }: Opened): Promise<number> {
  let outside: Promise<unknown>[] = [];
  await db
    .$transaction(async (tx) => {
      await set(tx, "inside");
      outside = Array.from({ length: 20 }, (_, n) => set(db, `outside-${n}`));
      // The stock adapter writes them at once; ours has them wait for the rollback, however long that takes.
      if (kind === "stock") await Promise.all(outside);
      else await new Promise((resolve) => setTimeout(resolve, 50));
      throw failing;
    })
    .catch((error: unknown) => expect(error).toBe(failing));
  await Promise.all(outside);
  return 20 - (await db.setting.count({ where: { key: { startsWith: "outside" } } }));
}

describe("a write outside an open transaction", () => {
  it("is lost with its rollback on the stock adapter", async () => {
    expect(await writesLostByRollback(await open("stock"))).toBe(20);
  });
  it("survives it on ours", async () => {
    expect(await writesLostByRollback(await open("safe"))).toBe(0);
  });
});

/** How many of another transaction's unfinished rows a plain read sees. */
async function unfinishedRowsSeen(db: PrismaClient): Promise<number> {
  return db.$transaction(async (tx) => {
    await set(tx, "unfinished");
    return db.setting.count();
  });
}

describe("a read outside an open transaction", () => {
  it("sees its unfinished rows on the stock adapter", async () => {
    expect(await unfinishedRowsSeen((await open("stock")).db)).toBe(1);
  });
  it("sees what is committed on ours, without waiting", async () => {
    expect(await unfinishedRowsSeen((await open("safe")).db)).toBe(0);
  });
});

/** Another process holds the write lock for `hold` ms; how long our event loop stands still meanwhile. */
async function loopGapWhileLocked(db: PrismaClient, path: string, hold: number) {
  const other = new Database(path);
  other.exec("BEGIN IMMEDIATE");
  const release = setTimeout(() => other.exec("COMMIT"), hold);
  let last = performance.now();
  let gap = 0;
  const ticks = setInterval(() => {
    gap = Math.max(gap, performance.now() - last);
    last = performance.now();
  }, 5);
  const result = await set(db, "late").then(
    () => "written" as const,
    () => "failed" as const,
  );
  gap = Math.max(gap, performance.now() - last);
  clearTimeout(release);
  clearInterval(ticks);
  if (other.inTransaction) other.exec("COMMIT");
  other.close();
  return { result, gap };
}

describe("a file locked by another process", () => {
  it("freezes the event loop on the stock adapter, and the write fails", async () => {
    const { db, path } = await open("stock");
    const { result, gap } = await loopGapWhileLocked(db, path, 1_000);
    expect(result).toBe("failed");
    expect(gap).toBeGreaterThan(3_000);
  });
  it("is waited for on ours, with the loop alive", async () => {
    const { db, path } = await open("safe");
    const { result, gap } = await loopGapWhileLocked(db, path, 1_000);
    expect(result).toBe("written");
    // Not for as long as the lock.
    expect(gap).toBeLessThan(1_000);
  });
});

/** Turns of the event loop during these statements. */
async function turnsDuring(work: (db: PrismaClient) => Promise<unknown>, kind: Kind) {
  const { db } = await open(kind);
  let turns = 0;
  const ticks = setInterval(() => turns++, 1);
  await work(db);
  clearInterval(ticks);
  return turns;
}
const numbers = Array.from({ length: 1_500 }, (_, n) => n);

describe.each([
  ["in a row", async (db: PrismaClient) => void (await writeInRow(db))],
  ["in a row inside one transaction", (db: PrismaClient) => db.$transaction(writeInRow)],
  [
    "in a row, each a transaction",
    async (db: PrismaClient) => {
      for (const n of numbers.slice(0, 300)) await db.$transaction((tx) => set(tx, `row-${n}`));
    },
  ],
  ["at once", (db: PrismaClient) => Promise.all(numbers.map((n) => set(db, `row-${n}`)))],
])("1,500 writes %s", (_, work) => {
  it("starve the event loop on the stock adapter", async () => {
    expect(await turnsDuring(work, "stock")).toBeLessThan(3);
  });
  it("let it breathe on ours", async () => {
    expect(await turnsDuring(work, "safe")).toBeGreaterThan(3);
  });
});

async function writeInRow(db: Pick<PrismaClient, "setting">) {
  for (const n of numbers) await set(db, `row-${n}`);
}

describe("a hundred heavy reads at once", () => {
  const heavy = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    SELECT count(*) FROM n`;
  const read = (db: PrismaClient) =>
    Promise.all(Array.from({ length: 100 }, () => db.$queryRawUnsafe(heavy)));
  it("starve the event loop on the stock adapter", async () => {
    expect(await turnsDuring(read, "stock")).toBeLessThan(4);
  });
  it("let it breathe on ours", async () => {
    expect(await turnsDuring(read, "safe")).toBeGreaterThan(5);
  });
});

describe("what is accepted is on the disk", () => {
  it("journal in WAL with synchronous=FULL, also after the first write, in a private file", async () => {
    const { db, path } = await open("safe");
    await set(db, "first");
    // On the writing connection: only there does the level count.
    const level = await db.$transaction((tx) => tx.$queryRawUnsafe("PRAGMA synchronous"));
    expect(level).toEqual([{ synchronous: 2n }]);
    expect(await db.$queryRawUnsafe("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
  it("is not so in a file that the stock adapter opens as WAL", async () => {
    const { db } = await open("stock");
    await set(db, "first");
    expect(await db.$queryRawUnsafe("PRAGMA synchronous")).toEqual([{ synchronous: 1n }]);
  });
});

it("a write through the outer client inside a transaction is refused, not stuck", async () => {
  const { db } = await open("safe");
  const attempt = db.$transaction(() => insideTransaction(() => set(db, "wrong-client")));
  await expect(attempt).rejects.toThrow("Inside a transaction use the client it hands you");
});

it("what a transaction left running may write when it is over", async () => {
  const { db } = await open("safe");
  let left: Promise<unknown> = Promise.resolve();
  const over = new Promise<void>((resolve) => {
    void db
      .$transaction(() =>
        insideTransaction(async () => {
          left = new Promise((done) => setTimeout(done, 50)).then(() => set(db, "afterwards"));
        }),
      )
      .then(() => resolve());
  });
  await over;
  await left;
  expect(await db.setting.count()).toBe(1);
});

it("a failed transaction leaves the next ones alone", async () => {
  const { db } = await open("safe");
  await set(db, "taken");
  await expect(db.$transaction((tx) => set(tx, "taken"))).rejects.toMatchObject({ code: "P2002" });
  await set(db, "next");
  expect(await db.setting.count()).toBe(2);
});
