/**
 * Parts of a call: where a provider tells each telephone of a group as a call of its own, under an id of its
 * own (`toldApart` in the contract), those are parts of one call. An event of a part carries the part's id.
 */
import type { CallFacts, RecordedEvent } from "./call-record";

type PartEvent = RecordedEvent & { part: string; extension?: string };
type PartEnd = PartEvent & { kind: "call:ended" };

export function isPartEvent(event: RecordedEvent): event is PartEvent {
  return event.part !== undefined;
}

export function isPartEnd(event: RecordedEvent): event is PartEnd {
  return isPartEvent(event) && event.kind === "call:ended";
}

/** The extension whose part it is, which only the ring names. */
export function extensionOfPart(
  events: readonly RecordedEvent[],
  part: string,
): string | undefined {
  return events.filter(isPartEvent).find((event) => event.part === part && event.extension)
    ?.extension;
}

/**
 * Each part measures its own talk and has its own recording: the client talked with all of them, and the call
 * keeps the recording of the longest talk. Changes the call that `fold` is building.
 */
export function addUpParts(call: CallFacts, events: readonly RecordedEvent[]): void {
  const talks = new Map<string, PartEnd>();
  for (const event of events.filter(isPartEnd)) {
    if (event.disposition !== "answered") continue;
    const before = talks.get(event.part)?.talkSeconds ?? -1;
    if ((event.talkSeconds ?? 0) > before) talks.set(event.part, event);
  }
  const longestFirst = [...talks.values()].sort(
    (a, b) => (b.talkSeconds ?? 0) - (a.talkSeconds ?? 0) || (a.part < b.part ? -1 : 1),
  );
  const recorded = longestFirst.find(({ recordingUrl }) => recordingUrl);
  if (recorded) call.recordingUrl = recorded.recordingUrl!;
  const seconds = longestFirst.flatMap(({ talkSeconds }) => talkSeconds ?? []);
  if (call.disposition !== "answered" || seconds.length < 2) return;
  call.talkSeconds = seconds.reduce((sum, one) => sum + one, 0);
}
