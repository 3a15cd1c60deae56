/**
 * Keeps every enabled connection's link open and knows how each of them stands. One runtime per
 * connection: its adapter, its settings, its ingest, and its link, where this copy of the program holds the lease.
 */
import PQueue from "p-queue";
import { second } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { openConnection } from "#lib/connections/with-adapter";
import type { Copies } from "#lib/copies/copies";
import type { ConnectionModel } from "#lib/db/generated/sqlite/models";
import type { LinkStatus, Logger } from "#lib/providers/contract";
import type { ConnectionView } from "#lib/connections/connection-view";
import { viewConnection } from "./connection-views";
import { awaiting, firstMessage, listening } from "./first-message";
import { holdLink } from "./hold-link";
import { linkLease } from "./inbox";
import type { Ingest } from "./ingest";
import { knownLinkAfter, readLinkNote, type KnownLink, type LinkNote } from "./link-status";
import { createOpenSockets } from "./open-sockets";
import type { HistoryReader } from "./read-history";
import { messageSource, type MessageSource, type Runtime, type Runtimes } from "./runtime";

export interface Supervisor extends Runtimes {
  startAll(): Promise<void>;
  /** Starts, restarts or stops one connection on all copies to match its row (or its absence). */
  apply(connectionId: string): Promise<void>;
  /** Hands changed extensions to the adapters that subscribe for each of them. */
  extensionsChanged(): Promise<void>;
  views(): Promise<ConnectionView[]>;
  /** Whose messages this copy applies, beside those that it has received itself. */
  sources(): MessageSource[];
  /** Closes every link, and hears it out: what they have handed over by then is the ingest's. */
  stopAll(): Promise<void>;
}

/** What another copy has changed and this one has not heard of is found this often, in ms. */
const lookEvery = 5 * second;

export function createSupervisor(options: {
  log: Logger & { child(fields: object): Logger };
  /** Names this installation at providers; stable over restarts. */
  installation: string;
  copies: Copies;
  ingest: Ingest;
  history: HistoryReader;
  /** @param isOurs whether the link is this copy's: of another's all browsers are told by that copy */
  publishConnection(view: ConnectionView, connectionId: string, isOurs: boolean): void;
}): Supervisor {
  const { ingest, history, installation } = options;
  const { leases, messages, isShared } = options.copies;
  const runtimes = new Map<string, Runtime>();
  const statuses = new Map<string, KnownLink>();
  /** As the connections were that run. */
  const running = new Map<string, string>();
  const sockets = createOpenSockets();
  /** One change after the other: of two at once of one connection, each would open its link. */
  const applying = new PQueue({ concurrency: 1 });
  let looking: NodeJS.Timeout | undefined;

  async function start(row: ConnectionModel): Promise<void> {
    const log = options.log.child({ connection: row.slug });
    const { adapter, settings } = await openConnection(row, log);
    const abort = new AbortController();
    const runtime: Runtime = {
      id: row.id,
      slug: row.slug,
      adapter,
      settings,
      source: messageSource(row),
      log,
      abort,
      link: null,
      publishExtensions: () => Promise.resolve(),
      heard: firstMessage(row, adapter, { log, onHeard: () => report(row, abort, listening) }),
    };
    runtimes.set(row.id, runtime);
    // Nothing to open: its webhooks are received from now on.
    if (!adapter.connect) report(row, abort, row.heardAt ? listening : awaiting);
    const holding = holdLink(runtime, {
      installation,
      ingest,
      history,
      sockets,
      report: (status) => report(row, abort, status),
      pass: (rest) => leases.pass(linkLease(row.id), rest),
      onNote: (note) => follow(row, runtime, note),
    });
    leases.want(linkLease(row.id), holding);
  }

  function report(row: ConnectionModel, abort: AbortController, status: LinkStatus): void {
    if (abort.signal.aborted) return;
    const before = statuses.get(row.id);
    const known = knownLinkAfter(before, status);
    statuses.set(row.id, known);
    if (before?.state !== status.state || before.code !== status.code) {
      const { state, code, detail } = status;
      options.log.info({ connection: row.slug, state, code, detail }, "connection state");
    }
    tellOthers(row.id);
    options.publishConnection(viewOf(row), row.id, true);
  }

  function tellOthers(connectionId: string): void {
    const link = statuses.get(connectionId);
    const note = link && ({ link, history: history.lastResult(connectionId) } satisfies LinkNote);
    if (note) leases.note(linkLease(connectionId), JSON.stringify(note));
  }
  history.onRead(tellOthers);

  /** How the link stands of which another copy has the lease. */
  function follow(row: ConnectionModel, { adapter, abort }: Runtime, note: string): void {
    const noted = abort.signal.aborted ? null : readLinkNote(note);
    if (!noted) return;
    history.follow(row.id, noted.history);
    // Who has nothing to open knows as well how it stands.
    if (!adapter.connect) return;
    if (JSON.stringify(statuses.get(row.id)) === JSON.stringify(noted.link)) return;
    statuses.set(row.id, noted.link);
    options.publishConnection(viewOf(row), row.id, false);
  }

  function stop(connectionId: string): void {
    const runtime = runtimes.get(connectionId);
    runtimes.delete(connectionId);
    statuses.delete(connectionId);
    running.delete(connectionId);
    runtime?.abort.abort();
  }

  async function applyHere(connectionId: string): Promise<void> {
    stop(connectionId);
    const row = (await readConnections({ id: connectionId }))[0];
    if (row?.enabled) await startSafely(row);
    else leases.giveUp(linkLease(connectionId));
    const isOurs = !row?.enabled || leases.isHeld(linkLease(connectionId));
    if (row) options.publishConnection(viewOf(row), row.id, isOurs);
  }

  function viewOf(row: ConnectionModel): ConnectionView {
    return viewConnection(row, { status: statuses.get(row.id), runtime: runtimes.get(row.id) });
  }

  /** Settings that can't be read (say, after the secret was lost) stop this connection alone. */
  async function startSafely(row: ConnectionModel): Promise<void> {
    running.set(row.id, fingerprint(row));
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

  const extensionsChanged = async () => {
    await Promise.all([...runtimes.values()].map((runtime) => runtime.publishExtensions()));
  };

  /** News of another copy may be lost on its way. */
  async function look(): Promise<void> {
    const rows = await readConnections({ enabled: true });
    const wanted = new Map(rows.map((row) => [row.id, fingerprint(row)]));
    const ids = new Set([...wanted.keys(), ...running.keys()]);
    for (const id of ids) if (wanted.get(id) !== running.get(id)) await applyHere(id);
    await extensionsChanged();
  }

  const calmly = (work: () => Promise<void>) =>
    void applying
      .add(work)
      .catch((error: unknown) =>
        options.log.error({ err: error }, "what another copy has changed can't be read yet"),
      );

  return {
    async startAll() {
      for (const row of await readConnections({ enabled: true })) await startSafely(row);
      if (!isShared) return;
      messages.hear("connection-changed", (id) => calmly(() => applyHere(String(id))));
      messages.hear("extensions-changed", () => calmly(extensionsChanged));
      // A database that takes longer than the pause is not asked twice.
      looking = setInterval(
        () => applying.size + applying.pending === 0 && calmly(look),
        lookEvery,
      );
    },
    async apply(connectionId) {
      await applying.add(() => applyHere(connectionId));
      messages.tell("connection-changed", connectionId);
    },
    async extensionsChanged() {
      await extensionsChanged();
      messages.tell("extensions-changed", null);
    },
    runtime: (connectionId) => runtimes.get(connectionId),
    runtimeOf: (slug) => [...runtimes.values()].find((runtime) => runtime.slug === slug),
    async views() {
      return (await readConnections({})).map(viewOf);
    },
    sources: () =>
      [...runtimes.values()].flatMap(({ id, source }) =>
        leases.isHeld(linkLease(id)) ? [source] : [],
      ),
    async stopAll() {
      clearInterval(looking);
      for (const connectionId of runtimes.keys()) stop(connectionId);
      await sockets.closed();
    },
  };
}

const readConnections = (where: { id?: string; enabled?: boolean }) =>
  db().connection.findMany({ where: { ...where, deletedAt: null }, orderBy: { name: "asc" } });

/** What of a connection has to be started anew for. */
function fingerprint({ slug, name, settings, simulator, heardAt }: ConnectionModel): string {
  return JSON.stringify([slug, name, settings, simulator, heardAt !== null]);
}
