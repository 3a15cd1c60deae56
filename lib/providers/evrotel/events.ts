/** Evrotel's messages → call events. */
import type { CallEvent, MessageOrigin } from "../contract";
import { fromLocalTime } from "./local-time";
import { recordingName, recordingUrl, startInName } from "./recording";
import {
  readEvent,
  readKept,
  readRow,
  type EndEvent,
  type Kept,
  type StartEvent,
  type StatisticsRow,
} from "./wire";

/** More digits are a telephone number, not an extension. */
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
  const { clientNumber = "", extension, trunk } = parties(event);
  const base = { externalId: String(inboxId), at, clientNumber, ...(trunk && { trunk }) };
  if (event.direction === "o") {
    return { kind: "call:dialling", ...base, ...(extension && { extension }) };
  }
  return extension
    ? { kind: "call:ringing", direction: "incoming", ...base, extension }
    : { kind: "call:arrived", ...base };
}

function ended(event: EndEvent, kept: Kept, { inboxId, receivedAt }: MessageOrigin): CallEvent {
  const occurredAt = fromLocalTime(event.calldate, kept.timeZone, receivedAt).getTime();
  const over = Math.min(occurredAt, receivedAt.getTime());
  const talked = (event.billsec ?? 0) * 1000;
  const late = receivedAt.getTime() - (over + talked) > heldUp;
  return {
    kind: "call:ended",
    externalId: callOf(event, inboxId),
    ...(late && { at: new Date(over).toISOString() }),
    startedAt: new Date(over - talked).toISOString(),
    endedAt: new Date(over).toISOString(),
    ...outcome(event, kept),
  };
}

/**
 * The id we answered the start with. What never was an answer of ours (the start was missed, another
 * program had answered it) must not meet a call that gets this id later; statistics know such a call
 * by its recording.
 */
function callOf({ callid, recfile }: EndEvent, inboxId: number): string {
  const ours = callid !== null && /^[1-9]\d{0,14}$/.test(callid) && Number(callid) < inboxId;
  if (ours) return callid;
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

function outcome(event: EndEvent | StatisticsRow, { recordingsUrl }: Kept) {
  const { disposition, billsec, recfile, direction } = event;
  const recording = recordingUrl(recfile, recordingsUrl || null);
  return {
    direction: direction === "o" ? ("outgoing" as const) : ("incoming" as const),
    ...parties(event),
    disposition,
    ...(billsec !== null && { talkSeconds: billsec }),
    ...(recording && { recordingUrl: recording }),
  };
}

/**
 * A is the caller, B the called party. The company's side is an extension when it is short; a long number
 * there is the company's own line, and then no particular extension rings or dials.
 */
function parties({ direction, numberA, numberB }: StartEvent | EndEvent | StatisticsRow): {
  clientNumber?: string;
  extension?: string;
  trunk?: string;
} {
  const [client, own] = direction === "o" ? [numberB, numberA] : [numberA, numberB];
  const isExtension = own !== null && own.replace(/\D/g, "").length <= longestExtension;
  return {
    ...(client !== null && { clientNumber: client }),
    ...(own !== null && (isExtension ? { extension: own } : { trunk: own })),
  };
}
