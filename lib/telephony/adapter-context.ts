import type { AdapterContext, Logger } from "#lib/providers/contract";

/** What an adapter is handed for the impure world, until its connection is closed. */
export function adapterContext(
  connection: { settings: unknown; log: Logger; abort: AbortController },
  patience?: number,
): AdapterContext<unknown> {
  const { settings, log, abort } = connection;
  const signal =
    patience === undefined
      ? abort.signal
      : AbortSignal.any([abort.signal, AbortSignal.timeout(patience)]);
  return { settings, log, fetch, now: () => new Date(), signal };
}
