/** The people, a process of its own: a websocket for each of them, and the moment at which each push came. */
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { CallView } from "#lib/calls/call-view";
import type { ConnectionView } from "#lib/connections/connection-view";
import { now } from "../clock";
import { phases, type Target } from "./plan";
import { serveRemote } from "./remote";

/** Handshakes under way at a time. */
const together = 50;

interface Seen {
  sockets: Socket[];
  /** By the client's number: when each phase was first shown; 0 when it was not. */
  calls: Map<string, Float64Array>;
  ended: number;
  lastAt: number;
  onlineAt: number;
  disconnects: number;
}
const nothing = (): Seen => ({
  sockets: [],
  calls: new Map(),
  ended: 0,
  lastAt: 0,
  onlineAt: 0,
  disconnects: 0,
});
const seen: Record<Target, Seen> = { product: nothing(), relay: nothing() };

/** @param cookies one for each person */
async function connect(target: Target, url: string, cookies: string[]): Promise<void> {
  for (let start = 0; start < cookies.length; start += together) {
    const batch = cookies.slice(start, start + together);
    await Promise.all(
      batch.map((cookie, index) => connectOne(seen[target], url, cookie, start + index)),
    );
  }
}

function connectOne(mine: Seen, url: string, cookie: string, person: number): Promise<void> {
  const socket = io(url, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { cookie },
    auth: { person },
  });
  mine.sockets.push(socket);
  socket.on("disconnect", () => (mine.disconnects += 1));
  socket.on("connection", ({ state }: ConnectionView) => {
    if (state === "online") mine.onlineAt ||= now();
  });
  socket.on("call", (push: CallView | string) => note(mine, push, now()));
  return new Promise((resolve, reject) => {
    socket.once("calls:snapshot", () => resolve());
    socket.once("connect_error", reject);
  });
}

const phaseOf: Record<string, number> = {
  ringing: 0,
  active: 1,
  ended: 2,
  "2": 0,
  "32": 1,
  "4": 2,
};
const wireNumber = / from="(\d+)"/;
const wireType = / type="(\d+)"/;

/** The product pushes a call, the relay the PBX's own words. */
function note(mine: Seen, push: CallView | string, at: number): void {
  const text = typeof push === "string";
  const number = text ? wireNumber.exec(push)?.[1] : push.clientNumber.raw;
  const phase = phaseOf[(text ? wireType.exec(push)?.[1] : push.state) ?? ""];
  if (number === undefined || phase === undefined) return;
  const times = mine.calls.get(number) ?? new Float64Array(phases.length);
  mine.calls.set(number, times);
  mine.lastAt = at;
  if (times[phase]) return;
  times[phase] = at;
  if (phase === phases.length - 1) mine.ended += 1;
}

/**
 * Resolves when these clients' calls were shown to have ended, or nothing more comes.
 * @param numbers of the clients; what is pushed about others is none of this load's
 */
async function collect(target: Target, numbers: string[], patience: number) {
  const mine = seen[target];
  const begin = now();
  const isShown = (number: string) => mine.calls.get(number)?.[phases.length - 1];
  const isOver = () => mine.ended >= numbers.length && numbers.every(isShown);
  while (!isOver() && now() - Math.max(mine.lastAt, begin) < patience) await sleep(5);
  const { calls: shown, disconnects } = mine;
  Object.assign(mine, { calls: new Map(), ended: 0, disconnects: 0 });
  return { shown, disconnects };
}

/** When the product was first said to be online with its PBX; 0 when it was not yet. */
async function onlineAt(target: Target, patience: number): Promise<number> {
  const begin = now();
  while (!seen[target].onlineAt && now() - begin < patience) await sleep(5);
  return seen[target].onlineAt;
}

/** All connect at once, and leave again. @returns how long each waited for its snapshots, and how many never had them */
async function crowd(url: string, cookies: string[]) {
  const begin = now();
  const sockets: Socket[] = [];
  const waits = await Promise.all(
    cookies.map((cookie) => {
      const socket = io(url, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie },
      });
      sockets.push(socket);
      return new Promise<number | null>((resolve) => {
        socket.once("callbacks:snapshot", () => resolve(now() - begin));
        socket.once("connect_error", () => resolve(null));
        socket.once("disconnect", () => resolve(null));
      });
    }),
  );
  for (const socket of sockets) socket.disconnect();
  const had = waits.filter((wait) => wait !== null);
  return { waits: had, failed: waits.length - had.length };
}

const methods = { connect, collect, onlineAt, crowd };
export type Clients = typeof methods;
serveRemote(methods);
