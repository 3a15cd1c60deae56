/**
 * The browser's picture of the calls. Pushes are hints, whole calls with a version: the newest
 * version wins, whatever order they come in, and a snapshot says what is there and what is not.
 */
import type { CallView } from "#lib/realtime/events";

export interface LiveCalls {
  byId: ReadonlyMap<string, CallView>;
  /** Told of since a snapshot was last asked for: it may have been read before they began. */
  heard: ReadonlySet<string>;
  /** How often a push showed that one before it never came (docs/realtime.md). */
  gaps: number;
}

export type LiveAction =
  { type: "asked" } | { type: "call"; call: CallView } | { type: "snapshot"; calls: CallView[] };

export const noCalls: LiveCalls = { byId: new Map(), heard: new Set(), gaps: 0 };

/** Ended calls are kept for lists that show them; beyond this many the oldest are forgotten. */
const mostKept = 200;

export function liveCallsReducer(state: LiveCalls, action: LiveAction): LiveCalls {
  switch (action.type) {
    case "asked":
      return { ...state, heard: new Set() };
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
  return { ...next, heard: new Set(state.heard).add(call.id), gaps: state.gaps + Number(gap) };
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

/** What the snapshot does not name has ended, or was put away, while nobody told us. */
function dropUnmentioned(state: LiveCalls, calls: CallView[]): LiveCalls {
  const named = new Set(calls.map((call) => call.id));
  const stays = (id: string) => named.has(id) || state.heard.has(id);
  if ([...state.byId.keys()].every(stays)) return state;
  return { ...state, byId: new Map([...state.byId].filter(([id]) => stays(id))) };
}
