/**
 * The browser's picture of who is owed a call: whole callbacks with a version, the newest wins; a
 * snapshot says which are open and which are not.
 */
import type { CallbackView } from "#lib/realtime/events";

export interface LiveCallbacks {
  /** Closed ones too, so that an older push does not bring them back. */
  byId: ReadonlyMap<string, CallbackView>;
  /** Told of since the last snapshot was read, or shortly before. */
  heard: ReadonlySet<string>;
}

export type CallbacksAction =
  | { type: "asked" }
  | { type: "changed"; callbacks: readonly CallbackView[] }
  | { type: "snapshot"; callbacks: readonly CallbackView[] };

/** Closed ones beyond this many are forgotten. */
const mostClosed = 200;

export function callbacksFrom(callbacks: readonly CallbackView[]): LiveCallbacks {
  return { byId: new Map(callbacks.map((one) => [one.id, one])), heard: new Set() };
}

export function callbacksReducer(state: LiveCallbacks, action: CallbacksAction): LiveCallbacks {
  if (action.type === "asked") return { ...state, heard: new Set() };
  const byId = new Map(state.byId);
  const heard = new Set(state.heard);
  if (action.type === "snapshot") {
    const named = new Set(action.callbacks.map(({ id }) => id));
    for (const id of byId.keys()) if (!named.has(id) && !heard.has(id)) byId.delete(id);
  } else for (const { id } of action.callbacks) heard.add(id);
  for (const one of action.callbacks) {
    if ((byId.get(one.id)?.version ?? 0) < one.version) byId.set(one.id, one);
  }
  const closed = [...byId.values()].filter((one) => one.closed);
  for (const { id } of closed.slice(0, -mostClosed)) byId.delete(id);
  return { byId, heard };
}
