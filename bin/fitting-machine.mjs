// What the machine has to have, said in a sentence before anything of the product is loaded.
import { createRequire } from "node:module";

const advised = "22 and 24 are advised";

/** @returns why tinyCRM can't run on this Node; null when it can */
export function refuseNode(version) {
  const [major, minor] = version.replace("v", "").split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `tinyCRM needs Node 20.19 or newer (${advised}); this is ${version}`;
}

/** @returns a warning; null when there is nothing to say */
export function warnOfNode(version) {
  const major = Number(version.replace("v", "").split(".")[0]);
  if (major > 20) return null;
  return `Node 20 gets no security fixes since April 2026 (${advised}); this is ${version}`;
}

/** SQLite's driver is compiled where no ready-made one can be downloaded. @returns what to do; null when it is there */
export function refuseSqlite(databaseUrl = "file:") {
  if (!databaseUrl.startsWith("file:")) return null;
  try {
    const Database = createRequire(import.meta.url)("better-sqlite3");
    new Database(":memory:").close();
    return null;
  } catch (error) {
    const [reason = ""] = error.message.split("\n");
    return `SQLite's driver can't be loaded (${reason}): install Python 3, make and a C++ compiler (Debian: apt-get install python3 make g++), then run \`npm rebuild better-sqlite3\`; with PostgreSQL in DATABASE_URL it is not needed`;
  }
}
