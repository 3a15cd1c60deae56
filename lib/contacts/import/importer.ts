/** Runs imports, one at a time, in this process; what they have done stands in the database. */
import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";
import type { ImportState } from "./import-options";
import { UnreadableFile } from "./row-source";
import { runImport, type Publish } from "./run-import";
import { undoImport } from "./undo-import";
import { importPath, removeImportFile, removeStaleFiles } from "./uploads";

export interface Importer {
  /** At the start: what was running when the program ended waits to be continued; an undo goes on. */
  open(): Promise<void>;
  /** Begins, or goes on with, what the import's row says: `running` or `undoing`. */
  work(importId: string): void;
  /** Stops after the batch under way. */
  close(): Promise<void>;
}

/**
 * @param options.publish called after the commit of whatever has changed contacts
 * @param options.isGuest this is no process of the product's, which may be running and comes first
 */
export function createImporter({
  log,
  publish,
  isGuest = false,
}: {
  log: Logger;
  publish: Publish;
  isGuest?: boolean;
}): Importer {
  const stopping = new AbortController();
  const tasks = new Set<Promise<void>>();
  // What is written is written: pages that could not be told show it when they are opened anew.
  const publishCalmly: Publish = (written) =>
    publish(written).catch((error: unknown) => {
      log.error({ err: error }, "an import's changes could not be published");
    });

  async function run(importId: string): Promise<void> {
    const { state, userId } = await db().contactImport.findUniqueOrThrow({
      where: { id: importId },
      select: { state: true, userId: true },
    });
    if (state === "undoing") {
      const ended = await undoImport({ importId, userId, publish: publishCalmly }, stopping.signal);
      if (ended === "done") await settle(importId, "undoing", "undone");
    } else if (state === "running") {
      const ended = await runImport(importId, {
        path: importPath(importId),
        publish: publishCalmly,
        stopped: stopping.signal,
        isGuest,
      });
      await settle(importId, "running", ended === "done" ? "done" : "interrupted");
      if (ended === "done") await removeImportFile(importId);
    }
  }

  async function runToEnd(importId: string): Promise<void> {
    try {
      await run(importId);
    } catch (error) {
      if ((error as Error).name === "ImportEnded") return removeImportFile(importId);
      log.error({ err: error, importId }, "an import ended early");
      if (error instanceof UnreadableFile) {
        await noteUnreadable(importId, error);
        await settle(importId, "running", "failed");
        await removeImportFile(importId);
      } else {
        // The database's own trouble passes: it can be continued.
        await settle(importId, "running", "interrupted").catch(() => undefined);
      }
    }
  }

  return {
    async open() {
      await db().contactImport.updateMany({
        where: { state: "running" },
        data: { state: "interrupted" satisfies ImportState },
      });
      const left = await db().contactImport.findMany({
        where: { state: { in: ["interrupted", "undoing"] } },
        select: { id: true, state: true },
      });
      await removeStaleFiles(new Set(left.map(({ id }) => id)));
      for (const { id, state } of left) if (state === "undoing") this.work(id);
    },
    work(importId) {
      const task = runToEnd(importId).finally(() => tasks.delete(task));
      tasks.add(task);
    },
    async close() {
      stopping.abort();
      await Promise.all(tasks);
    },
  };
}

/** Only from the state it was in: a cancelled import is not done. */
async function settle(importId: string, from: ImportState, to: ImportState): Promise<void> {
  const now = new Date();
  await db().contactImport.updateMany({
    where: { id: importId, state: from },
    data: { state: to, ...(to === "undone" ? { undoneAt: now } : { endedAt: now }) },
  });
}

async function noteUnreadable(importId: string, { fault, place }: UnreadableFile): Promise<void> {
  const { line = 0, column = "" } = place ?? {};
  const failure = { importId, line, column: String(column), reason: fault, row: "[]" };
  await db().importFailure.create({ data: failure });
  await db().contactImport.update({
    where: { id: importId },
    data: { failed: { increment: 1 } },
  });
}
