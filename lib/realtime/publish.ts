/** Who hears of what. Called right after the write, by the code that made it: nothing is pushed by magic. */
import type { PublishedCall } from "#lib/calls/published-call";
import type { PublishedSms } from "#lib/sms/view";
import { boardOf } from "./board";
import type { CallbackView, ConnectionView, PresenceView } from "./events";
import { rooms } from "./rooms";
import type { RealtimeServer } from "./server";

/** Sends whole calls to the people they concern and to those who may see every call. */
export function publishCalls(io: RealtimeServer, calls: readonly PublishedCall[]): void {
  for (const { view, userIds } of calls) {
    io.to([rooms.team, ...userIds.map(rooms.user)]).emit("call", view);
  }
  if (calls.length > 0) boardOf(io)?.changed();
}

/** To the people a text message concerns, and to those who may see every call. */
export function publishSms(io: RealtimeServer, messages: readonly PublishedSms[]): void {
  for (const { view, userIds } of messages) {
    io.to([rooms.team, ...userIds.map(rooms.user)]).emit("sms", view);
  }
}

/** To everybody: the team owes the call. */
export function publishCallbacks(io: RealtimeServer, callbacks: readonly CallbackView[]): void {
  if (callbacks.length === 0) return;
  io.emit("callback", [...callbacks]);
  boardOf(io)?.changed();
}

export function publishConnection(io: RealtimeServer, connection: ConnectionView): void {
  io.emit("connection", connection);
}

export function publishPresence(io: RealtimeServer, presence: PresenceView): void {
  io.emit("presence", presence);
  boardOf(io)?.changed();
}

/** Cuts the sockets of somebody whose right to be here has ended, on every copy of the program. */
export function endSockets(
  io: RealtimeServer,
  who: { userId: string } | { sessionId: string },
): void {
  const room = "userId" in who ? rooms.user(who.userId) : rooms.session(who.sessionId);
  io.in(room).disconnectSockets(true);
}
