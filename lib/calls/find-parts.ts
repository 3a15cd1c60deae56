/** Finds the call whose part an event tells of, where the provider tells each telephone as a call of its own. */
import { currentMs } from "#lib/base/clock";
import { minute } from "#lib/base/duration";
import { nextRing } from "#lib/callbacks/callback-state";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import { comparableNumber, parsePhoneNumber } from "#lib/numbers/phone-number";
import type { AnyCallEvent, RecordedEvent } from "./call-record";
import { extensionOfPart, isPartEnd, isPartEvent } from "./parts";
import { clientNumberOf, type CallSource, type StoredCall } from "./stored-call";

/** A telephone that begins to ring this long after the call began, in ms, rings for another one. */
const longestHunt = 10 * minute;
/** The greatest difference between the starts of a part in live events and in history, in ms. */
const sameStart = minute;

type Ring = Extract<AnyCallEvent, { kind: "call:ringing" }>;
type End = Extract<AnyCallEvent, { kind: "call:ended" }>;

/** An event of one telephone, which says whose and with whom. */
export interface PartQuery {
  event: (Ring | End) & { extension: string; clientNumber: string };
  source: CallSource;
  /** The client, as `comparableNumber` has it. */
  client: string;
}

/** @returns ids of the calls that have one of these further ids */
export async function callsOfAliases(
  tx: DirectTx,
  wanted: readonly (readonly [connectionId: string, externalId: string])[],
): Promise<string[]> {
  if (wanted.length === 0) return [];
  const columns = { connectionId: "text", externalId: "text" } as const;
  const rows = await tx.rows<{ callId: string }>(
    `SELECT DISTINCT a."callId" FROM (${documentRows(tx.dialect, columns)}) wanted
     CROSS JOIN "CallAlias" a
     WHERE a."connectionId" = wanted."connectionId" AND a."externalId" = wanted."externalId"`,
    wanted,
  );
  return rows.map(({ callId }) => callId);
}

export function isToldApart(event: AnyCallEvent): boolean {
  return "toldApart" in event && event.toldApart === true;
}

/** Null for what is no part: it names no telephone, or a line's own call is shown there. */
export function partQuery({ event, source }: { event: AnyCallEvent; source: CallSource }) {
  const isOne =
    isToldApart(event) &&
    (event.kind === "call:ringing" || event.kind === "call:ended") &&
    !event.trunk &&
    event.extension !== undefined &&
    event.clientNumber !== undefined;
  if (!isOne) return null;
  const client = comparableNumber(event.clientNumber!, source.country);
  return { event, source, client } as PartQuery;
}

/** The client, and the time in which the call may have begun whose part it is. */
export function spanOfPart({ event, source: { connectionId, country } }: PartQuery) {
  const { from, until } = timesOf(event);
  const { e164, raw } = parsePhoneNumber(event.clientNumber, country);
  const span = { from: new Date(from - longestHunt), to: new Date(until + nextRing) };
  return { connectionId, e164, raw, direction: event.direction, ...span };
}

/** The event as its call keeps it: with the id of its part and, at its end, whose telephone it was. */
export function asPart(
  event: AnyCallEvent,
  part: string,
  stored: StoredCall | null,
): AnyCallEvent & { part?: string } {
  if (event.kind !== "call:ringing" && event.kind !== "call:ended") return event;
  const { toldApart, ...plain } = event;
  const extension = event.extension ?? extensionOfPart(stored?.call.events ?? [], part);
  if (!toldApart || event.trunk || extension === undefined) return plain;
  if (plain.kind === "call:ringing") return { ...plain, part };
  return { ...plain, extension, tellsEachLeg: true, part };
}

/**
 * The part that rang there, and whose end was not told in this way yet: live events and history tell the same
 * ends. History is about the nearest one, a live end without our id about the latest.
 */
export function findOpenPart(
  known: readonly StoredCall[],
  query: PartQuery,
): { stored: StoredCall; part: string } | null {
  const { event } = query;
  if (event.kind !== "call:ended") return null;
  const isHistory = event.matchByTime === true;
  const tells = (told: RecordedEvent, part: string) =>
    isPartEnd(told) && told.part === part && (told.matchByTime === true) === isHistory;
  const { from, until } = timesOf(event);
  const distance = ({ at }: { at: number }) => (isHistory ? Math.abs(at - from) : until - at);
  const isNear = (ring: { at: number }) =>
    isHistory ? distance(ring) <= sameStart : distance(ring) >= -nextRing;
  const open = known
    .flatMap((stored) =>
      stored.call.events
        .filter(isPartEvent)
        .filter(({ kind, extension }) => kind === "call:ringing" && extension === event.extension)
        .filter(isNear)
        .filter(({ part }) => !stored.call.events.some((told) => tells(told, part)))
        .map(({ part, at }) => ({ stored, part, at })),
    )
    .filter(({ stored }) => isOfClient(stored, query));
  return open.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** The call of the same client that rings, or has just rung or talked, elsewhere: the latest of several. */
export function findCallToJoin(known: readonly StoredCall[], query: PartQuery): StoredCall | null {
  const { from, until } = timesOf(query.event);
  // Two who hide their numbers are told apart by the time alone.
  const isHidden = isHiddenNumber(query.event.clientNumber);
  const fitting = known.filter((stored) => {
    const { startedAt, endedAt, events } = stored.call;
    const began = startedAt.getTime();
    const touches = from <= (endedAt?.getTime() ?? Infinity) + nextRing;
    const isNear = isHidden
      ? Math.abs(from - began) <= nextRing
      : touches && until >= began - nextRing && from <= began + longestHunt;
    return isNear && events.some(isPartEvent) && isOfClient(stored, query);
  });
  return (
    fitting
      .filter(({ call }) => mayRingAt(query.event.extension, call.events))
      .sort((a, b) => +b.call.startedAt - +a.call.startedAt)[0] ?? null
  );
}

/** A telephone rings for a call once, and again when others have rung since: else it is the client's next call. */
function mayRingAt(extension: string, events: readonly RecordedEvent[]): boolean {
  const parts = events.filter(isPartEvent);
  const own = parts.filter((event) => event.extension === extension);
  const isOver = (part: string) => own.some((event) => isPartEnd(event) && event.part === part);
  const ringsOf = (some: typeof parts) => some.filter(({ kind }) => kind === "call:ringing");
  const last = Math.max(...ringsOf(own).map(({ at }) => at));
  const others = ringsOf(parts.filter((event) => event.extension !== extension));
  return (
    own.every(({ part }) => isOver(part)) &&
    (own.length === 0 || others.some(({ at }) => at > last))
  );
}

function isOfClient(stored: StoredCall, { event, source, client }: PartQuery): boolean {
  if (stored.erased || stored.source.connectionId !== source.connectionId) return false;
  if (stored.call.direction !== event.direction) return false;
  const { e164, digits } = clientNumberOf(stored);
  return (e164 ?? digits) === client;
}

/** In ms. */
function timesOf(event: Ring | End): { from: number; until: number } {
  const at = new Date(event.at ?? currentMs()).getTime();
  if (event.kind === "call:ringing") return { from: at, until: at };
  const until = event.endedAt ? new Date(event.endedAt).getTime() : at;
  return { from: event.startedAt ? new Date(event.startedAt).getTime() : until, until };
}
