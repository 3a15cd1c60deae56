/** Legs: the extensions' parts in a call. Changes the call that `fold` is building. */
import type { CallFacts, LegRecord } from "./call-record";

/** A ring this soon after another leg answered (ms) is the earlier ring, delivered late. */
const lateRing = 500;

export function newLeg(extension: string, startedAt: Date): LegRecord {
  return { extension, state: "ringing", startedAt, answeredAt: null, endedAt: null };
}

/** The extension's leg; made when it is new, and over already when the call is. */
export function legOf(call: CallFacts, extension: string, at: Date): LegRecord {
  const known = call.legs.find((leg) => leg.extension === extension);
  if (known) return known;
  const leg = newLeg(extension, at);
  if (call.state === "ended") Object.assign(leg, { state: "missed", endedAt: call.endedAt });
  call.legs.push(leg);
  return leg;
}

/** The leg an event without an extension concerns; undefined when several legs rang. */
export function likelyLeg(call: CallFacts): LegRecord | undefined {
  return call.direction === "outgoing" || call.legs.length === 1 ? call.legs[0] : undefined;
}

/** @param hasRung a ring of this extension was told before */
export function ringLeg(call: CallFacts, extension: string, at: Date, hasRung: boolean): void {
  const leg = legOf(call, extension, at);
  if (call.state === "ended" || leg.state === "ringing" || leg.state === "answered") return;
  if (hasRung && ringsAnew(leg, at)) {
    Object.assign(leg, { state: "ringing", startedAt: at, answeredAt: null, endedAt: null });
  }
}

/** Whether the call comes back to somebody who had it before, rather than the earlier ring late. */
export function ringsAnew({ endedAt }: LegRecord, at: Date): boolean {
  return endedAt !== null && at.getTime() > endedAt.getTime() + lateRing;
}

/** Gives the call to the leg that answered last and ends the others. */
export function handOver(call: CallFacts, holder: LegRecord, at: Date): void {
  if (holder.state === "answered") return;
  for (const other of call.legs) {
    if (other === holder) continue;
    if (other.state === "ringing") Object.assign(other, { state: "missed", endedAt: at });
    else if (other.state === "answered") Object.assign(other, { state: "ended", endedAt: at });
  }
  Object.assign(holder, { state: "answered", answeredAt: at, endedAt: null });
}

/**
 * Ends a leg while the call goes on.
 * @param answeredAt when its talk began; null when it rang in vain
 */
export function endLeg(leg: LegRecord, at: Date, answeredAt: Date | null): void {
  if (answeredAt && leg.state !== "ended") {
    Object.assign(leg, { state: "ended", answeredAt, endedAt: leg.endedAt ?? at });
  } else if (leg.state === "ringing") Object.assign(leg, { state: "missed", endedAt: at });
}

/** Ends all legs: those that talked have ended, those that only rang have missed the call; a dialling leg misses nothing. */
export function closeLegs(call: CallFacts, at: Date): void {
  for (const leg of call.legs) {
    const talked = leg.answeredAt !== null || call.direction === "outgoing";
    leg.state = talked ? "ended" : "missed";
    leg.endedAt ??= at;
  }
}

/** Reopens the legs that ended with the call, before a more accurate end replaces the first one. */
export function reopenLegs(call: CallFacts): void {
  for (const leg of call.legs) {
    if (leg.endedAt?.getTime() === call.endedAt?.getTime()) leg.endedAt = null;
  }
}
