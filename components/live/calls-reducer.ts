/**
 * The browser's picture of the calls. Pushes are hints, whole calls with a version: the newest
 * version wins, whatever order they come in, and a snapshot says what is under way and what is not.
 */
import type { CallView } from "#lib/realtime/events";

export interface LiveCalls {
  byId: ReadonlyMap<string, CallView>;
}

export type LiveAction = { type: "call"; call: CallView } | { type: "snapshot"; calls: CallView[] };

export const noCalls: LiveCalls = { byId: new Map() };

/** Ended calls are kept for lists that show them; beyond this many the oldest are forgotten. */
const mostKept = 200;

export function liveCallsReducer(state: LiveCalls, action: LiveAction): LiveCalls {
  switch (action.type) {
    case "call":
      return merge(state, [action.call]);
    case "snapshot":
      return merge(endUnmentioned(state, action.calls), action.calls);
  }
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
  return { byId };
}

/** A call we believe under way that the snapshot does not name ended while nobody told us. */
function endUnmentioned(state: LiveCalls, calls: CallView[]): LiveCalls {
  const named = new Set(calls.map((call) => call.id));
  const gone = [...state.byId.values()].filter(
    (call) => call.state !== "ended" && !named.has(call.id),
  );
  if (gone.length === 0) return state;
  const byId = new Map(state.byId);
  for (const call of gone) byId.delete(call.id);
  return { byId };
}
