/**
 * SMS record and the events that change it. Providers report an SMS late, twice and in any order, so its
 * state is the furthest that was ever reported.
 */
import type { CallSource } from "#lib/calls/stored-call";
import { comparableNumber } from "#lib/numbers/phone-number";
import type { CallEvent } from "#lib/providers/contract";
import type { SmsState } from "./sms-view";

export type SmsEvent = Extract<CallEvent, { kind: `sms:${string}` }>;

export interface SmsOccurrence {
  event: SmsEvent;
  source: CallSource;
  receivedAt: Date;
}

export interface StoredSms {
  id: string;
  /** 0: not in the database yet. */
  version: number;
  source: CallSource;
  externalId: string | null;
  statusId: string | null;
  extension: string;
  numberRaw: string;
  text: string;
  state: SmsState;
  /** Requested, or last reported, recently enough for a telephone's own event to be about it. */
  recent: boolean;
}

/** States from the least to the furthest: an SMS that was sent stays sent, whatever is reported later. */
const order: readonly SmsState[] = ["requested", "refused", "sending", "failed", "sent"];

function furthest(a: SmsState, b: SmsState): SmsState {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** The SMS that an event is about: by the provider's id, else the first plausible one. */
export function findSms(stored: readonly StoredSms[], occurrence: SmsOccurrence): StoredSms | null {
  const { event, source } = occurrence;
  const own = stored.filter((sms) => sms.source.connectionId === source.connectionId);
  const byId = own.find(({ externalId }) => externalId === event.externalId);
  if (byId) return byId;
  const number = comparableNumber(event.clientNumber, source.country);
  const candidates = own.filter(
    (sms) =>
      sms.extension === event.extension &&
      comparableNumber(sms.numberRaw, source.country) === number,
  );
  return (
    own.find(({ statusId }) => statusId === event.externalId) ??
    candidates.find((sms) => mayBeAbout(sms, event)) ??
    null
  );
}

function mayBeAbout(sms: StoredSms, event: SmsEvent): boolean {
  if (event.kind === "sms:status") {
    return sms.statusId === null && (sms.state === "requested" || sms.state === "sending");
  }
  if (!sms.recent || sms.externalId !== null || sms.state === "refused") return false;
  return sms.text === "" || sms.text === textOf(event);
}

/** Applies an event to an SMS in place. @returns whether it changed */
export function applySmsEvent(sms: StoredSms, event: SmsEvent): boolean {
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

/** PostgreSQL's text type takes every character but NUL. */
function textOf({ text }: { text: string }): string {
  return text.replaceAll("\0", "").trim();
}
