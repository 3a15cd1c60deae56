import { io, type Socket } from "socket.io-client";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallView, OfferedOutcome } from "#lib/calls/call-view";
import type { ConnectionView } from "#lib/connections/connection-view";
import type { PresenceView } from "#lib/people/presence";
import type { ClientToServerEvents, ServerToClientEvents } from "#lib/realtime/events";
import type { SmsView } from "#lib/sms/sms-view";

/** `live` only after a snapshot has arrived: an open socket alone proves nothing. */
export type LinkState = "connecting" | "live" | "offline";

export interface LiveHandlers {
  link(state: LinkState): void;
  /** A snapshot has been asked for: what is pushed from now on may be newer than it. */
  asked(): void;
  /** @param missed pushes may have been missed: what the page was served with may be outdated, too */
  snapshot(calls: CallView[], missed: boolean): void;
  call(call: CallView): void;
  connection(connection: ConnectionView): void;
  sms(sms: SmsView): void;
  callbacks(update: { type: "changed" | "snapshot"; callbacks: CallbackView[] }): void;
  presence(presence: PresenceView): void;
  outcomes(outcomes: OfferedOutcome[]): void;
  notes(about: { contactId: string }): void;
  notices(count: { unread: number }): void;
  signedOut(): void;
}

export interface LiveLink {
  /** Asks for a snapshot; a server that does not answer is connected to anew. */
  refresh(): void;
  close(): void;
}

/** A living server answers within this, in ms. */
const patience = 3_000;
/** The server answers one refresh a second; asked more often, the last one waits its turn. */
const pause = 1_100;

export function openLiveLink(socket: LiveSocket, on: LiveHandlers): LiveLink {
  let askedAt = -Infinity;
  let asking = false;
  let later: ReturnType<typeof setTimeout> | undefined;

  const reconnect = () => {
    on.link("connecting");
    socket.disconnect().connect();
  };
  const after = (delay: number, act: () => void) => {
    clearTimeout(later);
    later = setTimeout(act, delay);
  };
  const refresh = (missed = true) => {
    if (asking) return;
    if (!socket.connected) return reconnect();
    const wait = askedAt + pause - performance.now();
    if (wait > 0) return after(wait, () => refresh(missed));
    void ask(missed);
  };
  const ask = async (missed: boolean) => {
    asking = true;
    askedAt = performance.now();
    on.asked();
    const answer = await socket
      .timeout(patience)
      .emitWithAck("calls:refresh", {})
      .catch(() => null);
    asking = false;
    if (answer?.ok) {
      on.snapshot(answer.calls, missed);
      on.link("live");
    } else if (answer?.code === "too-often") after(pause, () => refresh(missed));
    else if (socket.active) reconnect();
  };

  socket.on("connect", on.asked);
  socket.on("calls:snapshot", ({ calls }) => {
    on.snapshot(calls, true);
    on.link("live");
  });
  socket.on("stale", ({ page }) => refresh(page));
  socket.on("call", on.call);
  socket.on("connection", on.connection);
  socket.on("sms", on.sms);
  socket.on("callback", (callbacks) => on.callbacks({ type: "changed", callbacks }));
  socket.on("callbacks:snapshot", ({ callbacks }) => on.callbacks({ type: "snapshot", callbacks }));
  socket.on("presence", on.presence);
  socket.on("outcomes", on.outcomes);
  socket.on("notes", on.notes);
  socket.on("notices", on.notices);
  socket.on("connect_error", (error) => {
    on.link("offline");
    if (error.message === "unauthorized") on.signedOut();
    // Refused in words, socket.io does not try again by itself.
    else if (!socket.active) after(pause, () => socket.connect());
  });
  socket.on("disconnect", (reason) => {
    on.link("offline");
    // Cut by the server, e.g. because the session ended: here too it is for us to try again.
    if (reason === "io server disconnect") after(pause, () => socket.connect());
  });
  const stopWatching = watchWake(() => {
    on.link("connecting");
    refresh();
  });
  return {
    refresh: () => refresh(),
    close() {
      clearTimeout(later);
      stopWatching();
      socket.disconnect();
    },
  };
}

/** A page that slept longer than this, in ms, can't trust its socket, even when it says OPEN. */
const longestNap = 15_000;

const beat = 5_000;

/** Calls `onWake` after the machine slept, the tab was frozen, or the network came back. */
function watchWake(onWake: () => void): () => void {
  let last = Date.now();
  const check = () => {
    const asleep = Date.now() - last;
    last = Date.now();
    if (asleep > longestNap) onWake();
  };
  // Timers stand still while the page sleeps (and slow down in hidden tabs, to once a minute).
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") check();
    else last = Date.now();
  }, beat);
  const onVisible = () => {
    if (document.visibilityState === "visible") check();
  };
  const onResume = () => {
    last = Date.now();
    onWake();
  };
  const restored = (event: PageTransitionEvent) => event.persisted && onResume();
  document.addEventListener("visibilitychange", onVisible);
  document.addEventListener("resume", onResume);
  window.addEventListener("online", onResume);
  window.addEventListener("pageshow", restored);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", onVisible);
    document.removeEventListener("resume", onResume);
    window.removeEventListener("online", onResume);
    window.removeEventListener("pageshow", restored);
  };
}

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/**
 * The browser's link to the server that served the page; the session cookie signs it in.
 * @param options.copies there are several: what polls asks another one each time, which does not know it
 */
export function openSocket({ copies }: { copies: boolean }): LiveSocket {
  return io({
    transports: copies ? ["websocket"] : ["websocket", "polling"],
    // A handshake into the void is given up before a person gives up waiting.
    timeout: 5_000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  });
}
