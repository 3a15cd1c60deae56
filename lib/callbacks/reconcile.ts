/** Reconciles callbacks with the stored calls. Idempotent: a second run changes nothing. */
import { currentMs, currentTime } from "#lib/base/clock";
import type { DirectTx } from "#lib/db/direct";
import type { CallbackRecord } from "./callback-record";
import {
  stateOf,
  type ClientCall,
  type ClientHistory,
  type OpenState,
  type SettledState,
} from "./callback-state";
import { readClientHistory } from "./client-history";
import { saveCallbacks } from "./store";
import { tellOfTalks } from "./tell-people";

/**
 * Updates open callbacks, closes settled ones, and opens new ones where a client waits. Lock the clients
 * first. What is no call depends on no call, and stays as it is.
 * @param candidates open callbacks, and new ones (version 0) that may have to be opened
 * @param since by id: earliest event that may move the start of the waiting
 * @returns the callbacks that were written
 */
export async function reconcile(
  tx: DirectTx,
  candidates: readonly CallbackRecord[],
  since: ReadonlyMap<string, Date> = new Map(),
): Promise<CallbackRecord[]> {
  const calls = candidates.filter(({ task }) => task === "call");
  if (calls.length === 0) return [];
  const historyOf = await readClientHistory(tx, calls, since);
  const changed = calls.flatMap((record) => {
    const history = historyOf(record);
    const state = stateOf(record, history);
    const next = "settledBy" in state ? closed(record, state, history) : opened(record, state);
    return next && differs(record, next) ? next : [];
  });
  await saveCallbacks(tx, changed);
  await tellOfTalks(tx, changed);
  return changed;
}

/**
 * When an open callback is due in the hours of whoever has it now. Nothing else of it changes: whoever hands it over
 * neither closes it nor moves it, and the calls behind it may have been deleted.
 */
export async function dueAnew(tx: DirectTx, record: CallbackRecord): Promise<CallbackRecord> {
  if (record.task !== "call") return record;
  const historyOf = await readClientHistory(tx, [record], new Map());
  const state = stateOf(record, historyOf(record));
  return "settledBy" in state ? record : { ...record, dueAt: state.dueAt };
}

function opened(record: CallbackRecord, state: OpenState): CallbackRecord {
  const calledAgain = state.missedCount > record.missedCount && state.callId !== record.callId;
  const tried = state.attempts > record.attempts;
  return {
    ...record,
    ...state,
    // A client who calls again while the callback is postponed waits now.
    ...(calledAgain && { postponedUntil: null }),
    // An attempt ends the claim: anybody may call next.
    ...(tried && { claimedById: null, claimedUntil: null }),
  };
}

function closed(
  record: CallbackRecord,
  { settledBy }: SettledState,
  { waited }: ClientHistory,
): CallbackRecord | null {
  if (record.version === 0) return null;
  return {
    ...record,
    openKey: null,
    claimedById: null,
    claimedUntil: null,
    closedReason: settledBy ? "talked" : "not-needed",
    closedAt: settledBy ? talkedAt(record, settledBy) : currentTime(),
    closedByCallId: settledBy?.id ?? null,
    waitedSeconds: settledBy && waited(record.waitingSince, new Date(settledBy.talkedAt)),
  };
}

/**
 * When the talk ended the waiting. A promise may be kept before its time; a client who began to wait in the middle
 * of a talk waited no shorter than not at all. A clock that is ahead of ours names no time to come.
 */
function talkedAt({ promisedAt, waitingSince }: CallbackRecord, talk: ClientCall): Date {
  const since = (promisedAt ?? waitingSince).getTime();
  return new Date(Math.min(Math.max(talk.talkedAt, since), currentMs()));
}

function differs(before: CallbackRecord, after: CallbackRecord): boolean {
  if (before.version === 0) return true;
  return (Object.keys(after) as (keyof CallbackRecord)[]).some(
    (key) => valueOf(before[key]) !== valueOf(after[key]),
  );
}

const valueOf = (value: CallbackRecord[keyof CallbackRecord]) =>
  value instanceof Date ? value.getTime() : value;
