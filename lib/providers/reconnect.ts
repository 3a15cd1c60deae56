/**
 * Keeps one WebSocket alive: tries again with growing, jittered pauses, notices a silent link, and
 * stops hammering where only an administrator can help. Never reports or logs the URL: passwords
 * ride in it.
 */
import WebSocket from "ws";
import type { LinkStatus } from "./contract";
import { plainReasons, reasonFor, reasonOf, reasonOfClose, type Reason } from "./link-reasons";

export interface KeepOptions {
  /** The address, made anew for each try. */
  url(): string;
  /** Largest frame in bytes; a larger one closes the link (1009). */
  maxPayload: number;
  signal: AbortSignal;
  report(status: LinkStatus): void;
  onMessage(data: WebSocket.RawData, isBinary: boolean): void;
  /** The link is gone: commands under way must not wait for it any longer. */
  onClose?(): void;
  /**
   * What means "no" rather than "not now", with its words: close codes, and HTTP statuses (below
   * 1000) that a server gives to the handshake.
   */
  refusals: Record<number, { detail: string; retry: boolean }>;
}

export interface KeptSocket {
  /** @returns false when the link is down */
  send(text: string): boolean;
  /** Stops reading, so that the other side has to wait; an unread link counts as alive. */
  pause(): void;
  resume(): void;
  /** Opens the link anew, where the present one can't be trusted any more. */
  renew(): void;
}

/** Pauses in ms. The first try after a drop comes within a second. */
const firstPause = 500;
const longestPause = 60_000;
const refusedPause = 10 * 60_000;
/** After this long without a drop, in ms, the pauses start anew. */
const stable = 10_000;
const handshakeTimeout = 10_000;
const pingEvery = 5_000;
/**
 * After so many unanswered pings in a row the link only looks open: at most 25 s. Counted, not timed:
 * no step of the clock and no sleep of this machine may be taken for the other side's silence.
 */
const mostUnanswered = 4;
/** A refusal comes right after the handshake: until then the link is not called online. */
const settle = 300;

export function keepConnected(options: KeepOptions): KeptSocket {
  const { signal, report } = options;
  let socket: WebSocket | null = null;
  let failures = 0;
  let paused = false;
  let timer: NodeJS.Timeout | undefined;

  function open(): void {
    if (signal.aborted) return;
    report({ state: "connecting" });
    const mine = dial();
    // The thrown error holds the URL, and the password in it: it goes nowhere.
    if (!mine) return report({ state: "refused", code: "address", detail: plainReasons.address });
    socket = mine;
    let reason: Reason | null = null;
    let openedAt = 0;
    let unanswered = 0;
    let pings: NodeJS.Timeout | undefined;
    let settled: NodeJS.Timeout | undefined;
    const heard = () => (unanswered = 0);
    const online = () => {
      clearTimeout(settled);
      if (openedAt === 0 || settled === undefined) return;
      settled = undefined;
      report({ state: "online" });
    };

    mine.on("open", () => {
      openedAt = performance.now();
      heard();
      if (paused) mine.pause();
      settled = setTimeout(online, settle);
      pings = setInterval(() => {
        if (paused) heard();
        if (unanswered === mostUnanswered) {
          reason = reasonFor("silent");
          mine.terminate();
        } else {
          unanswered += 1;
          mine.ping();
        }
      }, pingEvery);
    });
    mine.on("ping", heard);
    mine.on("pong", heard);
    mine.on("message", (data, isBinary) => {
      heard();
      online();
      options.onMessage(data, isBinary);
    });
    mine.on("error", (error) => (reason ??= reasonOf(error)));
    mine.on("close", (code, words) => {
      clearInterval(pings);
      clearTimeout(settled);
      if (mine !== socket) return;
      socket = null;
      options.onClose?.();
      if (signal.aborted) return;
      if (openedAt && performance.now() - openedAt > stable) failures = 0;
      retry(code, words.toString(), reason);
    });
  }

  function dial(): WebSocket | null {
    try {
      return new WebSocket(options.url(), {
        handshakeTimeout,
        maxPayload: options.maxPayload,
        followRedirects: false,
        perMessageDeflate: false,
      });
    } catch {
      return null;
    }
  }

  function retry(code: number, words: string, reason: Reason | null): void {
    const said = reason?.httpStatus ?? code;
    const refusal = options.refusals[said];
    if (refusal) {
      const detail = `${refusal.detail} (${said})`;
      if (!refusal.retry) return report({ state: "refused", code: String(said), detail });
      const retryAt = later(refusedPause);
      return report({ state: "refused", code: String(said), detail, retryAt });
    }
    const pause = Math.min(firstPause * 2 ** failures, longestPause);
    failures += 1;
    const retryAt = later(pause * (0.5 + Math.random()));
    const { code: why, detail } = reason ?? reasonOfClose(code, words);
    report({ state: "waiting", code: why, detail, retryAt });
  }

  function later(pause: number): string {
    timer = setTimeout(open, pause);
    return new Date(Date.now() + pause).toISOString();
  }

  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    // terminate() would leave the server guessing; a handshake under way can only be cut.
    if (socket?.readyState === WebSocket.OPEN) socket.close(1000);
    else socket?.terminate();
    setTimeout(() => socket?.terminate(), 1_000).unref();
  });
  open();

  return {
    send(text) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(text);
      return true;
    },
    pause() {
      paused = true;
      if (socket?.readyState === WebSocket.OPEN) socket.pause();
    },
    resume() {
      paused = false;
      socket?.resume();
    },
    renew() {
      socket?.terminate();
    },
  };
}
