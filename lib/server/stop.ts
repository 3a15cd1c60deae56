/** Runs the program until a signal stops it, then closes its parts in the reverse order of their start. */
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "#lib/base/log";

type Stop = () => void | Promise<void>;

/** How long closing may take, in ms, before the process exits anyway. */
const patience = 10_000;
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

  async function stopAll(): Promise<void> {
    for (const { name, stop } of stops.reverse()) {
      try {
        await stop();
      } catch (error) {
        log().error({ err: error, part: name }, "did not stop cleanly");
      }
    }
  }

  async function leave(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log().info({ signal }, "stopping");
    setTimeout(() => process.exit(1), patience).unref();
    await Promise.race([started.catch(() => undefined), sleep(startPatience)]);
    await stopAll();
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
    const plain = error instanceof Error && expected.has(error.name);
    process.stderr.write(`tinyCRM can't start: ${plain ? error.message : describe(error)}\n`);
    await stopAll();
    process.exit(1);
  }
}

/** Errors whose message alone says what to do. */
const expected = new Set(["ConfigError", "ProvisionError", "MigrationError", "ListenError"]);

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
