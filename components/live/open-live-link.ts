import type { LiveSocket } from "#lib/realtime/client";
import type {
  CallbackView,
  CallView,
  ConnectionView,
  PresenceView,
  SmsView,
} from "#lib/realtime/events";
import { watchWake } from "./watch-wake";

/** `live` only after a snapshot has arrived: an open socket alone proves nothing. */
export type LinkState = "connecting" | "live" | "offline";

export interface LiveHandlers {
  link(state: LinkState): void;
  /** A snapshot has been asked for: what is pushed from now on may be newer than it. */
  asked(): void;
  snapshot(calls: CallView[]): void;
  call(call: CallView): void;
  connection(connection: ConnectionView): void;
  sms(sms: SmsView): void;
  callbacks(told: { type: "changed" | "snapshot"; callbacks: CallbackView[] }): void;
  presence(presence: PresenceView): void;
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
  const refresh = () => {
    if (asking) return;
    if (!socket.connected) return reconnect();
    const wait = askedAt + pause - performance.now();
    if (wait > 0) return after(wait, refresh);
    void ask();
  };
  const ask = async () => {
    asking = true;
    askedAt = performance.now();
    on.asked();
    const answer = await socket
      .timeout(patience)
      .emitWithAck("calls:refresh", {})
      .catch(() => null);
    asking = false;
    if (answer?.ok) {
      on.snapshot(answer.calls);
      on.link("live");
    } else if (answer?.code === "too-often") after(pause, refresh);
    else if (socket.active) reconnect();
  };

  socket.on("connect", on.asked);
  socket.on("calls:snapshot", ({ calls }) => {
    on.snapshot(calls);
    on.link("live");
  });
  socket.on("call", on.call);
  socket.on("connection", on.connection);
  socket.on("sms", on.sms);
  socket.on("callback", (callbacks) => on.callbacks({ type: "changed", callbacks }));
  socket.on("callbacks:snapshot", (told) => on.callbacks({ type: "snapshot", ...told }));
  socket.on("presence", on.presence);
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
    refresh,
    close() {
      clearTimeout(later);
      stopWatching();
      socket.disconnect();
    },
  };
}
