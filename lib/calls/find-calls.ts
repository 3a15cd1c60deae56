/** The calls a batch of events is about, read in two queries and found again in memory. */
import type { DirectTx } from "#lib/db/direct";
import { comparableNumber, parsePhoneNumber, type PhoneNumber } from "#lib/phone-number";
import { noEndReceived, type AnyCallEvent } from "./call-record";
import { readCalls } from "./read-calls";
import type { CallSource, StoredCall } from "./stored-call";

/** How far apart the beginnings of one call may be in live events and in history, in ms. */
const sameStart = 60_000;

/** How long a clicked number waits for the provider's first word about the call, in ms. */
export const requestWindow = 60_000;

export interface Wanted {
  event: AnyCallEvent;
  source: CallSource;
  /** For the program's own events on a known call. */
  callId?: string;
  /** The id by which the provider speaks of `callId` from now on. */
  placedAs?: string;
}

export interface FoundCalls {
  /** By id, by the provider's id, or the click-to-call that waits for it. */
  find(wanted: Wanted): StoredCall | null;
  /** A call the batch itself begins; later events of the batch find it. */
  add(call: StoredCall): void;
}

export async function findCalls(
  tx: DirectTx,
  batch: readonly Wanted[],
  now: Date,
): Promise<FoundCalls> {
  const sources = new Map(batch.map(({ source }) => [source.connectionId, source]));
  const ids = [...new Set(batch.flatMap(({ callId }) => callId ?? []))].map((id) => [id]);
  const told = [
    ...(await readCalls(tx, "byExternalId", externalIdsOf(batch), sources)),
    ...(await readCalls(tx, "byId", ids, sources)),
  ];
  const history = batch.flatMap((one) =>
    isHistory(one.event) ? [spanOf(one.event, one.source)] : [],
  );
  const numbered = history.filter(({ e164 }) => e164 !== null);
  const others = history.filter(({ e164 }) => e164 === null);
  const known = unique([
    ...told,
    ...(await readCalls(tx, "byClient", numbered.map(columnsBy("e164")), sources)),
    ...(await readCalls(tx, "byRawClient", others.map(columnsBy("raw")), sources)),
  ]);
  const byId = new Map(known.map((call) => [call.id, call]));
  const byExternalId = new Map(known.map((call) => [keyOf(call.source, call.externalId), call]));
  const strangers = batch.filter(
    ({ event, source }) => isOutgoing(event) && !byExternalId.has(keyOf(source, event.externalId)),
  );
  const waiting = await waitingRequests(tx, strangers, sources, now);

  /**
   * The provider names a call by its own id, which a click-to-call does not know yet; the extension
   * and the client's number, within a window, tell that they mean the same call.
   */
  function findRequested({ event, source }: Wanted): StoredCall | null {
    if (!isOutgoing(event) || !event.extension || !event.clientNumber) return null;
    const number = comparableNumber(event.clientNumber, source.country);
    const match = waiting.find(
      (one) =>
        one.externalId === null &&
        one.source.connectionId === source.connectionId &&
        one.legs.has(event.extension!) &&
        comparableNumber(one.call.clientRaw, source.country) === number,
    );
    if (!match) return null;
    adopt(match, event.externalId);
    return match;
  }

  /** History without the live events' ids: the nearest call of the client that it has not told yet. */
  function findByTime({ event, source }: Wanted): StoredCall | null {
    if (!isHistory(event)) return null;
    const { connectionId, direction, ...client } = spanOf(event, source);
    const distance = ({ call }: StoredCall) => Math.abs(call.startedAt.getTime() - startOf(event));
    const candidates = known.filter(
      (one) =>
        one.source.connectionId === connectionId &&
        one.call.direction === direction &&
        isClient(client, parsePhoneNumber(one.call.clientRaw, source.country)) &&
        distance(one) <= sameStart &&
        !one.call.told.some(isHistory),
    );
    return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? null;
  }

  /** From now on the provider's events of this id are the clicked call's. */
  function adopt(call: StoredCall, externalId: string): void {
    if (call.externalId !== null || byExternalId.has(keyOf(call.source, externalId))) return;
    call.externalId = externalId;
    call.adopted = true;
    byExternalId.set(keyOf(call.source, externalId), call);
  }

  return {
    find(one) {
      if (one.callId) {
        const call = byId.get(one.callId) ?? null;
        if (call && one.placedAs) adopt(call, one.placedAs);
        return call;
      }
      if (!("externalId" in one.event)) return null;
      const told = byExternalId.get(keyOf(one.source, one.event.externalId));
      return told ?? findByTime(one) ?? findRequested(one);
    },
    add(call) {
      known.push(call);
      byExternalId.set(keyOf(call.source, call.externalId), call);
    },
  };
}

function externalIdsOf(batch: readonly Wanted[]): [string, string][] {
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

/** Where history looks for its call. */
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

/** A number that can't be understood is compared as it was written. */
function isClient(a: Client, b: Client): boolean {
  return a.e164 === null ? b.e164 === null && a.raw === b.raw : a.e164 === b.e164;
}

function unique(calls: StoredCall[]): StoredCall[] {
  const byId = new Map(calls.toReversed().map((call) => [call.id, call]));
  return [...byId.values()];
}

async function waitingRequests(
  tx: DirectTx,
  strangers: readonly Wanted[],
  sources: Map<string, CallSource>,
  now: Date,
): Promise<StoredCall[]> {
  const since = new Date(now.getTime() - 2 * requestWindow);
  const connections = new Set(strangers.map(({ source }) => source.connectionId));
  const wanted = [...connections].map((id) => [id, since, noEndReceived]);
  return readCalls(tx, "unheard", wanted, sources);
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
