/**
 * Ends of calls. Providers tell the end of each leg, or of the call, or of either: an end that names a
 * leg is the call's only when no other leg rings or talks. Changes the call that `fold` is building.
 */
import { minute, second, secondsBetween } from "#lib/base/duration";
import { noEndReceived, type CallFacts, type LegRecord, type RecordedEventOf } from "./call-record";
import { closeLegs, endLeg, legOf, likelyLeg, newLeg, reopenLegs, ringsAnew } from "./legs";

type End = RecordedEventOf<"call:ended" | "call:leg-ended">;

/** A ring this long after the end, in ms, is the same call's: a group or a transfer tried the next one. */
const nextTry = 2 * minute;

/**
 * Opens an ended call again whose next leg rings. History rings nowhere, and a ring that its sender repeats until
 * it is taken may come after the end.
 * @param hasRung a ring of this extension was told before
 */
export function openAgain(
  call: CallFacts,
  { at, extension, replayed }: { at: number; extension?: string; replayed?: boolean },
  hasRung: boolean,
): void {
  if (call.state !== "ended" || !call.endedAt || !extension || replayed || call.replayed) return;
  const since = at - call.endedAt.getTime();
  const known = call.legs.find((leg) => leg.extension === extension);
  if (since < 0 || since > nextTry || (known && !(hasRung && ringsAnew(known, new Date(at)))))
    return;
  const begun = call.direction === "outgoing" ? "dialling" : "ringing";
  call.state = call.answeredAt ? "active" : begun;
  Object.assign(call, { disposition: null, endedAt: null, talkSeconds: null, failure: null });
}

/** @param isAlone nothing else is known of the call */
export function end(call: CallFacts, event: End, isAlone = false): void {
  if (event.kind === "call:ended") call.recordingUrl ??= event.recordingUrl ?? null;
  if (call.state === "ended") return correct(call, event);
  const at = new Date(event.at);
  const isKnown = call.legs.some(({ extension }) => extension === event.extension);
  const leg = event.extension ? legOf(call, event.extension, at) : undefined;
  if (leg && goesOn(call, leg, event, isKnown)) return leave(call, leg, event);
  // A group whose members' telephones are silent may ring at others; its own end is told, too.
  const mayRing = event.kind === "call:leg-ended" && event.disposition !== "answered";
  if (leg && mayRing && !call.answeredAt) return endLeg(leg, at, null);
  settle(call, event, isAlone);
}

/** Ends a leg while the call goes on. The talk may not have been told before its end. */
function leave(call: CallFacts, leg: LegRecord, event: End): void {
  const began = talkBegan(leg, event);
  endLeg(leg, new Date(event.at), began);
  if (!began) return;
  call.answeredAt ??= began;
  call.state = "active";
}

/** Whether another leg than the ended one rings or talks. */
function goesOn(call: CallFacts, leg: LegRecord, event: End, isKnown: boolean): boolean {
  // A call's end may be told under a group's own number, which rings nowhere.
  const isOwn = !isKnown && event.kind === "call:ended";
  if (isOwn && event.disposition === "answered") return false;
  const others = call.legs.filter((other) => other !== leg);
  const talker = others.find(({ state }) => state === "answered");
  const rings = others.filter(({ state }) => state === "ringing");
  const began = talkBegan(leg, event);
  if (began) {
    // Whoever rang before the talk began has missed it; who rings since then is being handed the call.
    const surely = began.getTime() + (leg.answeredAt ? 0 : inexact);
    const rang = rings.some(({ startedAt }) => startedAt.getTime() > surely);
    return rang || (talker !== undefined && talker.answeredAt! >= began);
  }
  if (event.disposition === "answered") return talker !== undefined && !isAfter(leg, talker);
  if (talker) return !isHandedInVain(leg, talker, event);
  return rings.length > 0 && !isOwn;
}

/**
 * Whether the client was sent from the talker to this leg and reached nobody. A provider that tells every
 * leg's end will tell the talker's as well, and until then they talk.
 */
function isHandedInVain(leg: LegRecord, talker: LegRecord, event: End): boolean {
  return event.kind === "call:ended" && !event.tellsEachLeg && isAfter(leg, talker);
}

const isAfter = (leg: LegRecord, talker: LegRecord) => leg.startedAt > talker.answeredAt!;

/** The length of a talk is told in whole seconds: by this, in ms, its start may be off. */
const inexact = 1.5 * second;

/** When the leg's talk began: as it was told, or as the length of the talk says; null when it is unknown. */
function talkBegan(leg: LegRecord, { at, disposition, talkSeconds }: End): Date | null {
  if (leg.answeredAt) return leg.answeredAt;
  if (disposition !== "answered" || talkSeconds === undefined) return null;
  return new Date(Math.max(leg.startedAt.getTime(), at - talkSeconds * 1000));
}

/** A real end replaces an inferred one, and a talk an end without one. */
function correct(call: CallFacts, event: End): void {
  const inferred = call.failure === noEndReceived;
  const talked = event.disposition === "answered";
  const longer = !call.talkSeconds && (event.talkSeconds ?? 0) > 0;
  const corrects = talked && (call.disposition !== "answered" || longer);
  if (!inferred && !corrects) return addLeg(call, event);
  settle(call, event);
}

function settle(call: CallFacts, event: End, isAlone = false): void {
  // A live call ends when its end event arrives: the provider's clock may be an hour off ours. Only for a
  // call known from history alone, or closed by the time limit, the provider's times are all there is.
  const reportedEnd = "endedAt" in event && event.endedAt ? new Date(event.endedAt) : null;
  const inferred = call.failure === noEndReceived;
  const trusted = event.replayed || inferred || call.replayed || (isAlone && isPast(event));
  const endedAt = (trusted && reportedEnd) || call.endedAt || new Date(event.at);
  if (call.state === "ended") reopenLegs(call);
  const known = event.extension ? legOf(call, event.extension, call.startedAt) : likelyLeg(call);
  if (event.disposition === "answered" && !call.answeredAt && event.talkSeconds !== undefined) {
    const answeredAt = endedAt.getTime() - event.talkSeconds * 1000;
    call.answeredAt = new Date(Math.max(answeredAt, call.startedAt.getTime()));
    takeLeg(known, call.answeredAt);
  } else if (event.disposition === "answered" && (!call.answeredAt || event.extension)) {
    takeLeg(known, (known && talkBegan(known, event)) ?? endedAt);
  }
  const answered = event.disposition === "answered" || reached(call, event);
  close(call, endedAt, answered ? "answered" : event.disposition, null);
  if (answered) call.talkSeconds = event.talkSeconds ?? talkOf(call);
}

/** A clock that is ahead of ours names a time that is still to come. */
export function isPast(event: End): boolean {
  const reported = "endedAt" in event ? event.endedAt : undefined;
  return reported !== undefined && new Date(reported).getTime() <= event.at + minute;
}

/** Whether somebody had the client when the call ended: they may have been sent on, and nobody answered. */
export function reached(call: CallFacts, event?: End): boolean {
  if (!call.answeredAt) return false;
  const talker = call.legs.find(({ state }) => state === "answered");
  const named = call.legs.find(({ extension }) => extension === event?.extension);
  if (talker) return !(named && named !== talker && isAfter(named, talker));
  const times = call.legs.flatMap(({ answeredAt }) => (answeredAt ? [answeredAt.getTime()] : []));
  const last = times.length > 0 ? Math.max(...times) : call.answeredAt.getTime();
  return !call.legs.some((leg) => !leg.answeredAt && leg.startedAt.getTime() > last);
}

/** Adds to an ended call a leg that missed it; or whose call it was, when no end before said so. */
function addLeg(call: CallFacts, { extension, disposition }: End): void {
  if (!extension || !call.endedAt) return;
  const isOnly = call.legs.length === 0 && call.disposition === "answered";
  const isKnown = call.legs.some((leg) => leg.extension === extension);
  if (isKnown || (disposition === "answered" && !isOnly)) return;
  const leg = newLeg(extension, call.startedAt);
  if (isOnly) takeLeg(leg, call.answeredAt ?? call.endedAt);
  call.legs.push(leg);
  closeLegs(call, call.endedAt);
}

/** Marks a leg as answered that only the end event names. */
function takeLeg(leg: LegRecord | undefined, answeredAt: Date): void {
  if (leg) Object.assign(leg, { state: "answered", answeredAt: leg.answeredAt ?? answeredAt });
}

export function close(
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
