import type { ConnectContext, RawMessage } from "../contract";

/** Pauses between tries to store, in ms. */
const firstPause = 100;
const longestPause = 5_000;
/** Messages of one commit: a long history must not hold up the process in one go. */
const largestBatch = 500;
/** With this many waiting messages, reading stops until all but a few are stored. */
const full = 10_000;
const nearlyEmpty = 1_000;

/**
 * Hands messages over in their order, and keeps them while they can't be stored: the vendor re-sends
 * none of the live ones. What arrives while a commit is under way goes into the next one together.
 */
export function createOutbox(
  ctx: Pick<ConnectContext<unknown>, "emit" | "log" | "signal">,
  link: { pause(): void; resume(): void },
) {
  const waiting: RawMessage[] = [];
  let running = false;
  let reading = true;

  async function run(): Promise<void> {
    running = true;
    let pause = firstPause;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largestBatch);
      try {
        await ctx.emit(batch);
        waiting.splice(0, batch.length);
        if (pause > firstPause) ctx.log.info({}, "messages are stored again");
        pause = firstPause;
        if (!reading && waiting.length <= nearlyEmpty) {
          reading = true;
          link.resume();
        }
      } catch (error) {
        // Said once: the same is tried again until it succeeds.
        if (pause === firstPause) {
          ctx.log.error({ err: error, waiting: waiting.length }, "messages can't be stored yet");
        }
        if (ctx.signal.aborted) {
          ctx.log.error(
            { lost: waiting.length },
            "closed while storage was away: messages were lost",
          );
          waiting.length = 0;
        }
        await sleep(pause, ctx.signal);
        pause = Math.min(pause * 2, longestPause);
      }
    }
    running = false;
  }

  return {
    add(messages: RawMessage[]): void {
      for (const message of messages) waiting.push(message);
      if (reading && waiting.length >= full) {
        reading = false;
        link.pause();
      }
      if (!running) void run();
    },
  };
}

/** Ends early when the connection is closed, for one last try. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
