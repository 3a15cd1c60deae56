/**
 * The call's state machine: (call, event) → call. Pure, so that every order of events can be tried.
 *
 * Providers repeat events, deliver them late and lose some. The rules that make any of that harmless:
 * an event may fill blanks and move a call forward, never back; the end is final; whatever comes
 * first may create the call; the earliest answer counts. When nothing changes, the very same object
 * is returned, and the caller writes nothing.
 */
import type { CallDirection, CallDisposition, CallEvent } from "#lib/providers/contract";
import type { CallState, LegState } from "#lib/realtime/events";

export interface LegRecord {
  extension: string;
  state: LegState;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
}

export interface CallRecord {
  direction: CallDirection;
  state: CallState;
  disposition: CallDisposition | null;
  clientRaw: string;
  trunk: string | null;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Whole seconds of conversation. */
  talkSeconds: number | null;
  recordingUrl: string | null;
  replayed: boolean;
  /** Why it failed, in the provider's words; `noEndReceived` when the end was inferred. */
  failure: string | null;
  legs: LegRecord[];
}

/** Marks an end that the provider never told; a real end that comes later replaces it. */
export const noEndReceived = "no-end-received";

/** What the program itself does to a call, beside what providers report. */
export type OwnCallEvent =
  /** A person clicked a number; the provider has not said anything yet. */
  | { kind: "call:requested"; clientNumber: string; extension: string }
  /** The provider would not place the requested call. */
  | { kind: "call:refused"; reason: string }
  /** The time in which an end should have come is over. */
  | { kind: "call:lost" };

export type ProviderCallEvent = Extract<CallEvent, { kind: `call:${string}` }>;
export type AnyCallEvent = ProviderCallEvent | OwnCallEvent;

/** @param at when it happened, as far as known: the provider's word, else the time of receipt */
export function transition(
  call: CallRecord | null,
  event: AnyCallEvent,
  at: Date,
): CallRecord | null {
  if (!call) return begin(event, at);
  const next = move(structuredClone(call), event, at);
  return sameCall(call, next) ? call : next;
}

function begin(event: AnyCallEvent, at: Date): CallRecord | null {
  switch (event.kind) {
    case "call:requested":
      return blank("outgoing", event, at, "dialling");
    case "call:arrived":
      return blank("incoming", event, at, "ringing");
    case "call:dialling":
      return blank("outgoing", event, at, "dialling");
    case "call:ringing":
      return blank(event.direction, event, at, "ringing");
    case "call:answered":
      return answer(blank(event.direction, event, at, "active"), event, at);
    case "call:ended": {
      const startedAt = event.startedAt ? new Date(event.startedAt) : at;
      return end(blank(event.direction, event, startedAt, "ringing"), event, at);
    }
    default:
      return null;
  }
}

function move(call: CallRecord, event: AnyCallEvent, at: Date): CallRecord {
  switch (event.kind) {
    case "call:arrived":
      return fill(call, event);
    case "call:ringing":
    case "call:dialling":
      return ring(fill(call, event), event.extension, at);
    case "call:answered":
      return answer(fill(call, event), event, at);
    case "call:ended":
      return end(fill(call, event), event, at);
    case "call:refused":
      return close(call, at, "failed", event.reason);
    case "call:lost":
      return close(call, at, call.answeredAt ? "answered" : "no-answer", noEndReceived);
    case "call:requested":
      return call;
  }
}

function blank(
  direction: CallDirection,
  event: { clientNumber?: string; extension?: string; trunk?: string | null; replayed?: boolean },
  startedAt: Date,
  state: CallState,
): CallRecord {
  return {
    direction,
    state,
    disposition: null,
    clientRaw: event.clientNumber ?? "",
    trunk: event.trunk ?? null,
    startedAt,
    answeredAt: null,
    endedAt: null,
    talkSeconds: null,
    recordingUrl: null,
    replayed: event.replayed ?? false,
    failure: null,
    legs: event.extension ? [newLeg(event.extension, startedAt)] : [],
  };
}

function newLeg(extension: string, startedAt: Date): LegRecord {
  return { extension, state: "ringing", startedAt, answeredAt: null, endedAt: null };
}

function fill(call: CallRecord, event: ProviderCallEvent): CallRecord {
  if (!call.clientRaw && event.clientNumber) call.clientRaw = event.clientNumber;
  if (!call.trunk && event.trunk) call.trunk = event.trunk;
  return call;
}

function legOf(call: CallRecord, extension: string, at: Date): LegRecord {
  const known = call.legs.find((leg) => leg.extension === extension);
  if (known) return known;
  const leg = newLeg(extension, at);
  call.legs.push(leg);
  return leg;
}

function ring(call: CallRecord, extension: string, at: Date): CallRecord {
  const isNew = !call.legs.some((leg) => leg.extension === extension);
  const leg = legOf(call, extension, at);
  if (call.state === "ended") {
    // The ring comes after the end: it belongs in the record, but it must not ring again.
    if (isNew) Object.assign(leg, { state: "missed", endedAt: call.endedAt });
  } else if (leg.state === "missed" || leg.state === "ended") {
    // Transferred back to somebody who had it before; an older ring told late must not revive it.
    if (leg.endedAt && at > leg.endedAt) {
      Object.assign(leg, { state: "ringing", startedAt: at, answeredAt: null, endedAt: null });
    }
  }
  return call;
}

function answer(
  call: CallRecord,
  event: Extract<CallEvent, { kind: "call:answered" }>,
  at: Date,
): CallRecord {
  const leg = event.extension ? legOf(call, event.extension, at) : call.legs[0];
  if (call.state === "ended") {
    // Told late: it tells when the talk began, nothing more.
    if (call.disposition === "answered" && call.endedAt && at <= call.endedAt) {
      call.answeredAt = earlier(call.answeredAt, at);
    }
    return call;
  }
  call.state = "active";
  call.answeredAt = earlier(call.answeredAt, at);
  for (const other of call.legs) {
    if (other === leg) continue;
    if (other.state === "ringing") Object.assign(other, { state: "missed", endedAt: at });
    // Transferred: whoever answered last has the call.
    else if (other.state === "answered" && other.answeredAt && other.answeredAt <= at) {
      if (leg && leg.state !== "answered") Object.assign(other, { state: "ended", endedAt: at });
    }
  }
  if (leg && leg.state !== "answered") {
    const laterHolder = call.legs.some((one) => one.state === "answered" && one.answeredAt! > at);
    leg.answeredAt = at;
    leg.state = laterHolder ? "ended" : "answered";
    leg.endedAt = laterHolder ? at : null;
  }
  return call;
}

function end(
  call: CallRecord,
  event: Extract<CallEvent, { kind: "call:ended" }>,
  at: Date,
): CallRecord {
  const inferred = call.failure === noEndReceived;
  if (call.state !== "ended" || inferred) {
    // A live call ends when we hear of it: the provider's clock may be an hour off ours. Only a call
    // known from history alone has nothing but the provider's times.
    const told = event.endedAt ? new Date(event.endedAt) : null;
    const endedAt = told && (event.replayed || inferred || call.replayed) ? told : at;
    const answered = event.disposition === "answered" || (!inferred && call.answeredAt !== null);
    if (event.extension) legOf(call, event.extension, call.startedAt);
    if (inferred) Object.assign(call, { failure: null, endedAt: null, talkSeconds: null });
    if (answered && !call.answeredAt) {
      const talked = (event.talkSeconds ?? 0) * 1000;
      call.answeredAt = new Date(Math.max(endedAt.getTime() - talked, call.startedAt.getTime()));
      const leg = call.legs.find((one) => one.extension === event.extension) ?? call.legs[0];
      if (leg) leg.answeredAt ??= call.answeredAt;
    }
    close(call, endedAt, answered ? "answered" : event.disposition, null);
    if (event.talkSeconds !== undefined) call.talkSeconds = event.talkSeconds;
  }
  call.recordingUrl ??= event.recordingUrl ?? null;
  return call;
}

function close(
  call: CallRecord,
  at: Date,
  disposition: CallDisposition,
  failure: string | null,
): CallRecord {
  if (call.state === "ended" && call.endedAt) return call;
  const endedAt = at < call.startedAt ? call.startedAt : at;
  call.state = "ended";
  call.endedAt = endedAt;
  call.disposition = disposition;
  call.failure = failure;
  call.talkSeconds = call.answeredAt
    ? Math.max(0, Math.round((endedAt.getTime() - call.answeredAt.getTime()) / 1000))
    : 0;
  for (const leg of call.legs) {
    const talked = leg.answeredAt !== null || call.direction === "outgoing";
    if (leg.state === "missed" && talked) leg.state = "ended";
    if (leg.state === "missed" || leg.state === "ended") continue;
    leg.state = talked ? "ended" : "missed";
    leg.endedAt = endedAt;
  }
  return call;
}

function earlier(known: Date | null, at: Date): Date {
  return known && known <= at ? known : at;
}

function sameCall(a: CallRecord, b: CallRecord): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
