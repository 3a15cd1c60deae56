/** Whether an open SQLite file is still the one at its path: what is written to a deleted file is gone with the process. */
import { statSync } from "node:fs";
import { log } from "#lib/base/log";

export interface FileInPlace {
  isInPlace(): boolean;
  /** @throws what counts as a failure of storage */
  assert(): void;
}

export function watchFile(path: string): FileInPlace {
  const opened = inodeOf(path);
  let told = false;

  function isInPlace(): boolean {
    const inPlace = inodeOf(path) === opened;
    if (!inPlace && !told) {
      log().error(
        { path },
        "the database file is gone or another: nothing is accepted until it is back; restart after restoring it",
      );
    }
    if (inPlace && told) log().info({ path }, "the database file is back");
    told = !inPlace;
    return inPlace;
  }

  return {
    isInPlace,
    assert() {
      if (isInPlace()) return;
      throw Object.assign(new Error("the database file is gone"), { code: "SQLITE_CANTOPEN" });
    },
  };
}

/** @returns 0 where there is no file */
function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}
