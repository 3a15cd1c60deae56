/** A browser for each person: its socket, kept as the product's own pages keep it, and when each call was shown in it. */
import { io, type Socket } from "socket.io-client";
import type { CallView } from "#lib/calls/call-view";
import type {
  ClientToServerEvents,
  RefreshAnswer,
  ServerToClientEvents,
} from "#lib/realtime/events";
import type { Person } from "./people";

export interface Browser {
  person: Person;
  isLive(): boolean;
  /** By the client's number: when a call of theirs was first shown here, and under which ids. */
  shown: Map<string, Shown>;
  /** When it lost its link, and when it was live again. */
  away: { from: number; to: number }[];
  close(): void;
}

export interface Shown {
  at: number;
  ids: Set<string>;
}

/** As the product's pages have it (components/live/open-live-link.ts), in ms. */
const patience = 3_000;
const pause = 1_100;

export function openBrowser(url: string, person: Person): Browser {
  const shown = new Map<string, Shown>();
  const away = [{ from: performance.now(), to: Infinity }];
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
    transports: ["websocket"],
    forceNew: true,
    timeout: 5_000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    query: { person: person.id },
    extraHeaders: { cookie: person.cookie, origin: url },
  });
  let later: NodeJS.Timeout | undefined;
  let closed = false;

  function after(delay: number, act: () => void): void {
    clearTimeout(later);
    if (!closed) later = setTimeout(act, delay);
  }
  function note(call: CallView): void {
    if (call.replayed) return;
    const known = shown.get(call.clientNumber.raw);
    if (known) known.ids.add(call.id);
    else shown.set(call.clientNumber.raw, { at: performance.now(), ids: new Set([call.id]) });
  }
  function live({ calls }: { calls: CallView[] }): void {
    calls.forEach(note);
    const last = away.at(-1);
    if (last && last.to === Infinity) last.to = performance.now();
  }
  function isLive(): boolean {
    return away.at(-1)?.to !== Infinity;
  }
  async function refresh(): Promise<void> {
    if (closed) return;
    const answer: RefreshAnswer | null = await socket
      .timeout(patience)
      .emitWithAck("calls:refresh", {})
      .catch(() => null);
    if (answer?.ok) live(answer);
    else if (answer?.code === "too-often") after(pause, () => void refresh());
    else if (socket.active) socket.disconnect().connect();
  }

  socket.on("calls:snapshot", live);
  socket.on("call", note);
  socket.on("stale", () => void refresh());
  socket.on("disconnect", (reason) => {
    if (isLive()) away.push({ from: performance.now(), to: Infinity });
    if (reason === "io server disconnect") after(pause, () => socket.connect());
  });
  socket.on("connect_error", () => {
    if (!socket.active) after(pause, () => socket.connect());
  });

  return {
    person,
    isLive,
    shown,
    away,
    close() {
      closed = true;
      clearTimeout(later);
      socket.disconnect();
    },
  };
}
