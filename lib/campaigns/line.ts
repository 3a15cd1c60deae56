import type { Logger, ProviderAdapter } from "#lib/providers/contract";

/** A connection that is in use here, as far as campaigns need it. */
export interface Line {
  adapter: ProviderAdapter;
  settings: unknown;
  log: Logger;
  /** Aborts when the connection is closed. */
  abort: AbortController;
}

/** @returns undefined when the connection is switched off, or is another copy's */
export type FindLine = (connectionId: string) => Line | undefined;
