/** Who learns of what. Called right after the write, by the code that made it: nothing is pushed by magic. */
import PQueue from "p-queue";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { callbacksForPublishing, type PublishedCallback } from "#lib/callbacks/queries";
import type { OutcomeView } from "#lib/calls/call-view";
import type { PublishedCall } from "#lib/calls/stored-call";
import type { ConnectionView } from "#lib/connections/connection-view";
import { presencesOf, type PresenceView } from "#lib/people/presence";
import type { Logger } from "#lib/providers/contract";
import { smsForPublishing, type PublishedSms } from "#lib/sms/view";
import type { Board } from "./board";
import { rooms, type SocketServer } from "./sockets";

export interface Publisher {
  /** Sends whole calls to the people they concern and to those who may see every call. */
  calls(calls: readonly PublishedCall[]): void;
  /** To the people a text message concerns, and to those who may see every call. */
  sms(messages: readonly PublishedSms[]): void;
  /** To everybody who sees them; to others, who may have seen them before, as gone. */
  callbacks(callbacks: readonly PublishedCallback[]): void;
  connection(connection: ConnectionView): void;
  presence(presence: PresenceView): void;
  outcomes(outcomes: OutcomeView[]): void;
  /** Cuts the sockets of a person or session without a right to be here, on every copy of the program. */
  endSockets(who: { userId: string } | { sessionId: string }): void;
}

export function createPublisher(io: SocketServer, board: Board): Publisher {
  const concerned = (userIds: readonly string[]) => io.to([rooms.team, ...userIds.map(rooms.user)]);
  return {
    calls(calls) {
      for (const { view, userIds } of calls) concerned(userIds).emit("call", view);
      if (calls.length > 0) board.changed();
    },
    sms(messages) {
      for (const { view, userIds } of messages) concerned(userIds).emit("sms", view);
    },
    callbacks(callbacks) {
      if (callbacks.length === 0) return;
      const shared = callbacks.filter(({ userIds }) => userIds === null);
      if (shared.length > 0)
        io.emit(
          "callback",
          shared.map(({ view }) => view),
        );
      for (const { view, userIds } of callbacks) {
        if (userIds === null) continue;
        concerned(userIds).emit("callback", [view]);
        io.except([rooms.team, ...userIds.map(rooms.user)]).emit("callback", [withdrawn(view)]);
      }
      board.changed();
    },
    connection(connection) {
      io.emit("connection", connection);
    },
    presence(presence) {
      io.emit("presence", presence);
      board.changed();
    },
    outcomes(outcomes) {
      io.emit("outcomes", outcomes);
    },
    endSockets(who) {
      const room = "userId" in who ? rooms.user(who.userId) : rooms.session(who.sessionId);
      io.in(room).disconnectSockets(true);
    },
  };
}

/** The callback to those who do not see it (any more): closed, and nothing of its client. */
function withdrawn({ id, version, kind }: CallbackView): CallbackView {
  const at = new Date().toISOString();
  return {
    id,
    version,
    kind,
    contact: null,
    number: { raw: "", e164: null },
    ownerId: null,
    note: null,
    waitingSince: at,
    dueAt: at,
    promised: false,
    postponedUntil: null,
    missedCount: 0,
    missed: null,
    lead: null,
    attempts: 0,
    lastAttemptAt: null,
    claim: null,
    closed: { at, reason: "merged", userId: null },
  };
}

/** Everybody learns of callbacks, so a burst of missed calls is published together; in ms. */
const callbackPause = 200;

/**
 * Publishes text messages, callbacks and people's pauses by their ids. Rarer than calls and less urgent,
 * these are read again after their commit; one after the other, so that the newest comes last.
 */
export function createChangeQueue(publisher: Publisher, log: Logger) {
  const queue = new PQueue({ concurrency: 1 });
  const callbackQueue = new PQueue({ concurrency: 1, interval: callbackPause, intervalCap: 1 });
  const changedCallbacks = new Set<string>();

  function add(to: PQueue, publish: () => Promise<void>): void {
    to.add(publish).catch((error: unknown) =>
      log.error({ err: error }, "a change could not be published"),
    );
  }

  async function publishCallbacks(): Promise<void> {
    const ids = [...changedCallbacks];
    changedCallbacks.clear();
    publisher.callbacks(await callbacksForPublishing(ids));
  }

  return {
    callbacks(ids: readonly string[]): void {
      if (ids.length === 0) return;
      const isQueued = changedCallbacks.size > 0;
      // Before the queue is asked: an idle one begins at once.
      for (const id of ids) changedCallbacks.add(id);
      if (!isQueued) add(callbackQueue, publishCallbacks);
    },
    sms(ids: readonly string[]): void {
      if (ids.length > 0) add(queue, async () => publisher.sms(await smsForPublishing(ids)));
    },
    people(ids: readonly string[]): void {
      if (ids.length === 0) return;
      add(queue, async () => {
        for (const presence of await presencesOf(ids)) publisher.presence(presence);
      });
    },
    async idle(): Promise<void> {
      await queue.onIdle();
      await callbackQueue.onIdle();
    },
  };
}
