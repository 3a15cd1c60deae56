/** Which extensions people have on a connection, for adapters that subscribe for each of them. */
import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";

/** After a failed look-up, in ms. */
const pause = 2_000;

type Listener = (extensions: readonly string[]) => void;

export function watchExtensions(
  connectionId: string,
  { log, signal }: { log: Logger; signal: AbortSignal },
): { listen(listener: Listener): void; tell(): Promise<void> } {
  let listener: Listener | null = null;
  let told = "";

  async function tell(): Promise<void> {
    if (!listener) return;
    const extensions = await read();
    // The same again is no news: a subscription is not to be opened anew.
    if (signal.aborted || told === JSON.stringify(extensions)) return;
    told = JSON.stringify(extensions);
    listener(extensions);
  }

  /** People who may no longer sign in hear of no calls either. */
  async function read(): Promise<string[]> {
    while (!signal.aborted) {
      try {
        const rows = await db().extension.findMany({
          where: { connectionId, user: { disabledAt: null } },
          orderBy: { number: "asc" },
          select: { number: true },
        });
        return rows.map(({ number }) => number);
      } catch (error) {
        log.error({ err: error }, "the extensions can't be read yet");
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    return [];
  }

  return {
    listen(next) {
      listener = next;
      void tell();
    },
    tell,
  };
}
