/** Both databases are real: a demo's rows, and some that are awkward, go from one to the other. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { readFile, storeFile } from "#lib/contacts/import/files";
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { installationName } from "#lib/db/setting";
import { seedDemo } from "#lib/provision/demo/seed-demo";
import { testConfig } from "#lib/testing/kit/test-config";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { moveToPostgresql } from "./move-to-postgresql";

const folder = mkdtempSync(join(tmpdir(), "tinycrm-move-"));
const from = `file:${join(folder, "tinycrm.db")}`;
let target: { url: string; drop(): Promise<void> };
const move = () => moveToPostgresql({ from, to: target.url, say: () => undefined });

describe("to PostgreSQL", () => {
  beforeEach(async () => {
    configSlot.set(testConfig());
    target = await createPostgresql();
    await openDatabase({ url: from });
    await seedDemo(testConfig().secret, "ru");
    await installationName();
  });
  afterEach(async () => {
    await closeDatabase();
    await target.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("brings every row, exactly as it was, and counts on", async () => {
    const { id: connectionId } = await db().connection.findFirstOrThrow();
    const raw = JSON.stringify({ awkward: "Ґ'\"\\ 🙂 \u2028" });
    const message = { connectionId, raw, receivedAt: new Date("2026-10-25T01:30:00.123Z") };
    const arrived = await db().inboxMessage.create({
      data: { ...message, key: "k", status: "applied" },
    });
    const bytes = randomBytes(5_000_000);
    writeFileSync(join(folder, "people.csv"), bytes);
    const fileId = await storeFile(join(folder, "people.csv"));
    const before = await all();
    await closeDatabase();
    const moved = await move();
    expect(moved.find(({ table }) => table === "Call")?.rows).toBeGreaterThan(50);
    await openDatabase({ url: target.url });
    expect(await all()).toEqual(before);
    const there: Uint8Array[] = [];
    for await (const piece of readFile(fileId)) there.push(piece);
    expect(Buffer.concat(there).equals(bytes)).toBe(true);
    const next = await db().inboxMessage.create({
      data: { ...message, key: "k2", status: "applied" },
    });
    expect(next.id).toBeGreaterThan(arrived.id);
    await expect(
      db().contactNumber.create({ data: { contactId: "nobody", raw: "1", digits: "1" } }),
    ).rejects.toThrow();
  });

  it("says what was in the way, is no database to start on meanwhile, and goes on", async () => {
    const { id } = await db().contact.findFirstOrThrow();
    await db().contact.update({ where: { id }, data: { name: "a\0b" } });
    await closeDatabase();
    await expect(move()).rejects.toThrow(/^Contact: /);
    await expect(openDatabase({ url: target.url })).rejects.toThrow("was broken off");
    await openDatabase({ url: from });
    await db().contact.update({ where: { id }, data: { name: "ab" } });
    const before = await all();
    await closeDatabase();
    const said: string[] = [];
    await moveToPostgresql({ from, to: target.url, say: (line) => said.push(line) });
    expect(said).toContain(`Contact: ${before.contacts.length} rows`);
    await openDatabase({ url: target.url });
    expect(await all()).toEqual(before);
    await expect(move()).rejects.toThrow("holds tables already");
  });

  it("finds out that the file was written to since", async () => {
    await db().campaignSound.deleteMany();
    const [user] = await db().user.findMany({ orderBy: { id: "asc" } });
    const spoil = await db().callback.findFirstOrThrow();
    await db().callback.update({ where: { id: spoil.id }, data: { note: "a\0b" } });
    await closeDatabase();
    await expect(move()).rejects.toThrow(/^Callback: /);
    await openDatabase({ url: from });
    await db().callback.update({ where: { id: spoil.id }, data: { note: "ab" } });
    await db().user.update({ where: { id: user!.id }, data: { name: "Somebody else" } });
    await closeDatabase();
    await expect(move()).rejects.toThrow(/^User: row .* became another one/);
  });

  it("does not go on with another installation's", async () => {
    await db().setting.create({ data: { key: "a", value: "a\0b" } });
    await closeDatabase();
    await expect(move()).rejects.toThrow(/^Setting: /);
    await openDatabase({ url: from });
    await db().setting.update({ where: { key: "installation.name" }, data: { value: "another" } });
    await closeDatabase();
    await expect(move()).rejects.toThrow("another installation's move");
  });
});

async function all() {
  const byId = <T extends { id: string | number }>(rows: T[]) =>
    rows.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  return {
    users: byId(await db().user.findMany()),
    contacts: byId(await db().contact.findMany()),
    numbers: byId(await db().contactNumber.findMany()),
    calls: byId(await db().call.findMany()),
    callbacks: byId(await db().callback.findMany()),
    inbox: byId(await db().inboxMessage.findMany()),
    connections: byId(await db().connection.findMany()),
  };
}
