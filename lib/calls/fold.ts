/**
 * Folds a call's events, in the order in which they happened, into its facts. An event fills blanks and
 * moves the call forward; any event may begin the call. Only a ring soon after the end opens it again:
 * it was one leg's end (`ends.ts`). Nothing is invented: a talk whose length no event gives has none.
 */
import type { ClientCard } from "#lib/providers/contract";
import {
  noEndReceived,
  type CallFacts,
  type RecordedEventOf,
  type RecordedEvent,
} from "./call-record";
import { close, end, isPast, openAgain, reached } from "./ends";
import { handOver, legOf, likelyLeg, newLeg, ringLeg } from "./legs";
import { addUpParts } from "./parts";

/** @returns null when there is no call yet */
export function fold(events: readonly RecordedEvent[]): CallFacts | null {
  let call: CallFacts | null = null;
  /** Extensions whose ring was told so far. */
  const rung = new Set<string>();
  for (const event of events) {
    if (call) move(call, event, rung);
    else call = begin(event);
    if (isRing(event) && event.extension) rung.add(event.extension);
  }
  if (call) addUpParts(call, events);
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
      end(call, event, true);
      return call;
    }
    case "call:leg-ended": {
      const begun = event.direction === "outgoing" ? "dialling" : "ringing";
      const call = blank(event.direction, begun, event);
      end(call, event);
      return call;
    }
    default:
      return null;
  }
}

function isRing(event: RecordedEvent): event is Ring {
  return event.kind === "call:ringing" || event.kind === "call:dialling";
}

function move(call: CallFacts, event: RecordedEvent, rung: ReadonlySet<string>): void {
  switch (event.kind) {
    case "call:arrived":
      return fill(call, event);
    case "call:ringing":
    case "call:dialling":
      fill(call, event);
      ring(call, event, rung.has(event.extension ?? ""));
      return;
    case "call:answered":
      fill(call, event);
      return answer(call, event);
    case "call:leg-ended":
      fill(call, event);
      return end(call, event);
    case "call:ended":
      fill(call, event);
      return end(call, event);
    case "call:recorded":
      call.recordingUrl = event.recordingUrl;
      return;
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
      close(call, new Date(event.at), reached(call) ? "answered" : "no-answer", noEndReceived);
      call.talkSeconds = null;
  }
}

type Ring = RecordedEventOf<"call:ringing" | "call:dialling">;

/** @param hasRung a ring of the same extension was told before */
function ring(call: CallFacts, event: Ring, hasRung: boolean): void {
  openAgain(call, event, hasRung);
  if (event.kind === "call:ringing" && call.state === "dialling") call.state = "ringing";
  if (event.extension) ringLeg(call, event.extension, new Date(event.at), hasRung);
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

function answer(call: CallFacts, event: RecordedEventOf<"call:answered">): void {
  const at = new Date(event.at);
  const leg = event.extension ? legOf(call, event.extension, at) : likelyLeg(call);
  // An answer after the end: the record gets the extension, the time of the answer stays unknown.
  if (call.state === "ended") return;
  call.state = "active";
  call.answeredAt ??= at;
  if (leg) handOver(call, leg, at);
}

/** The provider's clock tells when it was; where that is ahead of ours, only how long it lasted. */
function startOf(event: RecordedEventOf<"call:ended">): Date {
  if (!event.startedAt) return new Date(event.at);
  const started = new Date(event.startedAt);
  if (event.replayed || !event.endedAt || isPast(event)) return started;
  const lasted = new Date(event.endedAt).getTime() - started.getTime();
  return new Date(event.at - Math.max(0, lasted));
}
