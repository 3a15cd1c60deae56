/** One socket for each person, each with its own reconnect: the provider tells one of one person only. */
import type { RawData } from "ws";
import type { ConnectContext, LinkStatus } from "../contract";
import { keepConnected, type KeptSocket } from "../reconnect";
import { subscriptionUrl } from "./address";
import { summarize } from "./link-status";
import { refusals } from "./refusals";
import { createRequests, type Requests } from "./requests";
import type { Settings } from "./settings";

/** Frames above what is read are still taken in up to here: a large one must not cost the link. */
const maxPayload = 16 * 1024 * 1024;
/** Between two openings, in ms: a hundred people must not knock in one instant. */
const gap = 50;

interface Subscription {
  socket: KeptSocket;
  requests: Requests;
  close(): void;
}

export type Subscriptions = ReturnType<typeof keepSubscriptions>;

export function keepSubscriptions(
  ctx: Pick<ConnectContext<Settings>, "settings" | "signal" | "report">,
  hear: { message(extension: string, bytes: Buffer): void; online(): void },
) {
  const open = new Map<string, Subscription>();
  const statuses = new Map<string, LinkStatus>();
  let queue: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let paused = false;
  let told = "";

  function tell(): void {
    const status = summarize(statuses);
    const text = JSON.stringify(status);
    if (ctx.signal.aborted || text === told) return;
    told = text;
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
      maxPayload,
      signal: AbortSignal.any([ctx.signal, own.signal]),
      report(status) {
        // Said by a socket that was just closed.
        if (own.signal.aborted) return;
        statuses.set(extension, status);
        tell();
        if (status.state === "online") hear.online();
      },
      onMessage: (data) => hear.message(extension, toBuffer(data)),
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
    /** Opens what is new and closes what is gone; the others are left in peace. */
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
      tell();
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
    requestsOf: (extension: string): Requests | undefined => open.get(extension)?.requests,
    follows: (extension: string): boolean => statuses.has(extension),
    /** Whether events of anybody come in. */
    isOnline: (): boolean => [...statuses.values()].some(({ state }) => state === "online"),
  };
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
