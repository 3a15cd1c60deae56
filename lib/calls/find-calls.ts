/** Finds the calls that a batch of events concerns: a few queries for the batch, then in memory. */
import { minute } from "#lib/base/duration";
import type { DirectTx } from "#lib/db/direct";
import { comparableNumber } from "#lib/numbers/phone-number";
import { noEndReceived, type AnyCallEvent } from "./call-record";
import { columnsBy, findByTime, findOpen, spansOf } from "./find-by-client";
import {
  callsOfAliases,
  findCallToJoin,
  findOpenPart,
  isToldApart,
  partQuery,
  spanOfPart,
  type PartQuery,
} from "./find-parts";
import { readCalls } from "./read-calls";
import type { CallSource, StoredCall } from "./stored-call";

/** How long a requested call waits for the provider's first event, in ms. */
export const requestWindow = minute;

export interface CallQuery {
  event: AnyCallEvent;
  source: CallSource;
  /** The call of one of the program's own events. */
  callId?: string;
  /** The provider's id of `callId` from now on. */
  placedAs?: string;
}

export interface FoundCall {
  stored: StoredCall | null;
  /** The id under which the provider tells this part of the call. */
  part?: string;
  /** The earlier call that had this id. */
  freed?: StoredCall;
}

export interface FoundCalls {
  /**
   * Finds a call by id, by the provider's id, by its time, or the requested call that waits for it; the
   * latter becomes the call with the provider's id. A call that is joined as a part of another gets its id, too.
   */
  findOrAdopt(query: CallQuery): FoundCall;
  /** Adds a call that the batch begins, so that later events of the batch find it. */
  add(call: StoredCall): void;
}

export async function findCalls(
  tx: DirectTx,
  batch: readonly CallQuery[],
  now: Date,
): Promise<FoundCalls> {
  const sources = new Map(batch.map(({ source }) => [source.connectionId, source]));
  const ids = [...new Set(batch.flatMap(({ callId }) => callId ?? []))].map((id) => [id]);
  const aliases = await callsOfAliases(
    tx,
    externalIdsOf(batch.filter(({ event }) => isToldApart(event))),
  );
  const named = [
    ...(await readCalls(tx, "byExternalId", externalIdsOf(batch), sources)),
    ...(await readCalls(tx, "byId", [...ids, ...aliases.map((id) => [id])], sources)),
  ];
  const spans = batch.flatMap((query) => {
    const part = partQuery(query);
    return [...spansOf(query), ...(part ? [spanOfPart(part)] : [])];
  });
  const numbered = spans.filter(({ e164 }) => e164 !== null);
  const others = spans.filter(({ e164 }) => e164 === null);
  const known = unique([
    ...named,
    ...(await readCalls(tx, "byClient", numbered.map(columnsBy("e164")), sources)),
    ...(await readCalls(tx, "byRawClient", others.map(columnsBy("raw")), sources)),
  ]);
  const byId = new Map(known.map((call) => [call.id, call]));
  const byExternalId = new Map(known.flatMap((call) => keysOf(call).map((key) => [key, call])));
  const unmatched = batch.filter(
    ({ event, source }) => isOutgoing(event) && !byExternalId.has(keyOf(source, event.externalId)),
  );
  const waiting = await waitingRequests(tx, unmatched, sources, now);

  /**
   * Finds the requested call of a provider's event. The request does not know the provider's id yet; the
   * extension and the client's number, within a window, identify it.
   */
  function findRequested({ event, source }: CallQuery): StoredCall | null {
    if (!isOutgoing(event) || !event.extension || !event.clientNumber) return null;
    const number = comparableNumber(event.clientNumber, source.country);
    const match = waiting.find(
      (request) =>
        request.externalId === null &&
        request.source.connectionId === source.connectionId &&
        request.legs.has(event.extension!) &&
        comparableNumber(request.call.clientRaw, source.country) === number,
    );
    if (!match) return null;
    adopt(match, event.externalId);
    return match;
  }

  /** Gives a requested call the provider's id. */
  function adopt(call: StoredCall, externalId: string): void {
    if (call.externalId !== null || byExternalId.has(keyOf(call.source, externalId))) return;
    call.externalId = externalId;
    call.adopted = true;
    byExternalId.set(keyOf(call.source, externalId), call);
  }

  /** Takes its id from a call that is over: the provider has begun another one under it. */
  function giveUp(over: StoredCall): FoundCall {
    const { externalId, source } = over;
    byExternalId.delete(keyOf(source, externalId));
    over.externalId = `${externalId} ${over.id}`;
    over.adopted = true;
    byExternalId.set(keyOf(source, over.externalId), over);
    return { stored: null, part: externalId ?? undefined, freed: over };
  }

  /** Finds the call whose part it is, and gives it the part's id. */
  function join(query: PartQuery): StoredCall | null {
    const call = findCallToJoin(known, query);
    if (!call) return null;
    (call.newAliases ??= []).push(query.event.externalId);
    byExternalId.set(keyOf(query.source, query.event.externalId), call);
    return call;
  }

  return {
    findOrAdopt(query) {
      if (query.callId) {
        const stored = byId.get(query.callId) ?? null;
        if (stored && query.placedAs) adopt(stored, query.placedAs);
        return { stored };
      }
      if (!("externalId" in query.event)) return { stored: null };
      const { externalId } = query.event;
      const named = byExternalId.get(keyOf(query.source, externalId));
      if (named && !isNextCall(named, query)) return { stored: named, part: externalId };
      if (named) return giveUp(named);
      const part = partQuery(query);
      const open = part && findOpenPart(known, part);
      if (open) return open;
      const stored =
        findOpen(known, query) ??
        findByTime(known, query) ??
        (part && join(part)) ??
        findRequested(query);
      return { stored, part: externalId };
    },
    add(call) {
      known.push(call);
      byExternalId.set(keyOf(call.source, call.externalId), call);
    },
  };
}

function externalIdsOf(batch: readonly CallQuery[]): [string, string][] {
  const ids = new Map<string, [string, string]>();
  for (const { event, source, placedAs } of batch) {
    const id = "externalId" in event ? event.externalId : placedAs;
    if (id !== undefined) ids.set(keyOf(source, id), [source.connectionId, id]);
  }
  return [...ids.values()];
}

function unique(calls: StoredCall[]): StoredCall[] {
  const byId = new Map(calls.toReversed().map((call) => [call.id, call]));
  return [...byId.values()];
}

async function waitingRequests(
  tx: DirectTx,
  unmatched: readonly CallQuery[],
  sources: Map<string, CallSource>,
  now: Date,
): Promise<StoredCall[]> {
  const since = new Date(now.getTime() - 2 * requestWindow);
  const connections = new Set(unmatched.map(({ source }) => source.connectionId));
  const wanted = [...connections].map((id) => [id, since, noEndReceived]);
  return readCalls(tx, "unanswered", wanted, sources);
}

const starts = new Set<string>(["call:arrived", "call:ringing", "call:dialling"]);

/** Whether another client's call begins under the id of one that is over: an exchange may use its ids again. */
function isNextCall({ call, externalId }: StoredCall, { event, source }: CallQuery): boolean {
  if (call.state !== "ended" || !starts.has(event.kind) || !("clientNumber" in event)) return false;
  if (!("externalId" in event) || event.externalId !== externalId) return false;
  const [before, now] = [call.clientRaw, event.clientNumber ?? ""].map((raw) =>
    comparableNumber(raw, source.country),
  );
  // Extensions take part in their colleagues' calls.
  return before!.length > longestExtension && now!.length > longestExtension && before !== now;
}

/** In digits. */
const longestExtension = 6;

type Outgoing = Extract<AnyCallEvent, { externalId: string }> & {
  extension?: string;
  clientNumber?: string;
};

function isOutgoing(event: AnyCallEvent): event is Outgoing {
  if (!("externalId" in event)) return false;
  return event.kind === "call:dialling" || ("direction" in event && event.direction === "outgoing");
}

/** Its own id, and those of its parts. */
function keysOf({ source, externalId, call }: StoredCall): string[] {
  const parts = call.events.flatMap(({ part }) => part ?? []);
  return [...new Set([externalId, ...parts])].map((id) => keyOf(source, id));
}

function keyOf(source: CallSource, externalId: string | null): string {
  return JSON.stringify([source.connectionId, externalId]);
}
