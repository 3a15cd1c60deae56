/** Who learns of what. Called right after the write, by the code that made it: nothing is pushed by magic. */
import PQueue from "p-queue";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { callbacksForPublishing, seenWithin, type PublishedCallback } from "#lib/callbacks/queries";
import type { OfferedOutcome } from "#lib/calls/call-view";
import type { PublishedCall } from "#lib/calls/stored-call";
import type { ConnectionView } from "#lib/connections/connection-view";
import { unreadByPerson } from "#lib/notices/read-notices";
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
  /** Has all browsers ask anew: a connection was deleted with its calls, and there is nothing to push of each. */
  stale(): void;
  connection(connection: ConnectionView): void;
  presence(presence: PresenceView): void;
  outcomes(outcomes: OfferedOutcome[]): void;
  /**
   * A contact's notes have changed.
   * @param userIds of those who see it beside the team; null: everybody, so whoever has it on the screen is told
   */
  notes(contactId: string, userIds: readonly string[] | null): void;
  /** To a person's screens. */
  notices(userId: string, unread: number): void;
  /** Cuts the sockets of a person or session without a right to be here, on every copy of the program. */
  endSockets(who: { userId: string } | { sessionId: string }): void;
}

/** @param io to whom it speaks: all copies' browsers, or (`io.local`) this one's */
export function createPublisher(
  io: Pick<SocketServer, "to" | "in" | "except" | "emit">,
  board: Pick<Board, "changed">,
): Publisher {
  const concerned = (userIds: readonly string[]) => io.to([rooms.team, ...userIds.map(rooms.user)]);
  function shareCallbacks(callbacks: readonly PublishedCallback[]): void {
    if (callbacks.length === 0) return;
    const views = callbacks.map(({ view }) => view);
    // Nearly always everybody sees the same.
    if (callbacks.every(({ view, common }) => view === common)) {
      io.emit("callback", views);
      return;
    }
    io.to(rooms.team).emit("callback", views);
    const common = callbacks.map((callback) => callback.common);
    io.except(rooms.team).emit("callback", common);
  }

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
      shareCallbacks(callbacks.filter(({ userIds }) => userIds === null));
      for (const { view, common, userIds } of callbacks) {
        if (userIds === null) continue;
        io.to(rooms.team).emit("callback", [view]);
        for (const userId of userIds) {
          const own = common === view ? view : seenWithin({ userId }, view);
          io.to(rooms.user(userId)).except(rooms.team).emit("callback", [own]);
        }
        io.except([rooms.team, ...userIds.map(rooms.user)]).emit("callback", [withdrawn(view)]);
      }
      board.changed();
    },
    stale() {
      io.emit("stale", { page: false });
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
    notes(contactId, userIds) {
      const told = userIds === null ? io.to(rooms.contact(contactId)) : concerned(userIds);
      told.emit("notes", { contactId });
    },
    notices(userId, unread) {
      io.to(rooms.user(userId)).emit("notices", { unread });
    },
    endSockets(who) {
      const room = "userId" in who ? rooms.user(who.userId) : rooms.session(who.sessionId);
      io.in(room).disconnectSockets(true);
    },
  };
}

/** The callback to those who do not see it (any more): closed, and nothing of its client. */
function withdrawn({ id, version, kind, task }: CallbackView): CallbackView {
  const at = new Date().toISOString();
  return {
    id,
    version,
    kind,
    task,
    contact: null,
    candidates: [],
    sharedBy: 0,
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
    closed: { at, reason: "merged", userId: null, callId: null },
  };
}

/** Sends callbacks as they are now, and to those whose promises a talk has kept how many notices they have. */
export async function publishCallbacks(
  publisher: Pick<Publisher, "callbacks" | "notices">,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const callbacks = await callbacksForPublishing(ids);
  publisher.callbacks(callbacks);
  const kept = callbacks.filter(({ view }) => view.promised && view.closed?.reason === "talked");
  await publishNotices(
    publisher,
    kept.flatMap(({ view }) => view.ownerId ?? []),
  );
}

/** Tells these people's screens how many notices they have not seen. */
export async function publishNotices(
  publisher: Pick<Publisher, "notices">,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  for (const { userId, unread } of await unreadByPerson(userIds)) publisher.notices(userId, unread);
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

  async function publishChanged(): Promise<void> {
    const ids = [...changedCallbacks];
    changedCallbacks.clear();
    await publishCallbacks(publisher, ids);
  }

  return {
    callbacks(ids: readonly string[]): void {
      if (ids.length === 0) return;
      const isQueued = changedCallbacks.size > 0;
      // Before the queue is asked: an idle one begins at once.
      for (const id of ids) changedCallbacks.add(id);
      if (!isQueued) add(callbackQueue, publishChanged);
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
