import type { CallView } from "#lib/realtime/events";

/** The rows a page was served with, as they are by now, and those that have come since on top. */
export function withLiveCalls(
  served: CallView[],
  live: ReadonlyMap<string, CallView>,
  accepts: (call: CallView) => boolean,
): CallView[] {
  const known = new Set(served.map(({ id }) => id));
  const current = served.map((call) => {
    const heard = live.get(call.id);
    return heard && heard.version > call.version ? heard : call;
  });
  const oldest = served.at(-1)?.startedAt ?? "";
  const come = [...live.values()]
    .filter((call) => !known.has(call.id) && call.startedAt >= oldest && accepts(call))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  return [...come, ...current];
}
