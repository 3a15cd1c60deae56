/**
 * Whether a client is owed a call, and since when: a pure function of what happened, taken in the order
 * in which it happened. So it does not matter in which order it was told, nor how often.
 */
import type { CallbackRecord } from "./callback-record";

/** A call with the client, as far as it matters here. Times are in ms. */
export interface ClientCall {
  id: string;
  /** They were missed; somebody talked with them; we tried in vain. */
  kind: "missed" | "talked" | "tried";
  /** Of a missed call, the moment from which the client waits. */
  from: number;
  /** When it was over; of a talk that goes on, when it began. */
  until: number;
  /** When they were reached. */
  talkedAt: number;
  connectionId: string;
  numberRaw: string;
  e164: string | null;
}

type Place = Pick<CallbackRecord, "callId" | "connectionId" | "numberRaw" | "e164">;
type Waiting = Pick<CallbackRecord, "waitingSince" | "dueAt" | "missedCount" | "promisedAt">;
type Tried = Pick<CallbackRecord, "attempts" | "lastAttemptAt">;
/** As an open one is to be. */
export type Owed = Place & Waiting & Tried;
/** Nobody waits. `by`: the talk that settled it; null when what it was made of turned out to be nothing. */
export interface Settled {
  by: ClientCall | null;
}

/** A promise is kept by a talk that lasts until an hour before its time, or is later, in ms. */
const kept = 60 * 60_000;

export interface Facts {
  calls: readonly ClientCall[];
  /** When somebody last said of an earlier callback of the client that it is done, or not needed; in ms. */
  handledAt: number;
  /** A client should not wait longer, in ms. */
  target: number;
}

export function owed(record: CallbackRecord, { calls, handledAt, target }: Facts): Owed | Settled {
  const talks = calls.filter(({ kind }) => kind === "talked");
  const talkedUntil = latest(talks.map(({ until }) => until));
  const promisedAt = record.promisedAt?.getTime() ?? -Infinity;
  const promisedFor = record.waitingSince.getTime();
  const keeps = ({ from, until }: ClientCall) => from >= promisedAt && until >= promisedFor - kept;
  const isPromised = record.promisedAt !== null && !talks.some(keeps);

  const settledUntil = Math.max(talkedUntil, handledAt, promisedAt);
  const misses = calls
    .filter(({ kind, from }) => kind === "missed" && from > settledUntil)
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  const leadAt = record.leadAt?.getTime() ?? -Infinity;
  const asked = leadAt > settledUntil ? leadAt : Infinity;
  const first = Math.min(asked, misses[0]?.from ?? Infinity);
  if (!isPromised && first === Infinity) {
    return { by: firstTalkAfter(record, talks, talkedUntil) };
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

/** Where they called last is where to call them. */
function placeOf({ callId, connectionId, numberRaw, e164 }: Place): Place {
  return { callId, connectionId, numberRaw, e164 };
}

/** Who had waited was reached by the first talk that was still on after they began to wait. */
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
