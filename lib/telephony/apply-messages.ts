/** From inbox rows to calls: read, record and settle, many in one transaction. */
import { directTransaction } from "#lib/db/client";
import { isStorageFailure } from "#lib/db/storage-failure";
import type { PublishedCall } from "#lib/calls/published-call";
import {
  recordCallEvents,
  type CallOccurrence,
  type CallSource,
} from "#lib/calls/record-call-events";
import type { CallEvent, Logger, ProviderAdapter } from "#lib/providers/contract";
import { recordSmsEvents } from "#lib/sms/record-sms-events";
import type { SmsEvent, SmsOccurrence } from "#lib/sms/sms-record";
import { recordPresence, type PresenceOccurrence } from "#lib/users/record-presence";
import { describe, settleMessages, type InboxRow, type Verdict } from "./inbox";

/** Whose messages they are, and who can read them. */
export interface MessageSource extends CallSource {
  adapter: Pick<ProviderAdapter, "parse">;
}

export interface AcceptedMessage extends InboxRow {
  source: MessageSource;
}

/** A call that came just now and asks where to go. */
export interface AskingCall {
  source: CallSource;
  externalId: string;
}

/** What else a batch has changed, beside calls. */
export interface OtherChanges {
  /** Ids of text messages. */
  sms: readonly string[];
  /** Ids of people who went away, or came back. */
  people: readonly string[];
  asking: readonly AskingCall[];
}

export interface ApplyOptions {
  log: Logger;
  /** Gets the calls that look different now. */
  publish(calls: readonly PublishedCall[]): void;
  /** Gets everything else, when there is any. */
  publishOthers?(changes: OtherChanges): void;
  /** A live call's start was published. */
  ringPushed?(connectionId: string, receivedAt: Date): void;
}

type Applied = OtherChanges & { calls: readonly PublishedCall[] };

/** What is told so late, in ms, goes into the journal; nobody's phone rings any more. */
const stale = 2 * 60_000;

/** How often a message that fails alone is tried before it is set aside. */
const tries = 3;

/**
 * Applies the messages in their order. One that nobody can read, or that fails for itself alone, is
 * set aside with its reason and holds up no other.
 * @throws when nothing can be written at the moment: try again; what was applied is told no second time
 */
export async function applyMessages(
  messages: readonly AcceptedMessage[],
  options: ApplyOptions,
): Promise<void> {
  const { log } = options;
  const read = messages.map((message) => readMessage(message, log));
  try {
    return tell(await record(read), read, options);
  } catch (error) {
    if (isStorageFailure(error)) throw error;
    if (read.length > 1) log.warn({ err: error, messages: read.length }, "applying one by one");
  }
  for (const one of read) tell(await recordAlone(one, log), [one], options);
}

function tell(
  { calls, ...others }: Applied,
  messages: readonly ReadMessage[],
  options: ApplyOptions,
): void {
  options.publish(calls);
  for (const { source, receivedAt } of messages.flatMap(rings)) {
    options.ringPushed?.(source.connectionId, receivedAt);
  }
  const any = Object.values(others).some((list: readonly unknown[]) => list.length > 0);
  if (any) options.publishOthers?.(others);
}

const starts = new Set(["call:arrived", "call:ringing", "call:dialling"]);

function rings({ occurrences }: ReadMessage): CallOccurrence[] {
  return occurrences.filter(
    ({ event }) => starts.has(event.kind) && !("replayed" in event && event.replayed),
  );
}

interface ReadMessage {
  id: number;
  occurrences: CallOccurrence[];
  sms: SmsOccurrence[];
  presence: PresenceOccurrence[];
  /** Why it can't be read; null when it can. */
  refusal: string | null;
}

function readMessage({ id, raw, receivedAt, source }: AcceptedMessage, log: Logger): ReadMessage {
  try {
    const events = source.adapter.parse(raw, { inboxId: id, receivedAt });
    const occurrences = events.filter(isCallEvent).map((event) => ({
      event: isStale(event, receivedAt) ? { ...event, replayed: true } : event,
      source,
      receivedAt,
    }));
    const sms = events.filter(isSmsEvent).map((event) => ({ event, source, receivedAt }));
    const presence = events.filter(isPresenceEvent).map(({ extension, away, at }) => {
      // A clock that is ahead must not make what follows look old.
      const told = Math.min(at ? new Date(at).getTime() : Infinity, receivedAt.getTime());
      return { connectionId: source.connectionId, extension, away, at: new Date(told) };
    });
    return { id, occurrences, sms, presence, refusal: null };
  } catch (error) {
    const refusal = isProviderError(error) ? describe(error) : `could not be read: ${words(error)}`;
    log.warn({ inboxId: id, reason: refusal }, "a message was set aside");
    return { id, occurrences: [], sms: [], presence: [], refusal };
  }
}

async function record(messages: readonly ReadMessage[]): Promise<Applied> {
  const occurrences = messages.flatMap((message) => message.occurrences);
  let sms: string[] = [];
  let people: string[] = [];
  const calls = await recordCallEvents(occurrences, async (tx) => {
    const all = <T>(of: (message: ReadMessage) => T[]) => messages.flatMap(of);
    sms = await recordSmsEvents(
      tx,
      all((message) => message.sms),
    );
    people = await recordPresence(
      tx,
      all((message) => message.presence),
    );
    await settleMessages(tx, messages.map(verdictOn));
  });
  return { calls, sms, people, asking: occurrences.flatMap(asking) };
}

function asking({ event, source }: CallOccurrence): AskingCall[] {
  if (event.kind !== "call:arrived" || event.replayed) return [];
  return [{ source, externalId: event.externalId }];
}

function verdictOn({ id, occurrences, sms, presence, refusal }: ReadMessage): Verdict {
  if (refusal !== null) return { id, status: "refused", reason: refusal };
  const applied = occurrences.length + sms.length + presence.length > 0;
  return { id, status: applied ? "applied" : "kept" };
}

/** A message is not to blame for an outage: a full disk may well have room for a verdict, not for a call. */
async function recordAlone(message: ReadMessage, log: Logger): Promise<Applied> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await record([message]);
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      if (attempt < tries) continue;
      const reason = `could not be applied: ${words(error)}`;
      await directTransaction((tx) =>
        settleMessages(tx, [{ id: message.id, status: "refused", reason }]),
      );
      log.error({ err: error, inboxId: message.id }, "a message was set aside");
      return { calls: [], sms: [], people: [], asking: [] };
    }
  }
}

type CallProviderEvent = Extract<CallEvent, { kind: `call:${string}` }>;

function isCallEvent(event: CallEvent): event is CallProviderEvent {
  return event.kind.startsWith("call:");
}

function isSmsEvent(event: CallEvent): event is SmsEvent {
  return event.kind.startsWith("sms:");
}

function isPresenceEvent(event: CallEvent) {
  return event.kind === "presence:changed";
}

function isStale(event: CallProviderEvent, receivedAt: Date): boolean {
  const at = event.at ? new Date(event.at) : receivedAt;
  return Date.now() - at.getTime() > stale;
}

function isProviderError(error: unknown): error is { message: string; field?: string } {
  return error instanceof Error && error.name === "ProviderError";
}

/** The last line: database errors begin with the statement, which is nobody's reading. */
function words(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.trim().split("\n").at(-1) ?? "").slice(0, 300);
}
