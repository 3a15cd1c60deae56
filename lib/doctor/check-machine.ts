/** The machine: its Node, what it takes to install, room on the disk, and programs that backups need. */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { promisify } from "node:util";
import type { Places } from "#lib/base/config";
import { dialectOf } from "#lib/db/client";
import { pathOf } from "#lib/db/empty-place";
import { fault, ok, warning, type Finding } from "./finding";

const run = promisify(execFile);

/** Until when Node's makers mend a version (nodejs.org/en/about/previous-releases). */
const endsOfLife: Readonly<Record<number, string>> = {
  20: "2026-04-30",
  22: "2027-04-30",
  24: "2028-04-30",
};
const fewest = { major: 20, minor: 19 };

/** @param version like "v22.12.0" */
export function checkNode(version = process.version, now = new Date()): Finding {
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  const advice = "install Node 24 or 22, then run `npm ci`";
  if (major < fewest.major || (major === fewest.major && minor < fewest.minor)) {
    return fault("Node", `${version} is too old for tinyCRM: ${advice}`);
  }
  const end = endsOfLife[major];
  if (end === undefined) {
    return warning("Node", `${version} has no long support, or is newer than this: ${advice}`);
  }
  if (now > new Date(end)) {
    return warning("Node", `${version} gets no security fixes since ${end}: ${advice}`);
  }
  return ok("Node", `${version}, mended until ${end}`);
}

/** Needed once, by `npm ci`, and only where better-sqlite3's ready-made file can't be fetched. */
export async function checkCompiler(): Promise<Finding> {
  const tools = ["c++", "make", "python3"];
  const there = await Promise.all(tools.map((tool) => isThere(tool)));
  const missing = tools.filter((_, index) => !there[index]);
  if (missing.length === 0) return ok("Compiler", "is there");
  return ok(
    "Compiler",
    `${missing.join(", ")} not found: needed only to install without access to github.com`,
  );
}

function isThere(tool: string): Promise<boolean> {
  return run(tool, ["--version"]).then(
    () => true,
    (error: { code?: unknown }) => error.code !== "ENOENT",
  );
}

/** In bytes. Below this a day of calls may fill the disk, and below that one import. */
const scarce = 2e9;
const hardlyAny = 200e6;

/** @param free for tests, in bytes */
export async function checkDisk({ dataDir, databaseUrl }: Places, free?: number): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir);
  const room = free ?? bavail * bsize;
  const path = dialectOf(databaseUrl) === "sqlite" ? pathOf(databaseUrl) : null;
  const used = path && existsSync(path) ? statSync(path).size : 0;
  const says = `${gigabytes(room)} free where ${dataDir} lies`;
  if (room < hardlyAny) return fault("Disk", `${says}: make room, or calls will be refused soon`);
  if (room < scarce) return warning("Disk", `${says}: make room, or move the data folder`);
  if (room < used)
    return warning("Disk", `${says}: less than the database takes, so no backup fits`);
  return ok("Disk", says);
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

export async function checkBackupTools({ databaseUrl }: Places): Promise<Finding> {
  if (dialectOf(databaseUrl) === "sqlite") return ok("Backup", "needs no other program");
  for (const tool of ["pg_dump", "pg_restore"]) {
    if (await isThere(tool)) continue;
    return warning("Backup", `${tool} is not installed: install PostgreSQL's client programs`);
  }
  return ok("Backup", "pg_dump and pg_restore are there");
}
