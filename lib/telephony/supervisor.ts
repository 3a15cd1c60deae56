/**
 * Keeps every enabled connection's link open and knows how each of them stands. One runtime per
 * connection: its adapter, its settings, its ingest, its link.
 */
import { createHash } from "node:crypto";
import { db } from "#lib/db/client";
import { openSettings } from "#lib/connections/settings";
import type { LinkStatus, Logger, ProviderAdapter } from "#lib/providers/contract";
import { adapterFor } from "#lib/providers/registry";
import type { ConnectionView } from "#lib/realtime/events";
import { abilitiesOf } from "./abilities-of";
import type { MessageSource } from "./apply-messages";
import { watchExtensions } from "./watch-extensions";
import { messageSource } from "./message-source";
import type { Ingest } from "./ingest";
import type { HistoryReader } from "./read-history";

export interface Runtime {
  id: string;
  slug: string;
  adapter: ProviderAdapter;
  settings: unknown;
  source: MessageSource;
  link: unknown;
  log: Logger;
  abort: AbortController;
  /** Tells the adapter which extensions there are, once it has asked. */
  tellExtensions(): Promise<void>;
}

export interface Supervisor {
  startAll(): Promise<void>;
  /** Starts, restarts or stops one connection to match its row (or its absence). */
  apply(connectionId: string): Promise<void>;
  /** People's extensions have changed: adapters that subscribe for each of them are told. */
  extensionsChanged(): Promise<void>;
  runtime(connectionId: string): Runtime | undefined;
  runtimeOf(slug: string): Runtime | undefined;
  views(): Promise<ConnectionView[]>;
  /** Closes every link; what they have handed over is the ingest's. */
  stopAll(): void;
}

type Status = LinkStatus & { since: string };
type ConnectionRow = Awaited<ReturnType<typeof readConnections>>[number];

export function createSupervisor(options: {
  log: Logger & { child(fields: object): Logger };
  /** Names this installation at providers; stable over restarts. */
  installation: string;
  ingest: Ingest;
  history: HistoryReader;
  publishConnection(view: ConnectionView, connectionId: string): void;
}): Supervisor {
  const { ingest, history } = options;
  const runtimes = new Map<string, Runtime>();
  const statuses = new Map<string, Status>();

  async function start(row: ConnectionRow): Promise<void> {
    const log = options.log.child({ connection: row.slug });
    const adapter = adapterFor(row.provider);
    const settings = await openSettings(row);
    const source = messageSource(row);
    void ingest.catchUp(source);
    const abort = new AbortController();
    const extensions = watchExtensions(row.id, { log, signal: abort.signal });
    const runtime: Runtime = {
      ...{ id: row.id, slug: row.slug, adapter, settings, source, log, abort },
      link: null,
      tellExtensions: extensions.tell,
    };
    runtimes.set(row.id, runtime);
    runtime.link =
      adapter.connect?.({
        settings,
        clientId: clientId(options.installation, row.id),
        log,
        fetch,
        now: () => new Date(),
        signal: abort.signal,
        emit: (messages) => ingest.accept(source, messages),
        report: (status) => report(row, abort, status),
        onExtensions: extensions.listen,
      }) ?? null;
    // Nothing to open: its webhooks are heard from now on.
    if (!adapter.connect) report(row, abort, { state: "online", code: "listening" });
  }

  function report(row: ConnectionRow, abort: AbortController, status: LinkStatus): void {
    if (abort.signal.aborted) return;
    const before = statuses.get(row.id);
    const since = before?.state === status.state ? before.since : new Date().toISOString();
    statuses.set(row.id, { ...status, since });
    if (before?.state !== status.state || before.code !== status.code) {
      const { state, code, detail } = status;
      options.log.info({ connection: row.slug, state, code, detail }, "connection state");
    }
    options.publishConnection(view(row, statuses.get(row.id)), row.id);
    const runtime = runtimes.get(row.id);
    if (runtime && status.state === "online" && before?.state !== "online") history.keepUp(runtime);
  }

  function stop(connectionId: string): void {
    const runtime = runtimes.get(connectionId);
    runtimes.delete(connectionId);
    statuses.delete(connectionId);
    runtime?.abort.abort();
  }

  async function apply(connectionId: string): Promise<void> {
    stop(connectionId);
    const row = (await readConnections({ id: connectionId }))[0];
    if (!row) return;
    if (row.enabled) await startSafely(row);
    options.publishConnection(view(row, statuses.get(row.id)), row.id);
  }

  /** Settings that can't be read (say, after the secret was lost) stop this connection alone. */
  async function startSafely(row: ConnectionRow): Promise<void> {
    try {
      await start(row);
    } catch (error) {
      options.log.error({ err: error, connection: row.slug }, "the connection could not start");
      statuses.set(row.id, {
        state: "refused",
        code: "unreadable-settings",
        detail: "the stored settings can't be read: save them again",
        since: new Date().toISOString(),
      });
    }
  }

  return {
    async startAll() {
      for (const row of await readConnections({ enabled: true })) await startSafely(row);
    },
    apply,
    async extensionsChanged() {
      await Promise.all([...runtimes.values()].map((runtime) => runtime.tellExtensions()));
    },
    runtime: (connectionId) => runtimes.get(connectionId),
    runtimeOf: (slug) => [...runtimes.values()].find((one) => one.slug === slug),
    async views() {
      return (await readConnections({})).map((row) => view(row, statuses.get(row.id)));
    },
    stopAll() {
      for (const connectionId of runtimes.keys()) stop(connectionId);
    },
  };
}

const readConnections = (where: { id?: string; enabled?: boolean }) =>
  db().connection.findMany({ where, orderBy: { name: "asc" } });

function view(row: ConnectionRow, status: Status | undefined): ConnectionView {
  return {
    slug: row.slug,
    name: row.name,
    provider: row.provider,
    simulator: row.simulator,
    state: row.enabled ? (status?.state ?? "connecting") : "off",
    detail: (row.enabled && status?.detail) || null,
    code: (row.enabled && status?.code) || null,
    retryAt: (row.enabled && status?.retryAt) || null,
    since: status?.since ?? row.updatedAt.toISOString(),
    abilities: abilitiesOf(row.provider),
  };
}

/** A GUID the provider may show to its administrator: tells the installation, reveals nothing. */
function clientId(installation: string, connectionId: string): string {
  const digest = createHash("sha256").update(`${installation}:${connectionId}`).digest("hex");
  return `tinycrm-${digest.slice(0, 16)}`;
}
