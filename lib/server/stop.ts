/** Runs the program until a signal stops it, then closes its parts in the reverse order of their start. */
import { setTimeout as sleep } from "node:timers/promises";
import { configSlot } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { isRefusal } from "#lib/base/refusals";

/** @param drain whether a proxy in front is given time to send requests elsewhere */
type Stop = (drain: boolean) => void | Promise<void>;

/** How long closing may take, beside the drain, in ms, before the process exits anyway. */
const patience = 7 * second;
/** A signal during the start waits for its end, at most this long, in ms. */
const startPatience = 5_000;

/**
 * @param start builds the program and registers what has to be undone; an error in it ends the process
 * with 1, in one sentence when it is the configuration's
 */
export async function runUntilStopped(
  start: (onStop: (name: string, stop: Stop) => void) => Promise<void>,
): Promise<void> {
  const stops: { name: string; stop: Stop }[] = [];
  let stopping = false;
  const started = Promise.resolve().then(() => start((name, stop) => stops.push({ name, stop })));

  async function stopAll(drain: boolean): Promise<void> {
    for (const { name, stop } of stops.reverse()) {
      try {
        await stop(drain);
      } catch (error) {
        log().error({ err: error, part: name }, "did not stop cleanly");
      }
    }
  }

  async function leave(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log().info({ signal }, "stopping");
    // Whoever presses Ctrl-C waits at a terminal, and for nobody in front.
    const drain = signal === "SIGTERM";
    const longest = patience + (drain ? (configSlot.peek()?.drain ?? 0) : 0);
    setTimeout(() => process.exit(1), longest).unref();
    await Promise.race([started.catch(() => undefined), sleep(startPatience)]);
    await stopAll(drain);
    log().info({}, "stopped");
    process.exit(0);
  }

  process.on("SIGINT", () => void leave("SIGINT"));
  process.on("SIGTERM", () => void leave("SIGTERM"));
  process.on("unhandledRejection", (error) => log().error({ err: error }, "unhandled rejection"));

  try {
    await started;
  } catch (error) {
    if (stopping) return;
    const words = isRefusal(error) ? error.message : describe(error);
    process.stderr.write(`tinyCRM can't start: ${words}\n`);
    await stopAll(false);
    process.exit(1);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
