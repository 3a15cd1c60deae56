/**
 * The browser's picture of the calls and of the open callbacks. Pushes are hints, whole ones with a
 * version: the newest version wins, whatever order they come in, and a snapshot says what is there and
 * what is not.
 */
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallView } from "#lib/calls/call-view";

export interface LiveCalls {
  byId: ReadonlyMap<string, CallView>;
  /** Pushed since a snapshot was last asked for: it may have been read before these calls began. */
  pushed: ReadonlySet<string>;
  /** How often a push showed that one before it never came (docs/realtime.md). */
  gaps: number;
}

export type LiveAction =
  { type: "asked" } | { type: "call"; call: CallView } | { type: "snapshot"; calls: CallView[] };

export const noCalls: LiveCalls = { byId: new Map(), pushed: new Set(), gaps: 0 };

/** Ended calls are kept for lists that show them; beyond this many the oldest are forgotten. */
const mostKept = 200;

export function liveCallsReducer(state: LiveCalls, action: LiveAction): LiveCalls {
  switch (action.type) {
    case "asked":
      return { ...state, pushed: new Set() };
    case "call":
      return push(state, action.call);
    case "snapshot":
      return merge(dropUnmentioned(state, action.calls), action.calls);
  }
}

function push(state: LiveCalls, call: CallView): LiveCalls {
  const known = state.byId.get(call.id);
  const next = merge(state, [call]);
  if (next === state) return state;
  const gap = known !== undefined && call.version > known.version + 1;
  return { ...next, pushed: new Set(state.pushed).add(call.id), gaps: state.gaps + Number(gap) };
}

function merge(state: LiveCalls, calls: CallView[]): LiveCalls {
  const fresh = calls.filter((call) => (state.byId.get(call.id)?.version ?? 0) < call.version);
  if (fresh.length === 0) return state;
  const byId = new Map(state.byId);
  for (const call of fresh) byId.set(call.id, call);
  for (const [id, call] of byId) {
    if (byId.size <= mostKept) break;
    if (call.state === "ended") byId.delete(id);
  }
  return { ...state, byId };
}

/** What the snapshot does not name has ended, or was put away, unseen. */
function dropUnmentioned(state: LiveCalls, calls: CallView[]): LiveCalls {
  const named = new Set(calls.map((call) => call.id));
  const stays = (id: string) => named.has(id) || state.pushed.has(id);
  if ([...state.byId.keys()].every(stays)) return state;
  return { ...state, byId: new Map([...state.byId].filter(([id]) => stays(id))) };
}

export interface LiveCallbacks {
  /** Closed ones too, so that an older push does not bring them back. */
  byId: ReadonlyMap<string, CallbackView>;
  /** Pushed since the last snapshot was asked for. */
  pushed: ReadonlySet<string>;
}

export type CallbacksAction =
  | { type: "asked" }
  | { type: "changed"; callbacks: readonly CallbackView[] }
  | { type: "snapshot"; callbacks: readonly CallbackView[] };

/** Closed ones beyond this many are forgotten. */
const mostClosed = 200;

export function callbacksFrom(callbacks: readonly CallbackView[]): LiveCallbacks {
  return { byId: new Map(callbacks.map((callback) => [callback.id, callback])), pushed: new Set() };
}

export function callbacksReducer(state: LiveCallbacks, action: CallbacksAction): LiveCallbacks {
  if (action.type === "asked") return { ...state, pushed: new Set() };
  const byId = new Map(state.byId);
  const pushed = new Set(state.pushed);
  if (action.type === "snapshot") {
    const named = new Set(action.callbacks.map(({ id }) => id));
    for (const { id, closed } of byId.values()) {
      // A snapshot names open ones alone.
      if (!closed && !named.has(id) && !pushed.has(id)) byId.delete(id);
    }
  } else for (const { id } of action.callbacks) pushed.add(id);
  for (const callback of action.callbacks) {
    if ((byId.get(callback.id)?.version ?? 0) < callback.version) byId.set(callback.id, callback);
  }
  const closed = [...byId.values()].filter((callback) => callback.closed);
  for (const { id } of closed.slice(0, -mostClosed)) byId.delete(id);
  return { byId, pushed };
}
