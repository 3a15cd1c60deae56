/** One call's events, played through the state machine: for tests of it. */
import type { AnyCallEvent, CallRecord } from "#lib/calls/call-record";
import { transition } from "#lib/calls/transition";

export const start = new Date("2026-01-15T10:00:00.000Z");
export const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

export const ringing = (extension: string): AnyCallEvent => ({
  kind: "call:ringing",
  externalId: "1",
  direction: "incoming",
  clientNumber: "73430112233",
  extension,
  trunk: "2",
});
export const answered = (extension: string): AnyCallEvent => ({
  kind: "call:answered",
  externalId: "1",
  direction: "incoming",
  clientNumber: "73430112233",
  extension,
});
export const ended = (talkSeconds: number, extension = "101"): AnyCallEvent => ({
  kind: "call:ended",
  externalId: "1",
  direction: "incoming",
  clientNumber: "73430112233",
  extension,
  disposition: talkSeconds > 0 ? "answered" : "no-answer",
  startedAt: start.toISOString(),
  endedAt: after(60).toISOString(),
  talkSeconds,
});

/** An end of a provider that does not measure the talk. */
export const unreported = (extension: string): AnyCallEvent => ({
  kind: "call:ended",
  externalId: "1",
  direction: "incoming",
  extension,
  disposition: "answered",
});

/** Applies events one second apart, unless a time is given. */
export function play(...events: (AnyCallEvent | [AnyCallEvent, number])[]): CallRecord {
  let call: CallRecord | null = null;
  events.forEach((step, second) => {
    const [event, at] = Array.isArray(step) ? step : [step, second];
    call = transition(call, event, after(at));
  });
  if (!call) throw new Error("no call came of it");
  return call;
}
export const legs = (call: CallRecord) => call.legs.map((leg) => `${leg.extension} ${leg.state}`);
