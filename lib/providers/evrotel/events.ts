/** Evrotel's messages → call events. */
import type { CallEvent, MessageOrigin } from "../contract";
import { fromLocalTime } from "./local-time";
import { recordingName, recordingPath, recordingUrl, startInName } from "./recording";
import {
  readEvent,
  readKept,
  readRow,
  type EndEvent,
  type Kept,
  type StartEvent,
  type StatisticsRow,
} from "./wire";

/** More digits are a telephone number, unless a person has them for an extension. */
const longestExtension = 6;
/** An end that arrives later than this after the call, in ms, was delayed on its way. */
const heldUp = 5 * 60_000;

/**
 * Pure. A start's `externalId` is its number in the inbox: the answer that Evrotel sends back at the end.
 * @throws {ProviderError} that names the field
 */
export function parseMessage(raw: string, origin: MessageOrigin): CallEvent[] {
  const kept = readKept(raw);
  if ("row" in kept) return [fromRow(readRow(kept.row), kept)];
  const event = readEvent(kept.body);
  return [event.kind === "start" ? begun(event, kept, origin) : ended(event, kept, origin)];
}

function begun(event: StartEvent, kept: Kept, { inboxId, receivedAt }: MessageOrigin): CallEvent {
  const occurredAt = fromLocalTime(event.calldate, kept.timeZone, receivedAt);
  // A clock that runs ahead of ours must not put the start behind the end.
  const at = new Date(Math.min(occurredAt.getTime(), receivedAt.getTime())).toISOString();
  const { clientNumber = "", extension, ...line } = parties(event, kept);
  const base = { externalId: String(inboxId), at, clientNumber, ...line };
  if (event.direction === "o") {
    return { kind: "call:dialling", ...base, ...(extension && { extension }) };
  }
  const incoming = { ...base, toldApart: true };
  return extension
    ? { kind: "call:ringing", direction: "incoming", ...incoming, extension }
    : { kind: "call:arrived", ...incoming };
}

function ended(event: EndEvent, kept: Kept, { inboxId, receivedAt }: MessageOrigin): CallEvent {
  const occurredAt = fromLocalTime(event.calldate, kept.timeZone, receivedAt).getTime();
  const over = Math.min(occurredAt, receivedAt.getTime());
  const talked = (event.billsec ?? 0) * 1000;
  const late = receivedAt.getTime() - (over + talked) > heldUp;
  const isNamed = isOurs(event, inboxId);
  const hasClient = (event.direction === "o" ? event.numberB : event.numberA) !== null;
  return {
    kind: "call:ended",
    externalId: isNamed ? event.callid! : callOf(event, inboxId),
    ...(!isNamed && hasClient && { fitsOpenCall: true }),
    ...(late && { at: new Date(over).toISOString() }),
    startedAt: new Date(over - talked).toISOString(),
    endedAt: new Date(over).toISOString(),
    ...outcome(event, kept),
  };
}

/**
 * Whether it names the id we answered the start with. What never was an answer of ours (the start was
 * missed, another program had answered it) must not meet a call that gets this id later.
 */
function isOurs({ callid }: EndEvent, inboxId: number): boolean {
  return callid !== null && /^[1-9]\d{0,14}$/.test(callid) && Number(callid) < inboxId;
}

/** The id of a call whose start we did not answer; statistics know it by its recording. */
function callOf({ callid, recfile }: EndEvent, inboxId: number): string {
  const recording = recordingName(recfile);
  if (recording) return `rec:${recording}`;
  return callid === null ? `end:${inboxId}` : `callid:${callid}`;
}

/** Statistics know nothing of our ids; the time of a call's start and its client find it. */
function fromRow(row: StatisticsRow, kept: Kept): CallEvent {
  const near = startInName(row.recfile);
  const startedAt = fromLocalTime(row.calldate, kept.timeZone, near);
  const lasted = Math.max(row.duration ?? 0, row.billsec ?? 0);
  const endedAt = new Date(startedAt.getTime() + lasted * 1000).toISOString();
  const recording = recordingName(row.recfile);
  return {
    kind: "call:ended",
    externalId: recording ? `rec:${recording}` : `stat:${row.id}`,
    at: endedAt,
    startedAt: startedAt.toISOString(),
    endedAt,
    ...outcome(row, kept),
    replayed: true,
    matchByTime: true,
  };
}

function outcome(event: EndEvent | StatisticsRow, kept: Kept) {
  const { disposition, billsec, recfile, direction } = event;
  // Until somebody says where recordings are, the call keeps the path.
  const recording = recordingUrl(recfile, kept.recordingsUrl || null) ?? pathIn(event, kept);
  return {
    ...(direction === "o"
      ? { direction: "outgoing" as const }
      : { direction: "incoming" as const, toldApart: true }),
    ...parties(event, kept),
    disposition,
    ...(billsec !== null && { talkSeconds: billsec }),
    ...(recording && { recordingUrl: recording }),
  };
}

function pathIn({ recfile }: EndEvent | StatisticsRow, { recordingsUrl }: Kept): string | null {
  return recordingsUrl ? null : recordingPath(recfile);
}

/**
 * A is the caller, B the called party. The company's side is an extension when it is short; a long number
 * there is the company's own line, and then no particular extension rings or dials.
 */
function parties(
  { direction, numberA, numberB }: StartEvent | EndEvent | StatisticsRow,
  { lineExtensions = "" }: Kept,
): { clientNumber?: string; extension?: string; trunk?: string; shownTo?: string[] } {
  const [client, own] = direction === "o" ? [numberB, numberA] : [numberA, numberB];
  const isExtension = own !== null && own.replace(/\D/g, "").length <= longestExtension;
  return {
    ...(client !== null && { clientNumber: client }),
    ...(own !== null &&
      (isExtension
        ? { extension: own }
        : { trunk: own, shownTo: lineExtensions.split(/[\s,;]+/).filter(Boolean) })),
  };
}
