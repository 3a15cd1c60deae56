/**
 * State of a callback, open or settled: a pure function of the client's history in the order in which it
 * happened. So late, repeated and reordered reports lead to the same state.
 */
import { hour, second } from "#lib/base/duration";
import type { CallbackRecord } from "./callback-record";

/** A call with the client, reduced to what decides. Times are in ms. */
export interface ClientCall {
  id: string;
  /** The client was missed; somebody talked with them; we called and nobody answered; they ring now. */
  kind: "missed" | "talked" | "tried" | "rings";
  /** Start; for a missed call, the moment from which the client waits. */
  from: number;
  /** End; for a talk under way, its start. */
  until: number;
  /** Start of the talk. */
  talkedAt: number;
  connectionId: string;
  numberRaw: string;
  e164: string | null;
}

type Place = Pick<CallbackRecord, "callId" | "connectionId" | "numberRaw" | "e164">;
type Waiting = Pick<CallbackRecord, "waitingSince" | "dueAt" | "missedCount" | "promisedAt">;
type Tried = Pick<CallbackRecord, "attempts" | "lastAttemptAt">;
/** What the history decides about an open callback. */
export type OpenState = Place & Waiting & Tried;
/** Nobody waits any more. */
export interface SettledState {
  /** The talk that settled it; null when the reason for the callback turned out to be none. */
  settledBy: ClientCall | null;
}

/** A promise is kept by a talk that ends at most this long before the promised time, or later, in ms. */
const promiseTolerance = hour;

/** History of a client with the team. */
export interface ClientHistory {
  calls: readonly ClientCall[];
  /** Last time a person closed a callback of the client as done or not needed, in ms. */
  handledAt: number;
  /** Until when somebody who waits since then should have been called; both in ms. */
  dueAfter: (since: number) => number;
  /** How long somebody has waited, in whole seconds of the company's working hours. */
  waited: (from: Date, to: Date) => number;
}

export function stateOf(
  record: CallbackRecord,
  { calls, handledAt, dueAfter }: ClientHistory,
): OpenState | SettledState {
  const talks = calls.filter(({ kind }) => kind === "talked");
  const talkedUntil = latest(talks.map(({ until }) => until));
  const promisedAt = record.promisedAt?.getTime() ?? -Infinity;
  const promisedFor = record.waitingSince.getTime();
  const keeps = ({ from, until }: ClientCall) =>
    from >= promisedAt && until >= promisedFor - promiseTolerance;
  const isPromised = record.promisedAt !== null && !talks.some(keeps);

  const settledUntil = Math.max(talkedUntil, handledAt, promisedAt);
  const waits = calls.map((call) => sinceHandedOver(call, talks));
  const misses = missesOf(waits.filter(({ from }) => from > settledUntil));
  const leadAt = record.leadAt?.getTime() ?? -Infinity;
  const lead = leadAt > settledUntil ? leadAt : Infinity;
  const first = Math.min(lead, misses[0]?.from ?? Infinity);
  if (!isPromised && first === Infinity) {
    return { settledBy: firstTalkAfter(record, talks, talkedUntil) };
  }
  const due = first === Infinity ? Infinity : dueAfter(first);
  const last = misses.at(-1);
  const since = isPromised ? promisedAt : first;
  const tries = calls.filter(({ kind, from }) => kind === "tried" && from >= since);
  return {
    waitingSince: new Date(isPromised ? promisedFor : first),
    dueAt: new Date(isPromised ? Math.min(promisedFor, due) : due),
    promisedAt: isPromised ? record.promisedAt : null,
    missedCount: misses.length,
    attempts: tries.length,
    lastAttemptAt: tries.length > 0 ? new Date(latest(tries.map(({ until }) => until))) : null,
    ...placeOf(last ? { ...last, callId: last.id } : record),
  };
}

/** Telephones that ring one after the other for one call: the pause between them, in ms. */
export const nextRing = 2 * second;

/**
 * The missed calls, the earliest first. Where a provider tells each telephone of a group as a call of its own,
 * the calls overlap: they are one, and none while another of them rings.
 */
function missesOf(calls: readonly ClientCall[]): ClientCall[] {
  const groups: ClientCall[][] = [];
  const inOrder = calls
    .filter(({ kind }) => kind === "missed" || kind === "rings")
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  for (const call of inOrder) {
    const group = groups.find((others) => others.some((other) => isNextRing(other, call)));
    if (group) group.push(call);
    else groups.push([call]);
  }
  return groups
    .filter((group) => group.every(({ kind }) => kind === "missed"))
    .map((group) => ({ ...group.at(-1)!, from: group[0]!.from }));
}

function isNextRing(before: ClientCall, call: ClientCall): boolean {
  return isSameCaller(before, call) && call.from <= before.until + nextRing;
}

function isSameCaller(a: ClientCall, b: ClientCall): boolean {
  return a.connectionId === b.connectionId && a.numberRaw === b.numberRaw;
}

/** Who rings elsewhere when their talk ends was handed over: where nobody answered, they wait since then. */
function sinceHandedOver(call: ClientCall, talks: readonly ClientCall[]): ClientCall {
  if (call.kind !== "missed" && call.kind !== "rings") return call;
  const talk = talks.find(
    (talk) =>
      isSameCaller(talk, call) &&
      talk.talkedAt < call.from &&
      call.from <= talk.until &&
      (call.kind === "rings" || talk.until + nextRing < call.until),
  );
  return talk ? { ...call, from: talk.until + 1 } : call;
}

/** The client is called back on the connection and number of their last call. */
function placeOf({ callId, connectionId, numberRaw, e164 }: Place): Place {
  return { callId, connectionId, numberRaw, e164 };
}

/** The first talk that went on after the client began to wait. */
function firstTalkAfter(
  { waitingSince }: CallbackRecord,
  talks: readonly ClientCall[],
  talkedUntil: number,
): ClientCall | null {
  const since = Math.min(waitingSince.getTime(), talkedUntil);
  const [first] = talks
    .filter(({ until }) => until >= since)
    .sort((a, b) => a.talkedAt - b.talkedAt);
  return first ?? null;
}

function latest(times: readonly number[]): number {
  return times.reduce((a, b) => Math.max(a, b), -Infinity);
}
