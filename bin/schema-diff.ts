import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { migrate, readMigrations } from "#lib/db/migrations";
import { sqliteSession } from "#lib/db/sqlite-migrations";
import { projectFile } from "#lib/base/project-file";
import { forPostgresql, readSchema } from "./schemas.mjs";

/** Enough of a schema for Prisma to read a database into. */
const bare = `generator client {
  provider = "prisma-client"
  output   = "../lib/db/generated/sqlite"
}
datasource db {
  provider = "sqlite"
}
`;

/** Says which dialect a comparison of two files is about; nothing is asked of it. */
const noServer = "postgresql://no.server/none";

/**
 * The SQL that leads from the last migration to the schema, for both databases. What the migrations
 * have made is read from a scratch file of SQLite, also for PostgreSQL: both histories come from the
 * same schema, and so no server is needed (docs/decisions/004-migrations.md).
 * @returns empty strings when nothing has changed
 */
export async function changesSinceLastMigration(
  schema = readSchema(),
): Promise<{ sqlite: string; postgresql: string }> {
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-schema-"));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const diff = (from: string, to: string, url: string) => {
    const schemas = {
      "--from-schema": write("from.prisma", from),
      "--to-schema": write("to.prisma", to),
    };
    const args = ["migrate", "diff", ...Object.entries(schemas).flat(), "--script"];
    const sql = runPrisma(args, url).trim();
    return sql === "-- This is an empty migration." ? "" : `${sql}\n`;
  };
  try {
    const path = join(folder, "scratch.db");
    await makeScratch(path);
    const scratch = `file:${path}`;
    const previous = runPrisma(
      ["db", "pull", "--print", "--schema", write("bare.prisma", bare)],
      scratch,
    );
    return {
      sqlite: diff(previous, schema, scratch),
      postgresql: diff(forPostgresql(previous), forPostgresql(schema), noServer),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Applies all migrations of SQLite to an empty file, without the search index: models know nothing of it. */
async function makeScratch(path: string): Promise<void> {
  const session = sqliteSession(path);
  await migrate(session, readMigrations("sqlite")).finally(() => session.close());
  const db = new Database(path);
  for (const name of ["Contact", "Company", "Note", "Word"]) db.exec(`DROP TABLE "Search${name}"`);
  db.close();
}

/**
 * Runs Prisma's command on the database at `url` and returns what it prints.
 * @throws with the command's own words when it fails
 */
export function runPrisma(args: string[], url: string): string {
  const command = [projectFile("node_modules", "prisma", "build", "index.js"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: projectFile(),
    encoding: "utf8",
    // Prisma asks the network for newer versions of itself, and waits for the answer.
    env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: "1", NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`prisma ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}
