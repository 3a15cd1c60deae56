import type { ConnectContext, RawMessage } from "../contract";

/** Pauses between tries to store, in ms. */
const firstPause = 100;
const longestPause = 5_000;
/** More than this waits only when storage has been away for long; what comes then is lost, and said to be. */
const mostWaiting = 50_000;

/**
 * Hands messages over in their order, and keeps them while they can't be stored: the vendor re-sends
 * none of the live ones. What arrives while a commit is under way goes into the next one together.
 */
export function createOutbox(ctx: Pick<ConnectContext<unknown>, "emit" | "log" | "signal">) {
  let waiting: RawMessage[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    let pause = firstPause;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await ctx.emit(batch);
        pause = firstPause;
      } catch (error) {
        waiting = [...batch, ...waiting];
        ctx.log.error({ err: error, waiting: waiting.length }, "messages can't be stored yet");
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, longestPause);
        if (ctx.signal.aborted) break;
      }
    }
    running = false;
  }

  return {
    add(messages: RawMessage[]): void {
      if (waiting.length + messages.length > mostWaiting) {
        ctx.log.error({ lost: messages.length }, "storage is away: messages were lost");
        return;
      }
      waiting.push(...messages);
      if (!running) void run();
    },
  };
}
