/** A person who stands in every table, by the product's own doors, is nowhere after their erasure. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { config } from "#lib/base/config";
import { periodOf } from "#lib/base/period";
import { statisticsOptions } from "#lib/statistics/options";
import { readStatistics } from "#lib/statistics/read-statistics";
import { beginFile } from "#lib/testing/kit/import-file";
import { plantPerson } from "#lib/testing/kit/planted-person";
import { erasePerson } from "./erase-person";
import { countHeld, exportPerson } from "./export-person";

const planted = await plantPerson();
const { office, name, former, numbers, shared, canaries, published, ids } = planted;
const { contact, hookCall, tellHistory } = planted;
const { db } = office;

const statistics = async () => {
  const period = periodOf(
    statisticsOptions.parse({ period: "custom", from: "2026-01-01", to: "2027-12-31" }),
    "UTC",
  );
  return readStatistics(period, { personId: null, connectionId: null });
};

/** Every column of every table, as text. */
async function dump(): Promise<string> {
  const tables =
    process.env.TEST_DIALECT === "postgresql"
      ? await db.$queryRawUnsafe<{ name: string }[]>(
          `SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public'`,
        )
      : await db.$queryRawUnsafe<{ name: string }[]>(
          `SELECT "name" FROM sqlite_master WHERE type = 'table' AND "sql" NOT LIKE '%VIRTUAL%'
             AND "name" NOT LIKE 'Search%\\_%' ESCAPE '\\'`,
        );
  const texts: string[] = [];
  for (const { name: table } of tables) {
    const rows =
      process.env.TEST_DIALECT === "postgresql"
        ? await db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS "row" FROM "${table}" t`)
        : await db.$queryRawUnsafe<object[]>(`SELECT * FROM "${table}"`);
    texts.push(
      table,
      JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value)),
    );
  }
  return texts.join("\n");
}

function filesWithCanary(): string[] {
  const folders = [config().dataDir, join(config().dataDir, "imports")];
  if (office.url.startsWith("file:")) folders.push(join(office.url.slice(5), ".."));
  const files = folders.flatMap((folder) => {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(folder, entry.name));
    } catch {
      return [];
    }
  });
  return files.filter((file) => found(readFileSync(file).toString("utf8")).length > 0);
}

const found = (text: string) => canaries.filter((one) => text.toLowerCase().includes(one));

describe("one person", () => {
  it("is exported whole, with nothing of the neighbour's own", async () => {
    const pieces: string[] = [];
    for await (const piece of (await exportPerson(ids.person))!) pieces.push(piece);
    const text = pieces.join("");
    const exported = JSON.parse(text) as Record<string, unknown[]>;
    for (const table of ["Contact", "ContactNumber", "ContactEmail", "ContactChange", "Note"]) {
      expect(exported[table]!.length, table).toBeGreaterThan(0);
    }
    for (const table of ["Call", "Callback", "Lead", "Sms", "CampaignTarget", "DialAttempt"]) {
      expect(exported[table]!.length, table).toBeGreaterThan(0);
    }
    expect(exported.InboxMessage!.length).toBeGreaterThan(1);
    expect(found(text)).toEqual(canaries);
    expect(text).not.toContain("Спільний");
    expect(await exportPerson(crypto.randomUUID())).toBeNull();
  });

  it("is counted for the dialog, with the numbers that stay", async () => {
    expect(await countHeld(ids.person)).toEqual({
      name,
      contacts: 2,
      calls: 2,
      texts: 1,
      notes: 2,
      callbacks: expect.any(Number),
      leads: 1,
      shared: [shared],
      alike: expect.any(Array),
    });
  });

  it("is not erased by another name, nor in the middle of a call", async () => {
    await expect(erasePerson(ids.person, former)).rejects.toMatchObject({ code: "name" });
    const call = await db.call.findFirstOrThrow({ where: { contactId: ids.person } });
    await db.call.update({ where: { id: call.id }, data: { state: "active" } });
    await expect(erasePerson(ids.person, name)).rejects.toMatchObject({ code: "in-call" });
    await db.call.update({ where: { id: call.id }, data: { state: call.state } });
    expect(await db.contact.count({ where: { id: ids.person } })).toBe(1);
  });

  it("is nowhere after the erasure, and the figures are as they were", async () => {
    expect(found(await dump())).toEqual(canaries);
    const before = await statistics();
    const open = await db.callback.findMany({ where: { contactId: ids.person, closedAt: null } });
    expect(open.length).toBeGreaterThan(0);
    const importId = await beginFile(office.people.maria, `${name},${numbers[0]},,,,,\n`);
    const interrupted = { where: { id: importId } };
    await db.contactImport.update({ ...interrupted, data: { state: "interrupted" } });

    await erasePerson(ids.person, name);

    expect(await db.contactImport.findUnique(interrupted)).toMatchObject({ state: "cancelled" });
    expect([await db.importFile.count(), await db.importPiece.count()]).toEqual([0, 0]);

    expect(found(await dump())).toEqual([]);
    expect(filesWithCanary()).toEqual([]);
    expect(await statistics()).toEqual(before);
    expect(published.callbacks).toEqual(expect.arrayContaining(open.map(({ id }) => id)));
    expect(await db.callback.count({ where: { id: open[0]!.id, closedAt: null } })).toBe(0);
    expect(await db.call.count({ where: { erasedAt: { not: null } } })).toBe(2);
  });

  it("leaves the neighbour's, and the shared number's, as they were", async () => {
    const kept = await db.contact.findUniqueOrThrow({
      where: { id: ids.neighbour },
      include: { numbers: true },
    });
    expect(kept.numbers).toMatchObject([{ e164: shared }]);
    expect(await db.call.count({ where: { clientE164: shared } })).toBe(1);
    expect(await db.inboxMessage.count({ where: { raw: { contains: "0441235555" } } })).toBe(2);
  });

  it("does not come back when the PBX tells the same call once more", async () => {
    const calls = await db.call.count();
    await tellHistory();
    expect(found(await dump())).toEqual([]);
    expect(await db.call.count()).toBe(calls);
  });

  it("is a new client when they call again, and erased once more", async () => {
    await hookCall("0441239876");
    expect(await db.call.count({ where: { clientE164: numbers[0] } })).toBe(1);
    const again = await contact({ name, numbers: [{ raw: numbers[0] }] });
    await erasePerson(again, name);
    expect(found(await dump())).toEqual([]);
    expect(filesWithCanary()).toEqual([]);
  });
});
