/** Who hears of what. Called right after the write, by the code that made it: nothing is pushed by magic. */
import { callForPublishing } from "#lib/calls/queries";
import type { CallView, ConnectionView } from "./events";
import { rooms } from "./rooms";
import type { RealtimeServer } from "./server";

/**
 * Sends the whole call to the people it concerns (whose extension takes part, who asked for it, who
 * owns the contact) and to those who may see every call.
 */
export async function publishCall(io: RealtimeServer, callId: string): Promise<CallView | null> {
  const call = await callForPublishing(callId);
  if (!call) return null;
  io.to([rooms.team, ...call.userIds.map(rooms.user)]).emit("call", call.view);
  return call.view;
}

export function publishConnection(io: RealtimeServer, connection: ConnectionView): void {
  io.emit("connection", connection);
}

/** Cuts the sockets of somebody whose right to be here has ended, on every copy of the program. */
export function endSockets(
  io: RealtimeServer,
  who: { userId: string } | { sessionId: string },
): void {
  const room = "userId" in who ? rooms.user(who.userId) : rooms.session(who.sessionId);
  io.in(room).disconnectSockets(true);
}
