/**
 * Keeps every enabled connection's link open and knows how each of them stands. One runtime per
 * connection: its adapter, its settings, its ingest, its link.
 */
import { createHash } from "node:crypto";
import { retry } from "#lib/base/retry";
import { db } from "#lib/db/client";
import { can } from "#lib/connections/can";
import { adapterContext, openConnection } from "#lib/connections/with-adapter";
import type { LinkStatus, Logger, ProviderAdapter } from "#lib/providers/contract";
import { adapters } from "#lib/providers/registry";
import type { ConnectionAbility, ConnectionView } from "#lib/connections/connection-view";
import { awaiting, firstMessage, listening } from "./first-message";
import type { Ingest } from "./ingest";
import { knownLinkAfter, type KnownLink } from "./link-status";
import { createOpenSockets } from "./open-sockets";
import type { HistoryReader } from "./read-history";
import { messageSource, type MessageSource, type Runtime, type Runtimes } from "./runtime";

export interface Supervisor extends Runtimes {
  startAll(): Promise<void>;
  /** Starts, restarts or stops one connection to match its row (or its absence). */
  apply(connectionId: string): Promise<void>;
  /** Hands changed extensions to the adapters that subscribe for each of them. */
  extensionsChanged(): Promise<void>;
  views(): Promise<ConnectionView[]>;
  /** Whose messages this process applies. */
  sources(): MessageSource[];
  /** Closes every link, and hears it out: what they have handed over by then is the ingest's. */
  stopAll(): Promise<void>;
}

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
  const statuses = new Map<string, KnownLink>();
  const sockets = createOpenSockets();

  async function start(row: ConnectionRow): Promise<void> {
    const log = options.log.child({ connection: row.slug });
    const { adapter, settings } = await openConnection(row, log);
    const source = messageSource(row);
    void ingest.catchUp(source);
    const abort = new AbortController();
    const extensions = watchExtensions(row.id, { log, signal: abort.signal });
    const runtime: Runtime = {
      id: row.id,
      slug: row.slug,
      adapter,
      settings,
      source,
      log,
      abort,
      link: null,
      publishExtensions: extensions.publish,
      heard: firstMessage(row, adapter, { log, onHeard: () => report(row, abort, listening) }),
    };
    runtimes.set(row.id, runtime);
    const context = adapterContext(runtime);
    const link = adapter.connect?.({
      ...context,
      openSocket: sockets.known(context.openSocket),
      clientId: clientId(options.installation, row.id),
      emit: (messages) => ingest.accept(source, messages),
      report: (status) => report(row, abort, status),
      onExtensions: extensions.listen,
    });
    runtime.link = link ?? null;
    // Nothing to open: its webhooks are received from now on.
    if (!adapter.connect) report(row, abort, row.heardAt ? listening : awaiting);
  }

  function report(row: ConnectionRow, abort: AbortController, status: LinkStatus): void {
    if (abort.signal.aborted) return;
    const before = statuses.get(row.id);
    statuses.set(row.id, knownLinkAfter(before, status));
    if (before?.state !== status.state || before.code !== status.code) {
      const { state, code, detail } = status;
      options.log.info({ connection: row.slug, state, code, detail }, "connection state");
    }
    options.publishConnection(viewOf(row), row.id);
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
    options.publishConnection(viewOf(row), row.id);
  }

  function viewOf(row: ConnectionRow): ConnectionView {
    return view(row, { status: statuses.get(row.id), runtime: runtimes.get(row.id) });
  }

  /** Settings that can't be read (say, after the secret was lost) stop this connection alone. */
  async function startSafely(row: ConnectionRow): Promise<void> {
    try {
      await start(row);
    } catch (error) {
      options.log.error({ err: error, connection: row.slug }, "the connection could not start");
      const status = {
        state: "refused",
        code: "unreadable-settings",
        detail: "the stored settings can't be read: save them again",
      } as const;
      statuses.set(row.id, knownLinkAfter(undefined, status));
    }
  }

  return {
    async startAll() {
      for (const row of await readConnections({ enabled: true })) await startSafely(row);
    },
    apply,
    async extensionsChanged() {
      await Promise.all([...runtimes.values()].map((runtime) => runtime.publishExtensions()));
    },
    runtime: (connectionId) => runtimes.get(connectionId),
    runtimeOf: (slug) => [...runtimes.values()].find((runtime) => runtime.slug === slug),
    async views() {
      return (await readConnections({})).map(viewOf);
    },
    sources: () => [...runtimes.values()].map(({ source }) => source),
    async stopAll() {
      for (const connectionId of runtimes.keys()) stop(connectionId);
      await sockets.closed();
    },
  };
}

const readConnections = (where: { id?: string; enabled?: boolean }) =>
  db().connection.findMany({ where: { ...where, deletedAt: null }, orderBy: { name: "asc" } });

function view(
  row: ConnectionRow,
  { status, runtime }: { status?: KnownLink; runtime?: Runtime },
): ConnectionView {
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
    awaySince: (row.enabled && status?.awaySince) || null,
    abilities: abilitiesOf(row.provider, runtime),
  };
}

/** An id the provider may show to its administrator: names the installation, reveals nothing. */
function clientId(installation: string, connectionId: string): string {
  const digest = createHash("sha256").update(`${installation}:${connectionId}`).digest("hex");
  return `tinycrm-${digest.slice(0, 16)}`;
}

/** A method that exists is the ability. */
const methods: Record<ConnectionAbility, readonly (keyof ProviderAdapter)[]> = {
  calls: ["placeCall", "placeCallInPage"],
  hangUp: ["hangUp"],
  transfer: ["transfer"],
  sms: ["sendSms"],
  history: ["backfill"],
  directory: ["directory"],
  campaigns: ["startCampaign", "dialWithSound"],
  leads: ["orderCallback"],
};

/**
 * What people can do through a connection, or through its provider's others while it does not run; nothing
 * when the provider has left the program.
 */
function abilitiesOf(provider: string, runtime: Runtime | undefined): ConnectionAbility[] {
  const adapter = adapters.find(({ id }) => id === provider);
  const has = (method: keyof ProviderAdapter) =>
    runtime ? can(runtime, method) : adapter?.[method] !== undefined;
  return (Object.keys(methods) as ConnectionAbility[]).filter((ability) =>
    methods[ability].some(has),
  );
}

/** After a failed look-up, in ms. */
const lookUpPause = 2_000;

type Listener = (extensions: readonly string[]) => void;

/** Keeps an adapter that subscribes for each extension up to date with those people have. */
function watchExtensions(
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
