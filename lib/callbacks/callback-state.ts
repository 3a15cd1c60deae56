/**
 * State of a callback, open or settled: a pure function of the client's history in the order in which it
 * happened. So late, repeated and reordered reports lead to the same state.
 */
import { hour } from "#lib/base/duration";
import type { CallbackRecord } from "./callback-record";

/** A call with the client, reduced to what decides. Times are in ms. */
export interface ClientCall {
  id: string;
  /** The client was missed; somebody talked with them; we called and nobody answered. */
  kind: "missed" | "talked" | "tried";
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
  /** Target waiting time, in ms. */
  target: number;
}

export function stateOf(
  record: CallbackRecord,
  { calls, handledAt, target }: ClientHistory,
): OpenState | SettledState {
  const talks = calls.filter(({ kind }) => kind === "talked");
  const talkedUntil = latest(talks.map(({ until }) => until));
  const promisedAt = record.promisedAt?.getTime() ?? -Infinity;
  const promisedFor = record.waitingSince.getTime();
  const keeps = ({ from, until }: ClientCall) =>
    from >= promisedAt && until >= promisedFor - promiseTolerance;
  const isPromised = record.promisedAt !== null && !talks.some(keeps);

  const settledUntil = Math.max(talkedUntil, handledAt, promisedAt);
  const misses = calls
    .filter(({ kind, from }) => kind === "missed" && from > settledUntil)
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  const leadAt = record.leadAt?.getTime() ?? -Infinity;
  const lead = leadAt > settledUntil ? leadAt : Infinity;
  const first = Math.min(lead, misses[0]?.from ?? Infinity);
  if (!isPromised && first === Infinity) {
    return { settledBy: firstTalkAfter(record, talks, talkedUntil) };
  }
  const last = misses.at(-1);
  const since = isPromised ? promisedAt : first;
  const tries = calls.filter(({ kind, from }) => kind === "tried" && from >= since);
  return {
    waitingSince: new Date(isPromised ? promisedFor : first),
    dueAt: new Date(isPromised ? Math.min(promisedFor, first + target) : first + target),
    promisedAt: isPromised ? record.promisedAt : null,
    missedCount: misses.length,
    attempts: tries.length,
    lastAttemptAt: tries.length > 0 ? new Date(latest(tries.map(({ until }) => until))) : null,
    ...placeOf(last ? { ...last, callId: last.id } : record),
  };
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
