/** Installations of every earlier version, opened by this one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { closeDatabase, openDatabase } from "./client";
import { migrate, readMigrations, type Dialect, type MigrationSession } from "./migrations";
import { postgresqlSession } from "./postgresql-migrations";
import { sqliteSession } from "./sqlite-migrations";
import { createPostgresql } from "#lib/testing/kit/test-database";

const dialect: Dialect = process.env.TEST_DIALECT === "postgresql" ? "postgresql" : "sqlite";
const migrations = readMigrations(dialect);

let url: string;
let drop: () => Promise<void>;
beforeEach(async () => {
  if (dialect === "postgresql") {
    ({ url, drop } = await createPostgresql());
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-upgrade-"));
  url = `file:${join(folder, "tinycrm.db")}`;
  drop = async () => rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await closeDatabase();
  await drop();
});

async function withSession(work: (session: MigrationSession) => Promise<void>): Promise<void> {
  const session =
    dialect === "postgresql"
      ? await postgresqlSession(url)
      : sqliteSession(url.replace(/^file:/, ""));
  await work(session).finally(() => session.close());
}

const at = "'2026-01-02T03:04:05.000+00:00'";
/** Rows as the first version wrote them, in every table that has children. */
const rows = `
  INSERT INTO "User" ("id", "email", "name", "role", "passwordHash", "updatedAt")
    VALUES ('u', 'olena@example.com', 'Olena', 'sales', 'hash', ${at});
  INSERT INTO "Session" ("id", "userId", "expiresAt") VALUES ('s', 'u', ${at});
  INSERT INTO "Connection" ("id", "slug", "provider", "name", "settings", "updatedAt")
    VALUES ('p', 'office', 'phonet', 'Office', '{}', ${at});
  INSERT INTO "Extension" ("id", "number", "userId", "connectionId") VALUES ('x', '101', 'u', 'p');
  INSERT INTO "Company" ("id", "name", "nameKey") VALUES ('f', '«Acme', '«acme');
  INSERT INTO "Contact"
    ("id", "name", "companyId", "ownerId", "email", "note", "searchText", "updatedAt")
    VALUES ('c', 'Anna', 'f', 'u', 'Anna@example.com', 'likes tea', '"anna «acme', ${at});
  INSERT INTO "ContactNumber" ("id", "contactId", "raw", "e164", "digits")
    VALUES ('n', 'c', '050 123 45 67', '+380501234567', '380501234567');
  INSERT INTO "InboxMessage" ("connectionId", "key", "raw", "status") VALUES ('p', 'k', '{}', 'applied');
  INSERT INTO "Call" ("id", "connectionId", "externalId", "direction", "state", "disposition",
    "clientRaw", "clientE164", "contactId", "requestedById", "startedAt", "endedAt", "talkSeconds")
    VALUES ('a', 'p', 'e', 'outgoing', 'ended', 'answered',
      '0501234567', '+380501234567', 'c', 'u', ${at}, ${at}, 60);
  INSERT INTO "CallLeg" ("id", "callId", "extension", "userId", "state", "startedAt")
    VALUES ('l', 'a', '101', 'u', 'ended', ${at});
  INSERT INTO "Setting" ("key", "value") VALUES ('colour', 'blue');`;

it.each(migrations.slice(0, -1).map(({ name }, index) => [name, index + 1] as const))(
  "an installation that ends with %s keeps its people, contacts and calls",
  { timeout: 60_000 },
  async (_, count) => {
    await withSession(async (session) => {
      await migrate(session, migrations.slice(0, 1));
      await session.run(rows);
      await migrate(session, migrations.slice(0, count));
    });

    const db = await openDatabase({ url });
    const contact = await db.contact.findUniqueOrThrow({
      where: { id: "c" },
      include: { numbers: true, emails: true, company: true, owner: true },
    });
    expect(contact).toMatchObject({
      name: "Anna",
      note: "likes tea",
      company: { name: "«Acme", nameKey: "«acme" },
      // What lists sort by is without the marks ahead.
      companyKey: "acme",
      searchText: "anna «acme",
      owner: { name: "Olena" },
      numbers: [{ e164: "+380501234567" }],
      emails: [{ address: "Anna@example.com" }],
    });
    expect(
      await db.call.findUniqueOrThrow({ where: { id: "a" }, include: { legs: true } }),
    ).toMatchObject({
      contactId: "c",
      requestedById: "u",
      talkSeconds: 60,
      startedAt: new Date("2026-01-02T03:04:05Z"),
      legs: [{ extension: "101", userId: "u" }],
    });
    expect(await db.session.count({ where: { userId: "u" } })).toBe(1);
    expect(await db.extension.count({ where: { userId: "u", number: "101" } })).toBe(1);
    expect(await db.inboxMessage.count({ where: { connectionId: "p", key: "k" } })).toBe(1);
    expect(await db.setting.findUnique({ where: { key: "colour" } })).toMatchObject({
      value: "blue",
    });
    await withSession(async (session) => {
      expect((await session.applied()).map(({ name }) => name).sort()).toEqual(
        migrations.map(({ name }) => name),
      );
      expect(await session.searchIndexIsWhole()).toBe(true);
    });
  },
);
