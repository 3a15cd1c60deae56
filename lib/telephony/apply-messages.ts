/** From inbox rows to calls: read, record and settle, many in one transaction. */
import { currentMs } from "#lib/base/clock";
import { minute } from "#lib/base/duration";
import { directTransaction } from "#lib/db/client";
import { isStorageFailure } from "#lib/base/storage-failure";
import type { PublishedCall } from "#lib/calls/stored-call";
import { recordCallEvents, type CallOccurrence } from "#lib/calls/record-call-events";
import { callEvents, inboxMessages } from "#lib/metrics/instruments";
import { isProviderError, type CallEvent, type Logger } from "#lib/providers/contract";
import { recordSmsEvents } from "#lib/sms/record-sms-events";
import type { SmsEvent, SmsOccurrence } from "#lib/sms/sms-record";
import { recordPresence, type PresenceOccurrence } from "#lib/people/presence";
import type { AskingCall, Audience, OtherChanges } from "./audience";
import {
  describe,
  dropMessages,
  SettledElsewhere,
  settleMessages,
  waitingOf,
  type InboxRow,
  type Settled,
  type Verdict,
} from "./inbox";
import type { MessageSource } from "./runtime";

export interface AcceptedMessage extends InboxRow {
  source: MessageSource;
}

export interface ApplyOptions {
  log: Logger;
  audience: Audience;
}

type Applied = OtherChanges & { calls: readonly PublishedCall[] };

/** Events older than this, in ms, are recorded without ringing. */
const stale = 2 * minute;

/** How often a message that fails alone is tried before it is set aside. */
const tries = 3;

/**
 * Applies the messages in their order. One that nobody can read, or that fails for itself alone, is
 * set aside with its reason and holds up no other.
 * @throws when nothing can be written at the moment: try again; what was applied is not published twice
 */
export async function applyMessages(
  messages: readonly AcceptedMessage[],
  options: ApplyOptions,
): Promise<void> {
  if (messages.length === 0) return;
  const { log, audience } = options;
  const read = messages.map((message) => readMessage(message, log));
  try {
    const applied = await record(read);
    for (const message of read) count(message, verdictOn(message).status);
    return publish(applied, read, audience);
  } catch (error) {
    if (error instanceof SettledElsewhere) return applyMessages(await left(messages), options);
    if (isStorageFailure(error)) throw error;
    if (read.length > 1) log.warn({ err: error, messages: read.length }, "applying one by one");
  }
  for (const message of read) {
    const applied = await recordAlone(message, log);
    count(message, applied ? verdictOn(message).status : "refused");
    if (applied) publish(applied, [message], audience);
  }
}

/** Without those that another copy of the program has dealt with. */
async function left(messages: readonly AcceptedMessage[]): Promise<AcceptedMessage[]> {
  const waiting = await waitingOf(messages.map(({ id }) => id));
  return messages.filter(({ id }) => waiting.has(id));
}

function count({ source, kinds }: ReadMessage, outcome: Settled): void {
  const labels = { connection: source.slug, provider: source.adapter.id };
  inboxMessages.inc({ ...labels, outcome });
  if (outcome === "applied") for (const kind of kinds) callEvents.inc({ ...labels, kind });
}

function publish(
  { calls, ...others }: Applied,
  messages: readonly ReadMessage[],
  audience: Audience,
): void {
  audience.calls(calls);
  for (const message of messages) {
    for (const { receivedAt } of rings(message)) audience.ring?.(message.source, receivedAt);
  }
  const changed = Object.values(others).some((list: readonly unknown[]) => list.length > 0);
  if (changed) audience.others?.(others);
}

const starts = new Set(["call:arrived", "call:ringing", "call:dialling"]);

function rings({ occurrences }: ReadMessage): CallOccurrence[] {
  return occurrences.filter(
    ({ event }) => starts.has(event.kind) && !("replayed" in event && event.replayed),
  );
}

interface ReadMessage {
  id: number;
  source: MessageSource;
  /** Of all its events. */
  kinds: CallEvent["kind"][];
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
      inboxId: id,
    }));
    const sms = events.filter(isSmsEvent).map((event) => ({ event, source, receivedAt }));
    const presence = events.filter(isPresenceEvent).map(({ extension, away, at }) => {
      // A clock that is ahead must not make what follows look old.
      const time = Math.min(at ? new Date(at).getTime() : Infinity, receivedAt.getTime());
      return { connectionId: source.connectionId, extension, away, at: new Date(time) };
    });
    const kinds = events.map(({ kind }) => kind);
    return { id, source, kinds, occurrences, sms, presence, refusal: null };
  } catch (error) {
    const refusal = isProviderError(error) ? describe(error) : `could not be read: ${words(error)}`;
    log.warn({ inboxId: id, reason: refusal }, "a message was set aside");
    return { id, source, kinds: [], occurrences: [], sms: [], presence: [], refusal };
  }
}

async function record(messages: readonly ReadMessage[]): Promise<Applied> {
  const occurrences = messages.flatMap((message) => message.occurrences);
  let sms: string[] = [];
  let people: string[] = [];
  const calls = await recordCallEvents(occurrences, async (tx, erased) => {
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
    const retold = messages.filter((message) => message.occurrences.some((one) => erased.has(one)));
    await dropMessages(
      tx,
      retold.map(({ id }) => id),
    );
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

/**
 * A message is not to blame for an outage: a full disk may well have room for a verdict, not for a call.
 * @returns null when it was set aside
 */
async function recordAlone(message: ReadMessage, log: Logger): Promise<Applied | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await record([message]);
    } catch (error) {
      if (isStorageFailure(error) || error instanceof SettledElsewhere) throw error;
      if (attempt < tries) continue;
      const reason = `could not be applied: ${words(error)}`;
      await directTransaction((tx) =>
        settleMessages(tx, [{ id: message.id, status: "refused", reason }]),
      );
      log.error({ err: error, inboxId: message.id }, "a message was set aside");
      return null;
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
  return currentMs() - at.getTime() > stale;
}

/** The last line: database errors begin with the statement, which is nobody's reading. */
function words(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.trim().split("\n").at(-1) ?? "").slice(0, 300);
}
