/** Finds the calls that a batch of events concerns: a few queries for the batch, then in memory. */
import { minute } from "#lib/base/duration";
import type { DirectTx } from "#lib/db/direct";
import { comparableNumber, parsePhoneNumber, type PhoneNumber } from "#lib/numbers/phone-number";
import { noEndReceived, type AnyCallEvent } from "./call-record";
import { readCalls } from "./read-calls";
import type { CallSource, StoredCall } from "./stored-call";

/** The greatest difference between the starts of one call in live events and in history, in ms. */
const sameStart = minute;

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

export interface FoundCalls {
  /**
   * Finds a call by id, by the provider's id, by its time, or the requested call that waits for it; the
   * latter becomes the call with the provider's id.
   */
  findOrAdopt(query: CallQuery): StoredCall | null;
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
  const named = [
    ...(await readCalls(tx, "byExternalId", externalIdsOf(batch), sources)),
    ...(await readCalls(tx, "byId", ids, sources)),
  ];
  const history = batch.flatMap(({ event, source }) =>
    isHistory(event) ? [spanOf(event, source)] : [],
  );
  const numbered = history.filter(({ e164 }) => e164 !== null);
  const others = history.filter(({ e164 }) => e164 === null);
  const known = unique([
    ...named,
    ...(await readCalls(tx, "byClient", numbered.map(columnsBy("e164")), sources)),
    ...(await readCalls(tx, "byRawClient", others.map(columnsBy("raw")), sources)),
  ]);
  const byId = new Map(known.map((call) => [call.id, call]));
  const byExternalId = new Map(known.map((call) => [keyOf(call.source, call.externalId), call]));
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

  /** Finds the call of a history record without the live events' id: the client's nearest without history. */
  function findByTime({ event, source }: CallQuery): StoredCall | null {
    if (!isHistory(event)) return null;
    const { connectionId, direction, ...client } = spanOf(event, source);
    const distance = ({ call }: StoredCall) => Math.abs(call.startedAt.getTime() - startOf(event));
    const candidates = known.filter(
      (stored) =>
        stored.source.connectionId === connectionId &&
        stored.call.direction === direction &&
        isSameClient(client, parsePhoneNumber(stored.call.clientRaw, source.country)) &&
        distance(stored) <= sameStart &&
        !stored.call.events.some(isHistory),
    );
    return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? null;
  }

  /** Gives a requested call the provider's id. */
  function adopt(call: StoredCall, externalId: string): void {
    if (call.externalId !== null || byExternalId.has(keyOf(call.source, externalId))) return;
    call.externalId = externalId;
    call.adopted = true;
    byExternalId.set(keyOf(call.source, externalId), call);
  }

  return {
    findOrAdopt(query) {
      if (query.callId) {
        const call = byId.get(query.callId) ?? null;
        if (call && query.placedAs) adopt(call, query.placedAs);
        return call;
      }
      if (!("externalId" in query.event)) return null;
      const named = byExternalId.get(keyOf(query.source, query.event.externalId));
      return named ?? findByTime(query) ?? findRequested(query);
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

type History = Extract<AnyCallEvent, { kind: "call:ended" }>;

function isHistory(event: { kind: string }): event is History {
  return "matchByTime" in event && event.matchByTime === true;
}

function startOf(event: History): number {
  return new Date(event.startedAt ?? event.at ?? 0).getTime();
}

/** The client and the time span in which a history record looks for its call. */
function spanOf(event: History, { connectionId, country }: CallSource) {
  const { e164, raw } = parsePhoneNumber(event.clientNumber ?? "", country);
  const [from, to] = [startOf(event) - sameStart, startOf(event) + sameStart];
  const { direction } = event;
  return { connectionId, e164, raw, direction, from: new Date(from), to: new Date(to) };
}

/** In the order of the look-up's columns. */
const columnsBy = (client: "e164" | "raw") => (span: ReturnType<typeof spanOf>) =>
  [span.connectionId, span[client], span.direction, span.from, span.to] as const;

type Client = Pick<PhoneNumber, "e164" | "raw">;

/** Compares numbers in E.164 form; those without one as they are written. */
function isSameClient(a: Client, b: Client): boolean {
  return a.e164 === null ? b.e164 === null && a.raw === b.raw : a.e164 === b.e164;
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

type Outgoing = Extract<AnyCallEvent, { externalId: string }> & {
  extension?: string;
  clientNumber?: string;
};

function isOutgoing(event: AnyCallEvent): event is Outgoing {
  if (!("externalId" in event)) return false;
  return event.kind === "call:dialling" || ("direction" in event && event.direction === "outgoing");
}

function keyOf(source: CallSource, externalId: string | null): string {
  return JSON.stringify([source.connectionId, externalId]);
}
