/** Providers that can't be connected to: only their first message shows that they know our address. */
import { currentTime } from "#lib/base/clock";
import { db } from "#lib/db/client";
import type { LinkStatus, Logger, ProviderAdapter } from "#lib/providers/contract";

/** How a connection stands that is not opened from here: its provider sends what there is. */
export const listening: LinkStatus = { state: "online", code: "listening" };
/** The same, while nobody can say whether the provider will. */
export const awaiting: LinkStatus = { state: "online", code: "unheard" };

/** @returns what is called with each message; it remembers the first for good, and never fails */
export function firstMessage(
  row: { id: string; heardAt: Date | null },
  adapter: Pick<ProviderAdapter, "connect">,
  { log, onHeard }: { log: Logger; onHeard(): void },
): () => Promise<void> {
  let isAwaited = !adapter.connect && row.heardAt === null;
  return async () => {
    if (!isAwaited) return;
    isAwaited = false;
    try {
      await db().connection.update({ where: { id: row.id }, data: { heardAt: currentTime() } });
      onHeard();
    } catch (error) {
      // The next message says the same.
      isAwaited = true;
      log.warn({ err: error }, "the first message could not be noted");
    }
  };
}
