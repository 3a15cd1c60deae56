/**
 * What all connections of this process to one SQLite file share: the queue of writers, the patience with
 * other processes, and the slices of time that the event loop grants them.
 */
import type { FileInPlace } from "./file-in-place";
import { retry } from "#lib/base/retry";

/** How long one statement may hold the event loop while another process writes, in ms. */
export const busyTimeout = 1;
/** Between two tries, in ms: less than the other process pauses after each of its own (`createWriterTurns`). */
const pause = 2;
/** How long a transaction waits for other processes altogether, in ms. */
const patience = 10_000;

/**
 * Pages of the log (64 MB) at which a commit copies them into the database file itself. A thread does
 * so all the time (`sqlite-checkpointer.mjs`); this limit is for when it has died or can't keep up.
 */
const checkpointAfter = 16_000;

/** `secure_delete`: what is deleted is overwritten, so that an erased person is not in the file either. */
export const pragmas = `PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
  PRAGMA busy_timeout=${busyTimeout}; PRAGMA wal_autocheckpoint=${checkpointAfter};`;

/** The queue of a process's writers; those of another process wait by SQLite's own lock. */
export interface WriterTurns {
  /** Resolves when the caller may write; calling what it returns lets the next caller write. */
  lock(): Promise<() => void>;
}

export interface SqliteGate extends WriterTurns {
  paced: Pacer;
  /** Whether the file is where it was opened. */
  file: FileInPlace;
}

/**
 * @param between for how long nobody writes after each of them, in ms: another process that asks again and again gets
 * its turn then
 * @property waiting how many wait for their turn at the moment, without who has it
 */
export function createWriterTurns(between = 0): WriterTurns & { waiting(): number } {
  let tail = Promise.resolve();
  let waiting = 0;
  return {
    lock() {
      const { promise, release } = turn();
      const previous = tail;
      tail = promise;
      waiting += 1;
      return previous.then(() => {
        waiting -= 1;
        return between > 0 ? () => void setTimeout(release, between) : release;
      });
    },
    waiting: () => waiting,
  };
}

export function createGate(
  { lock }: WriterTurns = createWriterTurns(),
  file = anywhere,
): SqliteGate {
  return { lock, paced: createPacer(), file };
}

const anywhere: FileInPlace = { isInPlace: () => true, assert: () => undefined };

function turn() {
  let release!: () => void;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
}

/** Repeats what failed because another process was writing, without blocking the event loop. */
export function retryWhileBusy<T>(run: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  const onFailure = (error: unknown) => isBusy(error) && performance.now() < deadline;
  return retry(run, { pause, onFailure });
}

/** Prisma's adapter reports SQLITE_BUSY as a socket time-out. */
function isBusy(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { kind?: string } };
  return cause?.kind === "SocketTimeout" || String(code).startsWith("SQLITE_BUSY");
}

/** How long the database may hold the event loop without giving it a turn, in ms. */
const usualSlice = 10;

/** Runs some work now, or after the event loop has had its turn. */
export type Pacer = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Creates what keeps the event loop alive. better-sqlite3 works synchronously and its promises are
 * microtasks: a thousand awaited statements, one after another or all at once, never let a timer or a
 * socket in. Everything that runs through one pacer shares one slice of time; when the slice is used
 * up, the rest waits for the loop's next turn.
 * @param slice in ms
 */
export function createPacer(slice = usualSlice): Pacer {
  let sliceStart: number | null = null;
  let turn: Promise<void> | null = null;

  function beginSlice(): void {
    sliceStart = performance.now();
    turn = new Promise((resolve) => {
      setImmediate(() => {
        sliceStart = null;
        turn = null;
        resolve();
      });
    });
  }

  return async (work) => {
    // Checked again after each turn: only as many of those that wait run as fit into the next slice.
    while (sliceStart !== null && performance.now() - sliceStart > slice) await turn;
    if (sliceStart === null) beginSlice();
    return work();
  };
}
