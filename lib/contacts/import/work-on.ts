/** One process's work on one import, from what its row says to what it says then. */
import { isStorageFailure } from "#lib/base/storage-failure";
import { db, transaction } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";
import { withDiskCopy } from "./disk-copy";
import { removeFilesOfEnded } from "./files";
import type { ImportState } from "./import-options";
import { UnreadableFile } from "./row-source";
import { runImport, type Publish } from "./run-import";
import { undoImport } from "./undo-import";

/** So many processes may end over the same rows, and none goes on by itself then. */
const mostStarts = 3;

interface About {
  publish: Publish;
  /** Ends it between two batches: the process stops, or the import is another's. */
  stopped: AbortSignal;
  isGuest: boolean;
  log: Logger;
}

/** `troubled`: the database's own trouble has ended it, which passes. */
export type Worked = "worked" | "troubled";

/** Never fails. */
export async function workOn(importId: string, about: About): Promise<Worked> {
  try {
    await work(importId, about);
    await removeFilesOfEnded({ importId });
    return "worked";
  } catch (error) {
    return note(error, importId, about).catch(() => "troubled");
  }
}

async function work(importId: string, about: About): Promise<void> {
  const row = await db().contactImport.findUnique({ where: { id: importId } });
  if (row?.state === "undoing") {
    const { publish, stopped } = about;
    const ended = await undoImport({ importId, userId: row.userId, publish }, stopped);
    if (ended === "done") await settle(importId, "undoing", "undone");
  } else if (row?.state === "running") {
    await take(importId, about);
  }
}

async function take(importId: string, { log, ...about }: About): Promise<void> {
  if (!(await start(importId))) {
    log.error({ importId }, "an import is left to people: processes end over it");
    await settle(importId, "running", "interrupted");
    return;
  }
  const ended = await withDiskCopy(await fileOf(importId), (path) =>
    runImport(importId, { path, ...about }),
  );
  if (ended === "done") await settle(importId, "running", "done");
  else if (about.isGuest) await settle(importId, "running", "interrupted");
  else await db().contactImport.updateMany({ where: { id: importId }, data: { starts: 0 } });
}

/** @returns false when too many have begun at these rows */
async function start(importId: string): Promise<boolean> {
  const { count } = await db().contactImport.updateMany({
    where: { id: importId, state: "running", starts: { lt: mostStarts } },
    data: { starts: { increment: 1 } },
  });
  return count > 0;
}

/** What has ended the work early. */
async function note(
  error: unknown,
  importId: string,
  { stopped, isGuest, log }: About,
): Promise<Worked> {
  if ((error as Error).name !== "ImportEnded") {
    log.error({ err: error, importId }, "an import ended early");
    if (error instanceof UnreadableFile) {
      await fail(importId, error);
    } else if (isStorageFailure(error) && !isGuest) {
      return "troubled";
    } else if (!stopped.aborted) {
      await settle(importId, "running", "interrupted");
    }
  }
  await removeFilesOfEnded({ importId });
  return "worked";
}

/** @throws {UnreadableFile} when it is not there */
async function fileOf(importId: string): Promise<string> {
  const file = await db().importFile.findUnique({ where: { importId }, select: { id: true } });
  if (!file) throw new UnreadableFile("unreadable");
  return file.id;
}

/** Only from the state it was in: a cancelled import is not done. */
async function settle(importId: string, from: ImportState, to: ImportState): Promise<void> {
  const now = new Date();
  await db().contactImport.updateMany({
    where: { id: importId, state: from },
    data: { state: to, ...(to === "undone" ? { undoneAt: now } : { endedAt: now }) },
  });
}

/** With what can't be read, and where. */
function fail(importId: string, { fault, place }: UnreadableFile): Promise<void> {
  const { line = 0, column = "" } = place ?? {};
  const failure = { importId, line, column: String(column), reason: fault, row: "[]" };
  return transaction(async (tx) => {
    const { count } = await tx.contactImport.updateMany({
      where: { id: importId, state: "running" satisfies ImportState },
      data: {
        state: "failed" satisfies ImportState,
        endedAt: new Date(),
        failed: { increment: 1 },
      },
    });
    if (count > 0) await tx.importFailure.create({ data: failure });
  });
}
