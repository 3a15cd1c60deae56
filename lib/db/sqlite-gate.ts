/** What all connections of this process to one SQLite file share: one writer at a time, and patience. */
import { setTimeout as sleep } from "node:timers/promises";
import { createPacer, type Pacer } from "./event-loop-pacer";

/** How long one statement may hold the event loop while another process writes, in ms. */
export const busyTimeout = 100;
/** How long a transaction waits for other processes altogether, in ms. */
const patience = 10_000;

/**
 * Pages of the log at which a commit brings them home itself, 64 MB. A thread does so all the time
 * (`start-checkpointer.ts`); this is for when it is away or can't keep up.
 */
const checkpointAfter = 16_000;

export const pragmas = `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
  PRAGMA busy_timeout=${busyTimeout}; PRAGMA wal_autocheckpoint=${checkpointAfter};`;

export interface SqliteGate {
  /** Resolves when it is one's turn to write; the next one's turn comes with the release. */
  lock(): Promise<() => void>;
  paced: Pacer;
}

export function createGate(): SqliteGate {
  let tail = Promise.resolve();
  return {
    lock() {
      const { promise, release } = turn();
      const previous = tail;
      tail = promise;
      return previous.then(() => release);
    },
    paced: createPacer(),
  };
}

function turn() {
  let release!: () => void;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
}

/** Repeats what another process's write kept from being done, without blocking the event loop. */
export async function retryWhileBusy<T>(run: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() + pause > deadline) throw error;
      await sleep(pause);
    }
  }
}

/** Prisma's adapter words SQLITE_BUSY as a socket time-out. */
function isBusy(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { kind?: string } };
  return cause?.kind === "SocketTimeout" || String(code).startsWith("SQLITE_BUSY");
}
