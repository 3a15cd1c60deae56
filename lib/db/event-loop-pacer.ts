/** Longest time the database may hold the event loop without giving it a turn, in ms. */
const breath = 10;

/** Runs a piece of work now, or after the event loop has had its turn. */
export type Pacer = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * better-sqlite3 works synchronously and its promises are microtasks: a thousand awaited statements,
 * one after another or all at once, never let a timer or a socket in. Everything that runs through
 * one pacer shares one slice of time; when it is used up, the rest waits for the loop's next turn.
 */
export function createPacer(): Pacer {
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
    // Checked again after each turn: of many that waited, only as many run as fit into the next slice.
    while (sliceStart !== null && performance.now() - sliceStart > breath) await turn;
    if (sliceStart === null) beginSlice();
    return work();
  };
}
