/** The database, as a start finds it, without changing anything: there, whole, of this version, and of this secret. */
import Database from "better-sqlite3";
import { Client } from "pg";
import { config } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { secrets } from "#lib/base/installation-secrets";
import { isWeakSecret, weakSecretWords } from "#lib/base/secret-file";
import { pathOf } from "#lib/db/empty-place";
import { db, dialectOf } from "#lib/db/client";
import { pendingMigrations, readMigrations } from "#lib/db/migrations";
import { DatabaseError, sqliteFailure, untilThere } from "#lib/db/open-failure";
import { postgresqlSession } from "#lib/db/postgresql-migrations";
import { sqliteSession } from "#lib/db/sqlite-migrations";
import { fitsSecret } from "#lib/provision/known-installation";
import { fault, ok, warning, type Finding } from "./finding";

/** How long a database may take to answer, in ms. */
const patience = 5 * second;

/** @throws {DatabaseError} what a start would refuse with */
export async function checkDatabase(url: string): Promise<Finding> {
  if (dialectOf(url) === "postgresql") {
    const session = await untilThere(url, () => postgresqlSession(url), patience);
    await session.close();
    return ok("Database", `PostgreSQL at ${new URL(url).host} answers`);
  }
  const path = pathOf(url);
  try {
    const file = new Database(path, { readonly: true, fileMustExist: true, timeout: patience });
    try {
      const [first] = file.pragma("quick_check(1)") as { quick_check: string }[];
      if (first?.quick_check !== "ok") {
        throw Object.assign(new Error(first?.quick_check), { code: "SQLITE_CORRUPT" });
      }
    } finally {
      file.close();
    }
  } catch (error) {
    throw sqliteFailure(error, path);
  }
  return ok("Database", `${path} is whole`);
}

/** @throws {MigrationError} when it is newer than this program */
export async function checkVersion(url: string): Promise<Finding> {
  const dialect = dialectOf(url);
  const session = dialect === "sqlite" ? sqliteSession(pathOf(url)) : await postgresqlSession(url);
  try {
    const pending = await pendingMigrations(session, readMigrations(dialect));
    return pending.length === 0
      ? ok("Version", "database and program belong together")
      : warning(
          "Version",
          `the next start changes the database (${pending.length} steps): make a backup before`,
        );
  } finally {
    await session.close();
  }
}

/** Of an open database. @throws {ConfigError} */
export async function checkSecret(): Promise<Finding> {
  await fitsSecret();
  if (isWeakSecret(secrets().current)) {
    return warning("Secret", weakSecretWords(config().secretFile));
  }
  return ok("Secret", "is the one with which the database was made");
}

/** In ms. */
const bearable = 5 * second;
const wrong = 60 * second;

/** Our clock beside the database server's, and beside what was written last: it may have been set back. */
export async function checkClock(url: string): Promise<Finding> {
  if (dialectOf(url) === "postgresql") {
    const off = await serverIsAhead(url);
    const says = `this machine and PostgreSQL's differ by ${Math.round(Math.abs(off) / second)} s`;
    if (Math.abs(off) > wrong) return fault("Clock", `${says}: have both set by NTP`);
    if (Math.abs(off) > bearable) return warning("Clock", `${says}: have both set by NTP`);
  }
  const last = await db().inboxMessage.findFirst({
    orderBy: { id: "desc" },
    select: { receivedAt: true },
  });
  const ahead = (last?.receivedAt.getTime() ?? 0) - Date.now();
  if (ahead > wrong) {
    return fault(
      "Clock",
      `the last message came in ${Math.round(ahead / wrong)} minutes from now: the clock was set back, or is wrong`,
    );
  }
  return ok("Clock", `${new Date().toISOString()}, and nothing is from later`);
}

async function serverIsAhead(url: string): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patience });
  try {
    await client.connect();
    const began = Date.now();
    const { rows } = await client.query<{ now: string }>(
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now",
    );
    return Number(rows[0]!.now) - (began + Date.now()) / 2;
  } catch (error) {
    throw new DatabaseError((error as Error).message, { cause: error });
  } finally {
    await client.end();
  }
}
