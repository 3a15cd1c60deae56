/**
 * A text message as its writer works on it. What providers tell of it comes late, twice and in any
 * order, so its state is the furthest it was ever told to be.
 */
import type { CallSource } from "#lib/calls/stored-call";
import { comparableNumber } from "#lib/phone-number";
import type { CallEvent } from "#lib/providers/contract";
import type { SmsState } from "#lib/realtime/events";

export type SmsEvent = Extract<CallEvent, { kind: `sms:${string}` }>;

export interface SmsOccurrence {
  event: SmsEvent;
  source: CallSource;
  receivedAt: Date;
}

export interface StoredSms {
  id: string;
  /** 0 for one that is not in the database yet. */
  version: number;
  source: CallSource;
  externalId: string | null;
  statusId: string | null;
  extension: string;
  numberRaw: string;
  text: string;
  state: SmsState;
  /** Asked for, or heard of, so lately that what its telephone tells may be about it. */
  recent: boolean;
}

/** A message that went out once has gone out, whatever is told later. */
const order: readonly SmsState[] = ["requested", "refused", "sending", "failed", "sent"];

export function furthest(a: SmsState, b: SmsState): SmsState {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** The message an event is about: by the provider's id, else the first that may be meant. */
export function findSms(known: readonly StoredSms[], occurrence: SmsOccurrence): StoredSms | null {
  const { event, source } = occurrence;
  const own = known.filter((one) => one.source.connectionId === source.connectionId);
  const told = own.find(({ externalId }) => externalId === event.externalId);
  if (told) return told;
  const number = comparableNumber(event.clientNumber, source.country);
  const candidates = own.filter(
    (one) =>
      one.extension === event.extension &&
      comparableNumber(one.numberRaw, source.country) === number,
  );
  return (
    own.find(({ statusId }) => statusId === event.externalId) ??
    candidates.find((one) => maybeMeant(one, event)) ??
    null
  );
}

function maybeMeant(one: StoredSms, event: SmsEvent): boolean {
  if (event.kind === "sms:status") {
    return one.statusId === null && (one.state === "requested" || one.state === "sending");
  }
  if (!one.recent || one.externalId !== null || one.state === "refused") return false;
  return one.text === "" || one.text === textOf(event);
}

/** @returns whether the message is different now */
export function moveSms(sms: StoredSms, event: SmsEvent): boolean {
  const before = JSON.stringify(sms);
  if (event.kind === "sms:sent") {
    sms.externalId ??= event.externalId;
    if (sms.text === "") sms.text = textOf(event);
    sms.state = furthest(sms.state, "sending");
  } else {
    if (sms.externalId !== event.externalId) sms.statusId ??= event.externalId;
    sms.state = furthest(sms.state, event.status);
  }
  return JSON.stringify(sms) !== before;
}

/** As the database takes it: PostgreSQL's text holds every character but one. */
function textOf({ text }: { text: string }): string {
  return text.replaceAll("\0", "").trim();
}
