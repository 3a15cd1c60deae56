/** Keeps a link whose adapter subscribes for each extension up to date with those people have. */
import { retry } from "#lib/base/retry";
import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";

/** After a failed look-up, in ms. */
const lookUpPause = 2_000;

type Listener = (extensions: readonly string[]) => void;

/** Of one link: the next one's adapter has to be told all of them anew. @param options.signal ends it */
export function watchExtensions(
  connectionId: string,
  { log, signal }: { log: Logger; signal: AbortSignal },
): { listen(listener: Listener): void; publish(): Promise<void> } {
  let listener: Listener | null = null;
  let published = "";

  async function publish(): Promise<void> {
    if (!listener) return;
    const onFailure = (error: unknown) =>
      log.error({ err: error }, "the extensions can't be read yet");
    // Only the signal ends it without an answer.
    const extensions = await retry(read, { pause: lookUpPause, onFailure, signal }).catch(
      () => null,
    );
    // The same list must not open the subscriptions anew.
    if (signal.aborted || !extensions || published === JSON.stringify(extensions)) return;
    published = JSON.stringify(extensions);
    listener(extensions);
  }

  /** Without those of people who may no longer sign in. */
  async function read(): Promise<string[]> {
    const rows = await db().extension.findMany({
      where: { connectionId, user: { disabledAt: null } },
      orderBy: { number: "asc" },
      select: { number: true },
    });
    return rows.map(({ number }) => number);
  }

  return {
    listen(next) {
      listener = next;
      void publish();
    },
    publish,
  };
}
