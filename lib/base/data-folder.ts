/** The data folder as the program needs it, or a sentence that says what is wrong with it. */
import { accessSync, constants, existsSync, mkdirSync, statSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";

/** What lies in it and is written while the program runs. */
const ownFiles = ["secret", "tinycrm.db", "tinycrm.db-wal", "tinycrm.db-shm"];

/** Makes the folder where only its last part is missing. @throws {Error} a sentence */
export function prepareDataFolder(folder: string): void {
  if (!existsSync(folder)) return makeFolder(folder);
  const found = statSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is a file, and must be a folder`);
  assertOurs(folder, found);
  for (const path of ownFiles.map((name) => join(folder, name))) {
    if (existsSync(path)) assertOurs(path, statSync(path));
  }
}

/** Only its last part: what is above may be a disk that is not mounted. @throws {Error} a sentence */
export function makeFolder(folder: string): void {
  const above = dirname(folder);
  if (!existsSync(above)) {
    throw new Error(
      `${above} does not exist, so ${folder} can't be made in it: is a volume not mounted?`,
    );
  }
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw new Error(`${folder} does not exist and can't be made: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

function assertOurs(path: string, { uid }: Stats): void {
  const us = process.getuid?.();
  // What the system's administrator writes there, the program's own user can't read afterwards.
  if (us === 0 && uid !== 0) {
    throw new Error(`${path} belongs to user ${uid}, and this is root: start it as that user`);
  }
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const owner =
      us === undefined || us === uid ? "" : ` It belongs to user ${uid}, this is ${us}.`;
    throw new Error(`${path} can't be read and written: ${reasonOf(error)}.${owner}`, {
      cause: error,
    });
  }
}

const ofDisk: Record<string, string> = {
  EROFS: "the disk is mounted read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk's share for this user is full",
  SQLITE_FULL: "the disk is full",
};

const reasons: Record<string, string> = {
  ...ofDisk,
  EACCES: "its permissions do not allow it",
  EPERM: "its permissions do not allow it",
  ENOTDIR: "what it would lie in is no folder",
  ENOENT: "what it would lie in takes no folders",
};

/** @returns null of an error that is not the disk's */
export function diskFault(error: unknown): string | null {
  return ofDisk[codeOf(error)] ?? null;
}

function reasonOf(error: unknown): string {
  return reasons[codeOf(error)] ?? (error as Error).message;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "";
