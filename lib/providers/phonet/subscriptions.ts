/** One socket for each person, each with its own reconnect: a subscription brings one person's events. */
import type { ConnectContext, LinkStatus } from "../contract";
import { largestTaken, toBuffer } from "../kit/frames";
import { keepConnected, type KeptSocket } from "../kit/reconnect";
import { createRequests, type Requests } from "./requests";
import { subscriptionUrl, type Settings } from "./settings";

/** Refusals at the handshake. An administrator may mend the cause meanwhile, so they are retried, rarely. */
const refusals: Record<number, { detail: string; retry: boolean }> = {
  401: { detail: "the API key was refused", retry: true },
  403: { detail: "the API key has no right to this", retry: true },
  404: { detail: "the PBX does not know this extension", retry: true },
  1008: { detail: "the PBX refused the subscription", retry: true },
};

/** Between two openings, in ms: a hundred subscriptions must not start in one instant. */
const gap = 50;

interface Subscription {
  socket: KeptSocket;
  requests: Requests;
  close(): void;
}

export type Subscriptions = ReturnType<typeof keepSubscriptions>;

export function keepSubscriptions(
  ctx: Pick<ConnectContext<Settings>, "settings" | "signal" | "report" | "openSocket">,
  listener: { message(extension: string, bytes: Buffer): void; online(): void },
) {
  const open = new Map<string, Subscription>();
  const statuses = new Map<string, LinkStatus>();
  let queue: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let paused = false;
  let reported = "";

  function reportSummary(): void {
    const status = summarize(statuses);
    const text = JSON.stringify(status);
    if (ctx.signal.aborted || text === reported) return;
    reported = text;
    ctx.report(status);
  }

  function follow(extension: string): void {
    const own = new AbortController();
    const requests = createRequests({
      send: (text) => socket.send(text),
      renew: () => socket.renew(),
    });
    const socket = keepConnected({
      url: () => subscriptionUrl(ctx.settings, extension),
      openSocket: ctx.openSocket,
      maxPayload: largestTaken,
      signal: AbortSignal.any([ctx.signal, own.signal]),
      report(status) {
        // Reported by a socket that was just closed.
        if (own.signal.aborted) return;
        statuses.set(extension, status);
        reportSummary();
        if (status.state === "online") listener.online();
      },
      onMessage: (data) => listener.message(extension, toBuffer(data)),
      onClose: () => requests.abandon(),
      refusals,
    });
    if (paused) socket.pause();
    open.set(extension, { socket, requests, close: () => own.abort() });
  }

  function openNext(): void {
    timer = undefined;
    const extension = queue.shift();
    if (extension === undefined || ctx.signal.aborted) return;
    follow(extension);
    if (queue.length > 0) timer = setTimeout(openNext, gap);
  }

  ctx.signal.addEventListener("abort", () => clearTimeout(timer));

  return {
    /** Opens new subscriptions and closes removed ones; the others stay open. */
    set(extensions: readonly string[]): void {
      for (const [extension, { close }] of open) {
        if (extensions.includes(extension)) continue;
        open.delete(extension);
        close();
      }
      queue = extensions.filter((extension) => !open.has(extension));
      for (const extension of statuses.keys()) {
        if (!extensions.includes(extension)) statuses.delete(extension);
      }
      for (const extension of queue) statuses.set(extension, { state: "connecting" });
      reportSummary();
      if (timer === undefined) openNext();
    },
    pause(): void {
      paused = true;
      for (const { socket } of open.values()) socket.pause();
    },
    resume(): void {
      paused = false;
      for (const { socket } of open.values()) socket.resume();
    },
    /** Leaves one person's subscription alone for a while: it brings what nobody can read. */
    backOff: (extension: string): void => open.get(extension)?.socket.backOff("garbage"),
    requestsOf: (extension: string): Requests | undefined => open.get(extension)?.requests,
    follows: (extension: string): boolean => statuses.has(extension),
    /** Whether at least one subscription is online. */
    isOnline: (): boolean => [...statuses.values()].some(({ state }) => state === "online"),
  };
}

/**
 * Many subscriptions, one connection: what its administrator sees.
 * @param statuses of every person's subscription, by extension
 */
function summarize(statuses: ReadonlyMap<string, LinkStatus>): LinkStatus {
  const all = [...statuses];
  if (all.length === 0) {
    // Nothing is wrong, and no event will come: the provider sends only events of subscribers.
    return { state: "online", code: "no-extensions", detail: "no extensions yet" };
  }
  const missing = all.filter(([, { state }]) => state !== "online");
  if (missing.length === 0) return { state: "online" };
  if (missing.length < all.length) {
    const count = `${all.length - missing.length} of ${all.length} people connected`;
    // Of those that are missing, the first with a reason stands for them.
    const known = missing.find(([, { detail }]) => detail);
    const why = known ? `; ${known[0]}: ${known[1].detail}` : "";
    return { state: "online", code: "partly", detail: `${count}${why}` };
  }
  const { state, code, detail } = pick(missing.map(([, status]) => status));
  const retryAt = missing.flatMap(([, status]) => status.retryAt ?? []).sort()[0];
  if (state === "connecting") return { state };
  return { state, ...(code && { code }), ...(detail && { detail }), ...(retryAt && { retryAt }) };
}

/** Refused only when all are: one that is retried by itself may be the first to come back. */
function pick(statuses: readonly LinkStatus[]): LinkStatus {
  return (
    statuses.find(({ state }) => state === "waiting") ??
    statuses.find(({ state }) => state === "connecting") ??
    statuses[0]!
  );
}
