/**
 * The database as a file and back. SQLite copies itself; for PostgreSQL its own pg_dump and pg_restore do, which must
 * be installed and not older than the server. Both copy one moment, while the product writes.
 */
import { execFile } from "node:child_process";
import { copyFile, rename, rm } from "node:fs/promises";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { environmentWith } from "#lib/base/config";
import { diskFault } from "#lib/base/data-folder";
import { dialectOf } from "#lib/db/client";
import { pathOf } from "#lib/db/empty-place";
import { readMigrations, type Dialect } from "#lib/db/migrations";
import { sqliteFailure } from "#lib/db/open-failure";
import { BackupError } from "./manifest";

const run = promisify(execFile);
/** More pages than any file has: all of it in one step, which no writer can make begin anew. */
const allPages = 0x7fff_ffff;
/** Of what a program says, in bytes: all accounts of the largest team. */
const longestOutput = 64e6;

/** @param to a file that does not exist yet */
export async function copyDatabase(url: string, to: string): Promise<void> {
  if (dialectOf(url) === "postgresql") {
    await tool(
      "pg_dump",
      ["--format=custom", "--no-owner", "--no-privileges", `--file=${to}`],
      url,
    );
    return;
  }
  const source = open(pathOf(url), "the database");
  try {
    await source.backup(to, { progress: () => allPages });
    // Without a log beside it the copy is one file, and a reader needs no right to write.
    const copy = new Database(to);
    copy.pragma("journal_mode = DELETE");
    copy.close();
  } catch (error) {
    const { code = "" } = error as { code?: string };
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) throw sqliteFailure(error, pathOf(url));
    if (diskFault(error) !== null) throw error;
    throw new BackupError(`${to} can't be written: ${wordsOf(error)}`, { cause: error });
  } finally {
    source.close();
  }
}

/** All of it or nothing. @param url of an empty place */
export async function restoreDatabase(from: string, url: string): Promise<void> {
  if (dialectOf(url) === "postgresql") {
    const whole = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"];
    await tool("pg_restore", [...whole, `--dbname=${nameOf(url)}`, from], url);
    return;
  }
  const path = pathOf(url);
  const part = `${path}.restoring`;
  try {
    await copyFile(from, part);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

/** @param named for the refusal @throws {BackupError} of a copy in which nobody has an account: it was emptied, or never set up */
export async function assertPeople(dialect: Dialect, path: string, named = path): Promise<void> {
  if (await holdsPeople(dialect, path)) return;
  throw new BackupError(
    `${named}: nobody has an account in this database, so it was emptied or never set up: look for the one that the team worked with`,
  );
}

async function holdsPeople(dialect: Dialect, path: string): Promise<boolean> {
  if (dialect === "postgresql") {
    const rows = await tool("pg_restore", ["--data-only", "--table=User", "--file=-", path], null);
    return /(?:^|\n)COPY [^\n]*\n(?!\\\.)/.test(rows);
  }
  const copy = open(path, "the copy");
  try {
    return copy.prepare(`SELECT 1 FROM "User" LIMIT 1`).get() !== undefined;
  } catch (error) {
    throw new BackupError(`${path} is no database of tinyCRM: ${wordsOf(error)}`);
  } finally {
    copy.close();
  }
}

/** @throws {BackupError} when the copy is damaged, or of a later version of the product */
export async function checkCopy(dialect: Dialect, path: string): Promise<void> {
  if (dialect === "postgresql") {
    await tool("pg_restore", ["--list", path], null);
    return;
  }
  const copy = open(path, "the backup's database");
  try {
    const damage = [
      ...(copy.pragma("integrity_check(1)") as { integrity_check: string }[])
        .map((row) => row.integrity_check)
        .filter((word) => word !== "ok"),
      ...(copy.pragma("foreign_key_check") as { table: string }[]).map(
        ({ table }) => `a row of ${table} refers to one that is not there`,
      ),
    ];
    if (damage.length > 0) throw new BackupError(`${path} is damaged: ${damage[0]}`);
    const known = new Set(readMigrations("sqlite").map(({ name }) => name));
    const names = copy
      .prepare<[], { name: string }>(`SELECT migration_name AS "name" FROM _prisma_migrations`)
      .all();
    const later = names.find(({ name }) => !known.has(name));
    if (later) {
      throw new BackupError(`${path} is of a later version of tinyCRM, which knows ${later.name}`);
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`${path} is damaged: ${wordsOf(error)}`);
  } finally {
    copy.close();
  }
}

function open(path: string, what: string): Database.Database {
  try {
    return new Database(path, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new BackupError(`${path}: ${what} can't be opened: ${wordsOf(error)}`);
  }
}

/** A password in an argument would be every user's of this machine to read. */
async function tool(name: "pg_dump" | "pg_restore", args: string[], url: string | null) {
  const options = { env: environmentWith(url ? connectionOf(url) : {}), maxBuffer: longestOutput };
  try {
    return (await run(name, args, options)).stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    const missing = `${name} is not installed: it comes with PostgreSQL's client programs`;
    if (code === "ENOENT") throw new BackupError(missing);
    throw new BackupError(stderr?.trim().split("\n")[0] ?? wordsOf(error));
  }
}

const nameOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1));

function connectionOf(url: string): Record<string, string> {
  const { hostname, port, username, password, searchParams } = new URL(url);
  const mode = searchParams.get("sslmode");
  return {
    PGHOST: hostname,
    PGPORT: port || "5432",
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: nameOf(url),
    ...(mode && { PGSSLMODE: mode }),
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
