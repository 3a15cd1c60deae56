/**
 * A connection's link, as long as this copy of the program holds its lease: opened when the lease is taken, closed when
 * it is lost. Whatever comes by it is stored under the lease's fence alone.
 */
import { createHash } from "node:crypto";
import { minute, second } from "#lib/base/duration";
import { adapterContext } from "#lib/connections/with-adapter";
import type { Holding } from "#lib/copies/leases";
import type { LinkStatus } from "#lib/providers/contract";
import { LeaseEnded, type Ingest } from "./ingest";
import type { OpenSockets } from "./open-sockets";
import type { HistoryReader } from "./read-history";
import type { Runtime } from "./runtime";
import { watchExtensions } from "./watch-extensions";

/**
 * A link that does not come up may come up from another copy, whose way to the provider is another: the lease is passed
 * on after this time, in ms. Where no copy gets through, each waits twice as long at its next turn.
 */
const longestDown = { first: 5 * second, most: 5 * minute };
/** How long the others have for it, in ms. */
const othersTurn = 3 * second;

/** A provider that has let the same client in twice puts the first out: its lease's holder comes back, in ms. */
const comeBack = { after: second, most: 3, within: minute };

interface LinkOptions {
  /** Names this installation at providers; stable over restarts. */
  installation: string;
  ingest: Pick<Ingest, "accept" | "catchUp">;
  history: Pick<HistoryReader, "keepUp">;
  sockets: OpenSockets;
  report(status: LinkStatus): void;
  /** Lets another copy have the lease, and asks for it again after so long, in ms. */
  pass(rest: number): void;
  /** What another copy that has the link tells of it. */
  onNote(note: string): void;
}

/** @returns what the connection's lease is to be asked for with */
export function holdLink(runtime: Runtime, options: LinkOptions): Holding {
  const { ingest, history, sockets, report } = options;
  let held: Runtime | null = null;
  const returns: number[] = [];
  let mayBeDown = longestDown.first;
  let turnEnds: NodeJS.Timeout | undefined;

  function open(fence: number | null): void {
    const abort = new AbortController();
    const source = { ...runtime.source, fence };
    const mine: Runtime = { ...runtime, source, abort };
    held = mine;
    void ingest.catchUp(source);
    // Nothing to open: what is to be done by one copy alone is its history.
    if (!runtime.adapter.connect) return history.keepUp(mine);
    if (!sockets.has(runtime.id)) return connect(mine, fence);
    // Two at once, and the provider would say that the one is taken from the other.
    void sockets.closed(runtime.id).then(() => {
      if (!abort.signal.aborted) openSafely(() => connect(mine, fence));
    });
  }

  function connect(mine: Runtime, fence: number | null): void {
    const { adapter, abort, source } = mine;
    const context = adapterContext(mine);
    const extensions = watchExtensions(runtime.id, { log: runtime.log, signal: abort.signal });
    runtime.publishExtensions = extensions.publish;
    runtime.link =
      adapter.connect?.({
        ...context,
        openSocket: sockets.known(runtime.id, context.openSocket),
        clientId: clientId(options.installation, runtime.id),
        async emit(messages) {
          try {
            return await ingest.accept(source, messages);
          } catch (error) {
            if (error instanceof LeaseEnded) close(mine);
            throw error;
          }
        },
        report(status) {
          if (abort.signal.aborted) return;
          if (fence !== null && isReplaced(status) && mayReturn()) return returnSoon(mine, fence);
          report(status);
          if (fence !== null) passOnWhenDown(status);
          if (status.state === "online") history.keepUp(mine);
        },
        onExtensions: extensions.listen,
      }) ?? null;
  }

  function passOnWhenDown({ state }: LinkStatus): void {
    if (state === "online") {
      callOffPassing();
      mayBeDown = longestDown.first;
    }
    if (state !== "waiting" || turnEnds) return;
    turnEnds = setTimeout(() => {
      mayBeDown = Math.min(2 * mayBeDown, longestDown.most);
      options.pass(othersTurn);
    }, mayBeDown);
  }

  function callOffPassing(): void {
    clearTimeout(turnEnds);
    turnEnds = undefined;
  }

  function openSafely(work: () => void): void {
    try {
      work();
    } catch (error) {
      close(held);
      runtime.log.error({ err: error }, "the link could not be opened");
      report({ state: "refused", code: "failed", detail: "the log has the reason" });
    }
  }

  function close(one: Runtime | null): void {
    if (one === null || one !== held) return;
    held = null;
    runtime.link = null;
    callOffPassing();
    one.abort.abort();
  }

  const isReplaced = ({ code }: LinkStatus) =>
    code !== undefined && code === runtime.adapter.replacedCode;

  function mayReturn(): boolean {
    const now = performance.now();
    returns.push(now);
    return returns.filter((at) => now - at < comeBack.within).length <= comeBack.most;
  }

  /** The lease says that the link is ours: whoever has put us out was late. */
  function returnSoon(mine: Runtime, fence: number): void {
    report({ state: "connecting" });
    setTimeout(() => {
      if (mine !== held) return;
      close(mine);
      openSafely(() => open(fence));
    }, comeBack.after);
  }

  runtime.abort.signal.addEventListener("abort", () => close(held));
  return {
    taken(fence) {
      if (!runtime.abort.signal.aborted) openSafely(() => open(fence));
    },
    lost: () => close(held),
    noted: options.onNote,
  };
}

/** An id the provider may show to its administrator: names the installation, reveals nothing. */
function clientId(installation: string, connectionId: string): string {
  const digest = createHash("sha256").update(`${installation}:${connectionId}`).digest("hex");
  return `tinycrm-${digest.slice(0, 16)}`;
}
