/**
 * Folds a call's events, in the order in which they happened, into its facts. An event fills blanks and
 * moves the call forward, never back; any event may begin the call; the end is final. Nothing is
 * invented: a talk whose length no event gives has none.
 */
import { secondsBetween } from "#lib/base/duration";
import type { ClientCard } from "#lib/providers/contract";
import {
  noEndReceived,
  type CallFacts,
  type LegRecord,
  type RecordedEventOf,
  type RecordedEvent,
} from "./call-record";
import { closeLegs, endLeg, handOver, legOf, likelyLeg, newLeg, reopenLegs, ringLeg } from "./legs";

/** @returns null when there is no call yet */
export function fold(events: readonly RecordedEvent[]): CallFacts | null {
  let call: CallFacts | null = null;
  for (const event of events) {
    if (call) move(call, event);
    else call = begin(event);
  }
  return call;
}

function begin(event: RecordedEvent): CallFacts | null {
  switch (event.kind) {
    case "call:requested":
    case "call:dialling":
      return blank("outgoing", "dialling", event);
    case "call:arrived":
      return blank("incoming", "ringing", event);
    case "call:ringing":
      return blank(event.direction, "ringing", event);
    case "call:answered": {
      const call = blank(event.direction, "active", event);
      answer(call, event);
      return call;
    }
    case "call:ended": {
      const call = blank(event.direction, "ringing", event);
      call.startedAt = startOf(event);
      for (const leg of call.legs) leg.startedAt = call.startedAt;
      end(call, event);
      return call;
    }
    case "call:leg-ended": {
      const begun = event.direction === "outgoing" ? "dialling" : "ringing";
      const call = blank(event.direction, begun, event);
      leave(call, event);
      return call;
    }
    default:
      return null;
  }
}

function move(call: CallFacts, event: RecordedEvent): void {
  switch (event.kind) {
    case "call:arrived":
      return fill(call, event);
    case "call:ringing":
    case "call:dialling":
      fill(call, event);
      if (event.kind === "call:ringing" && call.state === "dialling") call.state = "ringing";
      if (event.extension) ringLeg(call, event.extension, new Date(event.at));
      return;
    case "call:answered":
      fill(call, event);
      return answer(call, event);
    case "call:leg-ended":
      fill(call, event);
      return leave(call, event);
    case "call:ended":
      fill(call, event);
      return end(call, event);
    case "call:routed":
      call.routing = { extension: event.extension, reason: event.reason, failure: null };
      return;
    case "call:route-failed":
      if (call.routing) call.routing.failure = event.failure;
      return;
    case "call:refused":
      if (call.state !== "ended") close(call, new Date(event.at), "failed", event.reason);
      return;
    case "call:lost":
      if (call.state === "ended") return;
      close(call, new Date(event.at), call.answeredAt ? "answered" : "no-answer", noEndReceived);
      call.talkSeconds = null;
  }
}

function blank(
  direction: CallFacts["direction"],
  state: CallFacts["state"],
  event: Filling & { at: number; extension?: string; replayed?: boolean },
): CallFacts {
  const startedAt = new Date(event.at);
  const call: CallFacts = {
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
    clientCard: null,
    routing: null,
    legs: event.extension ? [newLeg(event.extension, startedAt)] : [],
  };
  fill(call, event);
  return call;
}

/** Facts that any event may add to a call. */
interface Filling {
  clientNumber?: string;
  trunk?: string | null;
  clientCard?: ClientCard;
}

function fill(call: CallFacts, event: Filling): void {
  if (!call.clientRaw && event.clientNumber) call.clientRaw = event.clientNumber;
  if (!call.trunk && event.trunk) call.trunk = event.trunk;
  call.clientCard ??= event.clientCard ?? null;
}

/** The leg that holds the call ends it; a leg that only rang, or has handed the call over, does not. */
function leave(call: CallFacts, event: RecordedEventOf<"call:leg-ended">): void {
  const at = new Date(event.at);
  const leg = legOf(call, event.extension, at);
  const holder = call.legs.find(({ state }) => state === "answered");
  if (event.disposition === "answered" && (!holder || holder === leg)) return end(call, event);
  if (call.state !== "ended") endLeg(leg, at);
}

function answer(call: CallFacts, event: RecordedEventOf<"call:answered">): void {
  const at = new Date(event.at);
  const leg = event.extension ? legOf(call, event.extension, at) : likelyLeg(call);
  // An answer after the end: the record gets the extension, the time of the answer stays unknown.
  if (call.state === "ended") return;
  call.state = "active";
  call.answeredAt ??= at;
  if (leg) handOver(call, leg, at);
}

function end(call: CallFacts, event: RecordedEventOf<"call:ended" | "call:leg-ended">): void {
  if (event.kind === "call:ended") call.recordingUrl ??= event.recordingUrl ?? null;
  const inferred = call.failure === noEndReceived;
  const corrects = event.disposition === "answered" && call.disposition !== "answered";
  if (call.state === "ended" && !inferred && !corrects) return addLeg(call, event);

  // A live call ends when its end event arrives: the provider's clock may be an hour off ours. Only for a
  // call known from history alone, or closed by the time limit, the provider's times are all there is.
  const reportedEnd = "endedAt" in event && event.endedAt ? new Date(event.endedAt) : null;
  const trusted = event.replayed || inferred || call.replayed;
  const endedAt = (trusted && reportedEnd) || call.endedAt || new Date(event.at);
  if (call.state === "ended") reopenLegs(call);
  const known = event.extension ? legOf(call, event.extension, call.startedAt) : likelyLeg(call);
  if (event.disposition === "answered" && !call.answeredAt && event.talkSeconds !== undefined) {
    const answeredAt = endedAt.getTime() - event.talkSeconds * 1000;
    call.answeredAt = new Date(Math.max(answeredAt, call.startedAt.getTime()));
    takeLeg(known, call.answeredAt);
  } else if (event.disposition === "answered" && !call.answeredAt) takeLeg(known, endedAt);
  const answered = event.disposition === "answered" || call.answeredAt !== null;
  close(call, endedAt, answered ? "answered" : event.disposition, null);
  if (answered) call.talkSeconds = event.talkSeconds ?? talkOf(call);
}

/** Adds the extension to an ended call that has no leg: its first end event named none. */
function addLeg(call: CallFacts, { extension }: { extension?: string }): void {
  if (call.legs.length > 0 || !extension || !call.endedAt) return;
  const leg = newLeg(extension, call.startedAt);
  if (call.disposition === "answered") takeLeg(leg, call.answeredAt ?? call.endedAt);
  call.legs.push(leg);
  closeLegs(call, call.endedAt);
}

/** Marks a leg as answered that only the end event names. */
function takeLeg(leg: LegRecord | undefined, answeredAt: Date): void {
  if (leg) Object.assign(leg, { state: "answered", answeredAt: leg.answeredAt ?? answeredAt });
}

function close(
  call: CallFacts,
  at: Date,
  disposition: NonNullable<CallFacts["disposition"]>,
  failure: string | null,
): void {
  const latest = Math.max(call.startedAt.getTime(), call.answeredAt?.getTime() ?? 0);
  call.endedAt = at.getTime() < latest ? new Date(latest) : at;
  call.state = "ended";
  call.disposition = disposition;
  call.failure = failure;
  call.talkSeconds = disposition === "answered" ? talkOf(call) : 0;
  closeLegs(call, call.endedAt);
}

function talkOf(call: CallFacts): number | null {
  if (!call.answeredAt || !call.endedAt) return null;
  return secondsBetween(call.answeredAt, call.endedAt);
}

/** The provider's own clock tells how long it lasted; ours, when it was over. */
function startOf(event: RecordedEventOf<"call:ended">): Date {
  if (!event.startedAt) return new Date(event.at);
  const started = new Date(event.startedAt);
  if (event.replayed || !event.endedAt) return started;
  const lasted = new Date(event.endedAt).getTime() - started.getTime();
  return new Date(event.at - Math.max(0, lasted));
}
