/**
 * Keeps one WebSocket alive: tries again with growing, jittered pauses, notices a silent link, and
 * stops hammering where only an administrator can help. Never reports or logs the URL: passwords
 * ride in it.
 */
import type WebSocket from "ws";
import type { ConnectContext, LinkStatus } from "../contract";
import {
  isClosed,
  plainReasons,
  reasonFor,
  reasonOf,
  reasonOfClose,
  type Reason,
} from "./failures";

export interface KeepOptions {
  /** The address, made anew for each try. */
  url(): string;
  openSocket: ConnectContext<unknown>["openSocket"];
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
  /** Leaves the server alone for a while, and for longer each time. @param code one of the plain reasons */
  backOff(code: string): void;
}

/** Pauses in ms. The first try after a drop comes within a second. */
const firstPause = 500;
/** How many failures a server counts for that can't be talked with: the first pause is of some 16 s. */
const backedOff = 5;
const longestPause = 60_000;
const refusedPause = 10 * 60_000;
/** After this long without a drop, in ms, the pauses start anew. */
const stable = 10_000;
const handshakeTimeout = 10_000;
const pingEvery = 5_000;
/**
 * After this many unanswered pings in a row the link is taken for dead: at most 25 s. Counted, not timed:
 * a step of the clock or a sleep of this machine must not look like silence of the other side.
 */
const mostUnanswered = 4;
/** A refusal comes right after the handshake: until then the link is not called online. */
const settle = 300;

export function keepConnected(options: KeepOptions): KeptSocket {
  const { signal, report } = options;
  let socket: WebSocket | null = null;
  let failures = 0;
  let givenUp: Reason | null = null;
  let paused = false;
  let timer: NodeJS.Timeout | undefined;

  function open(): void {
    if (signal.aborted) return;
    report({ state: "connecting" });
    const current = dial();
    // The thrown error holds the URL, and the password in it: it goes nowhere.
    if (!current)
      return report({ state: "refused", code: "address", detail: plainReasons.address });
    socket = current;
    let reason: Reason | null = null;
    let openedAt = 0;
    let unanswered = 0;
    let pings: NodeJS.Timeout | undefined;
    let settled: NodeJS.Timeout | undefined;
    const markAlive = () => (unanswered = 0);
    const online = () => {
      clearTimeout(settled);
      if (openedAt === 0 || settled === undefined) return;
      settled = undefined;
      report({ state: "online" });
    };

    current.on("open", () => {
      openedAt = performance.now();
      markAlive();
      if (paused) current.pause();
      settled = setTimeout(online, settle);
      pings = setInterval(() => {
        if (paused) markAlive();
        if (unanswered === mostUnanswered) {
          reason = reasonFor("silent");
          current.terminate();
        } else {
          unanswered += 1;
          current.ping();
        }
      }, pingEvery);
    });
    current.on("ping", markAlive);
    current.on("pong", markAlive);
    current.on("message", (data, isBinary) => {
      markAlive();
      online();
      options.onMessage(data, isBinary);
    });
    current.on("error", (error) => (reason ??= reasonOf(error)));
    current.on("close", (code, words) => {
      clearInterval(pings);
      clearTimeout(settled);
      if (current !== socket) return;
      socket = null;
      options.onClose?.();
      if (signal.aborted) return;
      if (givenUp) failures = Math.max(failures, backedOff);
      else if (openedAt && performance.now() - openedAt > stable) failures = 0;
      reason = givenUp ?? reason;
      givenUp = null;
      retry(code, words.toString(), reason);
    });
  }

  function isOpen(): boolean {
    return socket !== null && socket.readyState === socket.OPEN;
  }

  function dial(): WebSocket | null {
    try {
      const { maxPayload } = options;
      return options.openSocket(options.url(), { maxPayload, handshakeTimeout });
    } catch {
      return null;
    }
  }

  function retry(code: number, words: string, reason: Reason | null): void {
    const status = reason?.httpStatus ?? code;
    const refusal = options.refusals[status];
    if (refusal) {
      const detail = `${refusal.detail} (${status})`;
      if (!refusal.retry) return report({ state: "refused", code: String(status), detail });
      const retryAt = later(refusedPause);
      return report({ state: "refused", code: String(status), detail, retryAt });
    }
    if (reason && isClosed(reason.code)) {
      // Only the operator, or another answer of the name server, can change that.
      const { code: why, detail } = reason;
      return report({ state: "refused", code: why, detail, retryAt: later(refusedPause) });
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
    if (isOpen()) socket?.close(1000);
    else socket?.terminate();
    setTimeout(() => socket?.terminate(), 1_000).unref();
  });
  open();

  return {
    send(text) {
      if (!isOpen()) return false;
      socket?.send(text);
      return true;
    },
    pause() {
      paused = true;
      if (isOpen()) socket?.pause();
    },
    resume() {
      paused = false;
      socket?.resume();
    },
    renew() {
      socket?.terminate();
    },
    backOff(code) {
      if (!socket) return;
      givenUp = reasonFor(code);
      socket.terminate();
    },
  };
}
