/** What an adapter's tests hand in for the impure world, and what they read back. */
import type {
  CommandContext,
  ConnectContext,
  LinkStatus,
  Logger,
  ProviderAdapter,
  RawMessage,
} from "./contract";

export interface Harness<L> {
  link: L;
  messages: RawMessage[];
  statuses: LinkStatus[];
  /** Everything logged, as one text: to be searched for what must not be there. */
  logged: string[];
  command<S>(settings: S): CommandContext<S, L>;
  close(): void;
}

/** Opens an adapter's link with a real socket and everything else written down. */
export function openHarness<S, L>(
  adapter: ProviderAdapter<S, L>,
  settings: S,
  options: { emit?: (messages: RawMessage[]) => Promise<void> } = {},
): Harness<L> {
  const messages: RawMessage[] = [];
  const statuses: LinkStatus[] = [];
  const logged: string[] = [];
  const abort = new AbortController();
  const write = (fields: object, text: string) => logged.push(`${text} ${JSON.stringify(fields)}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const common = { settings, log, fetch, now: () => new Date(), signal: abort.signal };
  const context: ConnectContext<S> = {
    ...common,
    clientId: "tinycrm-test",
    emit: async (batch) => {
      await options.emit?.(batch);
      messages.push(...batch);
    },
    report: (status) => statuses.push(status),
  };
  const link = adapter.connect!(context);
  return {
    link,
    messages,
    statuses,
    logged,
    command: (own) => ({ ...common, settings: own, link }),
    close: () => abort.abort(),
  };
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
