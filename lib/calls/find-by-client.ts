/** Finds calls by their client and time: of history under ids of its own, and of ends that lost our id. */
import { currentMs } from "#lib/base/clock";
import { hour, minute } from "#lib/base/duration";
import { parsePhoneNumber, type PhoneNumber } from "#lib/numbers/phone-number";
import type { AnyCallEvent } from "./call-record";
import { isPartEnd, isPartEvent } from "./parts";
import { clientNumberOf, type CallSource, type StoredCall } from "./stored-call";

/** The greatest difference between the starts of one call in live events and in history, in ms. */
const sameStart = minute;

/** A call that has not ended after this is given up (docs/calls.md), in ms. */
const longestCall = 4 * hour;

interface ClientQuery {
  event: AnyCallEvent;
  source: CallSource;
}

type Ended = Extract<AnyCallEvent, { kind: "call:ended" }>;
type Span = ReturnType<typeof spanOf>;

/** The clients, and the times in which their calls may have begun. */
export function spansOf({ event, source }: ClientQuery): Span[] {
  return [
    ...(isHistory(event) ? [spanOf(event, source)] : []),
    ...(isUnnamedEnd(event) ? [openSpan(event, source)] : []),
  ];
}

/** In the order of the look-up's columns. */
export const columnsBy = (client: "e164" | "raw") => (span: Span) =>
  [span.connectionId, span[client], span.direction, span.from, span.to] as const;

/** The call of a history record without the live events' id: the client's nearest without history. */
export function findByTime(
  known: readonly StoredCall[],
  { event, source }: ClientQuery,
): StoredCall | null {
  if (!isHistory(event)) return null;
  const { connectionId, direction, ...client } = spanOf(event, source);
  const start = startOf(event);
  const distance = ({ call }: StoredCall) => Math.abs(call.startedAt.getTime() - start);
  // Numbers are compared last: a history's page asks this of hundreds of calls for each of hundreds of records.
  const candidates = known.filter(
    (stored) =>
      distance(stored) <= sameStart &&
      stored.source.connectionId === connectionId &&
      stored.call.direction === direction &&
      isSameClient(client, clientNumberOf(stored)) &&
      !stored.call.events.some(isHistory) &&
      // History of one telephone is its part's alone.
      !(event.toldApart && event.extension && stored.call.events.some(isPartEvent)),
  );
  return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** The call under way that an end fits which does not name it: the latest of several. */
export function findOpen(
  known: readonly StoredCall[],
  { event, source }: ClientQuery,
): StoredCall | null {
  if (!isUnnamedEnd(event)) return null;
  const { connectionId, direction, ...client } = openSpan(event, source);
  const fitting = known.filter(
    (stored) =>
      stored.call.state !== "ended" &&
      stored.source.connectionId === connectionId &&
      stored.call.direction === direction &&
      isSameClient(client, clientNumberOf(stored)) &&
      isWhose(event, stored),
  );
  return fitting.sort((a, b) => +b.call.startedAt - +a.call.startedAt)[0] ?? null;
}

/** Whether the end is of a telephone of this call. One that names none is not taken for the end of several. */
function isWhose({ extension }: Ended, { call: { legs, events } }: StoredCall): boolean {
  if (extension) return legs.some((leg) => leg.extension === extension);
  const parts = new Set(events.filter(isPartEvent).map(({ part }) => part));
  for (const { part } of events.filter(isPartEnd)) parts.delete(part);
  return parts.size < 2;
}

function isHistory(event: { kind: string }): event is Ended {
  return "matchByTime" in event && event.matchByTime === true;
}

function isUnnamedEnd(event: { kind: string }): event is Ended {
  return "fitsOpenCall" in event && event.fitsOpenCall === true;
}

/** The client, and the time in which a call that has just ended may have begun. */
function openSpan(event: Ended, source: CallSource) {
  const until = new Date(event.endedAt ?? event.at ?? currentMs()).getTime();
  const from = new Date(until - longestCall);
  return { ...spanOf(event, source), from, to: new Date(until + sameStart) };
}

function startOf(event: Ended): number {
  return new Date(event.startedAt ?? event.at ?? 0).getTime();
}

/** The client and the time span in which a history record looks for its call. */
function spanOf(event: Ended, { connectionId, country }: CallSource) {
  const { e164, raw } = parsePhoneNumber(event.clientNumber ?? "", country);
  const [from, to] = [startOf(event) - sameStart, startOf(event) + sameStart];
  const { direction } = event;
  return { connectionId, e164, raw, direction, from: new Date(from), to: new Date(to) };
}

type Client = Pick<PhoneNumber, "e164" | "raw">;

/** Compares numbers in E.164 form; those without one as they are written. */
function isSameClient(a: Client, b: Client): boolean {
  return a.e164 === null ? b.e164 === null && a.raw === b.raw : a.e164 === b.e164;
}
