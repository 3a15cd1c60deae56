/**
 * From a provider's message to the screen: inbox → record → publish. Messages of one connection are
 * applied one after another, in order of arrival; a message nobody can read is set aside with its
 * reason and holds up nobody.
 */
import PQueue from "p-queue";
import { db } from "#lib/db/client";
import { recordCallEvent, type CallSource } from "#lib/calls/record-call-event";
import type { CallEvent, Logger, ProviderAdapter, RawMessage } from "#lib/providers/contract";
import {
  describe,
  settleMessage,
  storeMessages,
  unsettledMessages,
  type StoredMessage,
} from "./inbox";

export interface Ingest {
  /** Resolves when the messages are durable; they are applied right after, in order. */
  accept(messages: RawMessage[]): Promise<void>;
  /** Applies what an earlier run accepted and did not get to. */
  catchUp(): Promise<void>;
  /** Resolves when everything accepted so far is applied. */
  idle(): Promise<void>;
}

export function createIngest(options: {
  source: CallSource;
  adapter: ProviderAdapter;
  log: Logger;
  publish(callId: string): Promise<void>;
}): Ingest {
  const { source, adapter, log, publish } = options;
  const inOrder = new PQueue({ concurrency: 1 });
  const storing = new PQueue({ concurrency: 1 });

  async function apply(message: StoredMessage): Promise<void> {
    let events: CallEvent[];
    try {
      events = adapter.parse(message.raw);
    } catch (error) {
      if (!isProviderError(error)) throw error;
      log.warn({ inboxId: message.id, reason: describe(error) }, "a message was set aside");
      await settleMessage(db(), message.id, "refused", describe(error));
      return;
    }
    for (const event of events) {
      if (!isCallEvent(event)) continue;
      const at = event.at ? new Date(event.at) : message.receivedAt;
      const recorded = await recordCallEvent(event, source, {
        at,
        alongside: (tx) => settleMessage(tx, message.id, "applied"),
      });
      if (recorded?.changed) await publish(recorded.callId);
    }
    if (!events.some(isCallEvent)) await settleMessage(db(), message.id, "kept");
  }

  /** A fault of ours (say, a database that stays locked) leaves the row unsettled for `catchUp`. */
  async function applySafely(message: StoredMessage): Promise<void> {
    try {
      await apply(message);
    } catch (error) {
      log.error({ err: error, inboxId: message.id }, "a message could not be applied yet");
    }
  }

  const enqueue = (messages: StoredMessage[]) => {
    for (const message of messages) void inOrder.add(() => applySafely(message));
  };

  return {
    accept: (messages) =>
      storing.add(async () =>
        enqueue(await storeMessages(source.connectionId, messages, new Date())),
      ),
    async catchUp() {
      enqueue(await unsettledMessages(source.connectionId));
      await inOrder.onIdle();
    },
    async idle() {
      await storing.onIdle();
      await inOrder.onIdle();
    },
  };
}

function isCallEvent(event: CallEvent): event is Extract<CallEvent, { kind: `call:${string}` }> {
  return event.kind.startsWith("call:");
}

function isProviderError(error: unknown): error is { message: string; field?: string } {
  return error instanceof Error && error.name === "ProviderError";
}
